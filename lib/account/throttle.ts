import 'server-only';
import { isIPv6 } from 'node:net';
import { RateLimiterPrisma, RateLimiterRes } from 'rate-limiter-flexible';
import { db } from '@/lib/db';
import { env } from '@/lib/env';
import { HashingBusy } from './hashing';

/**
 * Slows down whoever guesses passwords. Three counters, kept in the database so that a restart forgets none:
 *
 * - **account** (tight): all browsers that never logged in to this account share it. After a few failures one attempt is
 *   let through at a time, with a growing delay in between. The delay has an upper bound; while somebody goes on guessing, the
 *   owner in a new browser has to compete with them for the next attempt, and in a known one does not.
 * - **device** (as tight): a browser that once logged in to the account has a counter of its own, so that strangers'
 *   failures do not slow its owner down (OWASP "device cookies").
 * - **address** (wide): a whole class sits behind one address. Devices are not counted by it: their own counter is
 *   tighter, and one stranger in the class could use it up for all.
 *
 * An attempt is counted before the password is looked at, so that parallel attempts cannot slip through together, and
 * given back when it was right.
 */

const FREE_FAILURES = 5;
const FAILURES_WINDOW_SECONDS = 24 * 60 * 60;
const ADDRESS_WINDOW_SECONDS = 10 * 60;
const UNLIMITED = Number.MAX_SAFE_INTEGER;

function limiter(keyPrefix: string, points: number, duration: number): RateLimiterPrisma {
  return new RateLimiterPrisma({
    storeClient: db(),
    tableName: 'rateLimit',
    keyPrefix,
    points,
    duration,
    clearExpiredByTimeout: false,
  });
}

function makeLimiters() {
  return {
    failures: limiter('failures', UNLIMITED, FAILURES_WINDOW_SECONDS),
    gate: limiter('gate', 1, 1),
    address: limiter('address', env().ADDRESS_FAILURES_LIMIT, ADDRESS_WINDOW_SECONDS),
  };
}

const shared = globalThis as typeof globalThis & { sessionLabThrottle?: ReturnType<typeof makeLimiters> };

function limiters() {
  shared.sessionLabThrottle ??= makeLimiters();
  return shared.sessionLabThrottle;
}

/** Seconds to the next attempt after so many failures: 1, 2, 4 … up to the bound. */
export function delayAfter(failures: number, bound = env().LOGIN_DELAY_MAX_SECONDS): number {
  return failures <= FREE_FAILURES ? 0 : Math.min(bound, 2 ** (failures - FREE_FAILURES - 1));
}

/** An IPv6 subscriber has 2^64 addresses, all with the same first four groups; they count as one. */
export function network(address: string): string {
  const plain = address.split('%', 1)[0] ?? '';
  if (!isIPv6(plain)) return plain;
  const [front = [], back = []] = new URL(`http://[${plain}]`).hostname
    .slice(1, -1)
    .split('::')
    .map((half) => half.split(':').filter((group) => group !== ''));
  const zeros = Array.from({ length: 8 - front.length - back.length }, () => '0');
  return [...front, ...zeros, ...back].slice(0, 4).join(':');
}

function secondsIn(refused: unknown): number {
  // The library rejects with its result when a limit is reached, and with an error when its store fails.
  if (!(refused instanceof RateLimiterRes)) throw refused;
  return Math.max(1, Math.ceil(refused.msBeforeNext / 1000));
}

export interface Attempt {
  /** `null`: the attempt may be made. Else: not before so many seconds. */
  waitSeconds: number | null;
  /** Call when the attempt was right: all failures before it are forgotten. */
  forgive(): Promise<void>;
  /** Call when it was never looked at: it does not count. */
  undo(): Promise<void>;
}

/** Checks a secret; where the queue is too full for that, nothing was tried, and nothing counts as a failure. */
export async function undoneWhenBusy<T>(undo: Attempt['undo'], check: () => Promise<T>): Promise<T> {
  try {
    return await check();
  } catch (error) {
    if (error instanceof HashingBusy) await undo();
    throw error;
  }
}

/**
 * Counts one attempt against one secret.
 * @param subject what is being guessed at, and by whom: `account:noor`, `device:…:noor`, or `session:…` for the password
 *   asked for once more; that is counted by session, so that a thief of one does not slow its owner in another
 */
export async function attempt(subject: string, address: string): Promise<Attempt> {
  const { failures, gate, address: addresses } = limiters();
  const from = subject.startsWith('device:') ? null : network(address);
  const giveBack = async () => {
    if (from !== null) await addresses.reward(from);
  };
  const undo = async () => {
    await Promise.all([failures.reward(subject), giveBack()]);
  };
  const forgive = async () => {
    await Promise.all([failures.delete(subject), gate.delete(subject), giveBack()]);
  };
  try {
    if (from !== null) await addresses.consume(from);
  } catch (refused) {
    return { waitSeconds: secondsIn(refused), forgive, undo };
  }
  const { consumedPoints } = await failures.consume(subject);
  const delay = delayAfter(consumedPoints);
  if (delay === 0) return { waitSeconds: null, forgive, undo };
  try {
    await gate.consume(subject, 1, { customDuration: delay });
    return { waitSeconds: null, forgive, undo };
  } catch (refused) {
    // It was not tried, so it is no failure: whoever hammers at a closed gate does not make the owner wait longer.
    await undo();
    return { waitSeconds: secondsIn(refused), forgive, undo };
  }
}

/** Counts one registration. @returns seconds to wait, or null */
export async function registrationFrom(address: string): Promise<number | null> {
  try {
    await limiters().address.consume(`registration:${network(address)}`);
    return null;
  } catch (refused) {
    return secondsIn(refused);
  }
}

/** Deletes counters that are over. */
export async function sweepThrottle(now = new Date()): Promise<void> {
  await db().rateLimit.deleteMany({ where: { expire: { lt: now } } });
}
