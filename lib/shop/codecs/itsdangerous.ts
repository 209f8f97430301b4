import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Secrets } from './codec';
import { isTime } from './times';

/**
 * Signing as Flask's sessions do it: itsdangerous' TimestampSigner with SHA-1, key derivation "hmac" and the salt
 * "cookie-session" (Flask, sessions.py: SecureCookieSessionInterface). A signed value is `payload.time.signature`.
 */
const SALT = 'cookie-session';

/** The payload may begin with a dot of its own; each part is base64url without padding. */
const PARTS = /^(?<payload>\.?[\w-]*)\.(?<time>[\w-]*)\.(?<signature>[\w-]+)$/;

export type Verdict =
  | { is: 'signed'; payload: string; seconds: number; secret: 'current' | 'fallback' }
  | { is: 'differing'; given: string; expected: string }
  | { is: 'malformed'; what: string };

/** @param seconds since 1970 */
export function sign(payload: string, seconds: number, secret: string): string {
  const signed = `${payload}.${writeTime(seconds)}`;
  return `${signed}.${signatureOf(signed, secret).toString('base64url')}`;
}

/** Says whether one of the secrets signed this. How old it is, is not judged here. */
export function unsign(value: string, secrets: Secrets): Verdict {
  const { payload, time, signature } = PARTS.exec(value)?.groups ?? {};
  if (payload === undefined || time === undefined || signature === undefined) {
    return { is: 'malformed', what: 'it is not payload, time and signature with dots between' };
  }
  const signed = `${payload}.${time}`;
  const given = Buffer.from(signature, 'base64url');
  const isBy = (secret: string) => isSame(given, signatureOf(signed, secret));
  const isCurrent = isBy(secrets.current);
  if (!isCurrent && !secrets.fallbacks.some(isBy)) {
    return { is: 'differing', given: signature.slice(0, 64), expected: hint(signatureOf(signed, secrets.current)) };
  }
  const seconds = readTime(time);
  if (seconds === null) return { is: 'malformed', what: 'its time cannot be read' };
  return { is: 'signed', payload, seconds, secret: isCurrent ? 'current' : 'fallback' };
}

function signatureOf(signed: string, secret: string): Buffer {
  const key = createHmac('sha1', secret).update(SALT).digest();
  return createHmac('sha1', key).update(signed).digest();
}

/** In constant time: how long a comparison takes would otherwise tell how much of a guess is right. */
function isSame(given: Buffer, expected: Buffer): boolean {
  return given.length === expected.length && timingSafeEqual(given, expected);
}

/** The whole signature would be the forgery that its reader lacks. */
function hint(signature: Buffer): string {
  const text = signature.toString('base64url');
  return `${text.slice(0, 6)}…${text.slice(-4)}`;
}

/** Big-endian, without leading zeros. */
function writeTime(seconds: number): string {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(BigInt(seconds));
  const first = bytes.findIndex((byte) => byte !== 0);
  return first === -1 ? '' : bytes.subarray(first).toString('base64url');
}

function readTime(text: string): number | null {
  const bytes = Buffer.from(text, 'base64url');
  const seconds = bytes.reduce((sum, byte) => sum * 256 + byte, 0);
  return isTime(seconds) ? seconds : null;
}
