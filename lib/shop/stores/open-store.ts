import type { STORES } from '../policy';
import { FileStore } from './file';
import { LevelStore } from './level';
import { closeLevel } from './level-database';
import { MemoryStore } from './memory';
import { RedisStore } from './redis';
import { closeRedis, redisConnection, whyNoRedis } from './redis-connection';
import { SqlStore } from './sql';
import { type SessionStore, StoreUnavailable } from './store';
import { withinLimit } from './within-limit';

export type StoreName = (typeof STORES)[number];
export type Availability = { available: true } | { available: false; reason: string };

/** It becomes the name of a folder and part of keys, so nothing in it may mean anything there. */
const BENCH_ID = /^[a-z0-9]{4,20}$/;
const LIMIT_MILLISECONDS = 4000;

/** Our own mistakes stay what they are; the rest comes from a disk, a database or a network. */
const OUR_MISTAKES = [TypeError, RangeError, ReferenceError, SyntaxError];

function unavailable(name: StoreName, cause: unknown): unknown {
  if (cause instanceof StoreUnavailable || OUR_MISTAKES.some((type) => cause instanceof type)) return cause;
  return new StoreUnavailable(`The session store "${name}" cannot be used at the moment.`, { cause });
}

/** The same store, whose failures are all of one type and come after seconds at the latest. */
function withOneFailure(name: StoreName, store: SessionStore): SessionStore {
  const guarded =
    <Parameters extends unknown[], Result>(method: (...parameters: Parameters) => Promise<Result>) =>
    async (...parameters: Parameters): Promise<Result> => {
      try {
        return await withinLimit(LIMIT_MILLISECONDS, method.apply(store, parameters));
      } catch (error) {
        throw unavailable(name, error);
      }
    };
  return {
    get: guarded(store.get),
    set: guarded(store.set),
    touch: guarded(store.touch),
    destroy: guarded(store.destroy),
    list: guarded(store.list),
    sweep: guarded(store.sweep),
    clear: guarded(store.clear),
  };
}

async function makeStore(name: StoreName, benchId: string, now: () => number): Promise<SessionStore> {
  switch (name) {
    case 'memory':
      return new MemoryStore();
    case 'file':
      return new FileStore(benchId);
    case 'sql':
      return new SqlStore(benchId);
    case 'level':
      return new LevelStore(benchId);
    case 'redis':
      // A bench should learn now, and not at its first session, that there is no Redis.
      await redisConnection();
      return new RedisStore(benchId, now);
  }
}

/**
 * Opens a bench's store. What it held before is there again, except in memory, which begins empty.
 * @param benchId 4 to 20 lower-case letters and digits
 * @param now the bench's clock: milliseconds since 1970
 * @throws {StoreUnavailable} where there is no Redis; the store's methods throw it when they fail
 * @throws {RangeError} for any other bench id
 */
export async function openStore(name: StoreName, benchId: string, now: () => number): Promise<SessionStore> {
  if (!BENCH_ID.test(benchId)) throw new RangeError('A bench id is 4 to 20 lower-case letters and digits.');
  try {
    return withOneFailure(name, await makeStore(name, benchId, now));
  } catch (error) {
    throw unavailable(name, error);
  }
}

/** Which stores can be chosen here, and why not. All but Redis come with the app. */
export async function storeAvailability(): Promise<Record<StoreName, Availability>> {
  const available: Availability = { available: true };
  const reason = await whyNoRedis();
  return {
    memory: available,
    file: available,
    sql: available,
    level: available,
    redis: reason === null ? available : { available: false, reason },
  };
}

/** Closes what the stores of this process share; the next use opens it again. */
export async function closeStores(): Promise<void> {
  await Promise.all([closeLevel(), closeRedis()]);
}
