import 'server-only';
import { hkdfSync } from 'node:crypto';
import { env } from '@/lib/env';

const KEY_BYTES = 32;

/** What a key is for. A seal is not bound to its cookie's name: only a key of its own keeps one from passing as another. */
export type Purpose = 'session' | 'device' | 'notebook';

const derived = new Map<Purpose, Record<string, string>>();

/**
 * iron-session's passwords for one purpose, by their number: each derived from the root secret of that number
 * (HKDF-SHA-256, RFC 5869). The highest number seals; all of them open.
 */
export function sealingKeys(purpose: Purpose): Record<string, string> {
  const known = derived.get(purpose);
  if (known) return known;
  const keys = Object.fromEntries(
    Object.entries(env().SESSION_SECRETS).map(([number, secret]) => [
      number,
      Buffer.from(hkdfSync('sha256', secret, 'session-lab', purpose, KEY_BYTES)).toString('hex'),
    ]),
  );
  derived.set(purpose, keys);
  return keys;
}

/** The number of the key that seals now. */
export function currentKeyNumber(): string {
  return String(Math.max(...Object.keys(env().SESSION_SECRETS).map(Number)));
}
