import { createHash, randomBytes } from 'node:crypto';
import type { ServerPolicy } from './policy';

/** What was given out before, so that no id comes twice. Generators raise it. */
export interface IssuedIds {
  /** By `counter` and `hashed-counter`. */
  last: number;
  /** By `clock`, in milliseconds. */
  lastMillisecond?: number;
}

/** Counters begin above it, so that they look like a shop that has had visitors. */
const COUNTER_BASE = 1000;

const generators: Record<ServerPolicy['idGenerator'], (issued: IssuedIds, now: number) => string> = {
  counter: (issued) => String(count(issued)),
  /** It looks random and is not: whoever counts and hashes has every id. */
  'hashed-counter': (issued) =>
    createHash('md5')
      .update(String(count(issued)))
      .digest('hex'),
  clock: (issued, now) => {
    issued.lastMillisecond = Math.max(now, (issued.lastMillisecond ?? 0) + 1);
    return String(issued.lastMillisecond);
  },
  /** 128 bits; OWASP's Session Management Cheat Sheet asks for 64 at least. */
  random: () => randomBytes(16).toString('base64url'),
};

function count(issued: IssuedIds): number {
  issued.last = Math.max(issued.last, COUNTER_BASE) + 1;
  return issued.last;
}

/** @param now milliseconds since 1970 by the bench's clock */
export function newId(generator: ServerPolicy['idGenerator'], issued: IssuedIds, now: number): string {
  return generators[generator](issued, now);
}

/** True where it could be an id of some generator, or one that a visitor made up and a trusting server accepts. */
export function isPlausibleId(text: string): boolean {
  return /^[A-Za-z0-9_-]{1,128}$/.test(text);
}

/** What a store knows a session by: SHA-256 in hex, so that whoever reads the store holds no id to use. */
export function keyOf(id: string): string {
  return createHash('sha256').update(id).digest('hex');
}
