import { isOver, newestFirst, pushedOut } from './age';
import { redisConnection } from './redis-connection';
import { MAX_SESSIONS, type SessionStore, type StoredRow, type StoredSession } from './store';
import { parseJson, readStored } from './stored-text';

/** Redis runs a script without anything in between: a session that a logout has just removed does not come back. */
const TOUCH = `
if redis.call('EXISTS', KEYS[1]) == 0 then return end
redis.call('HSET', KEYS[1], 'seenAt', ARGV[1], 'expiresAt', ARGV[2])
if ARGV[2] == '' then redis.call('PERSIST', KEYS[1]) else redis.call('PEXPIRE', KEYS[1], ARGV[3]) end
`;

/** What Redis has forgotten by itself is still in the sorted set. */
const TIDY = `
for _, key in ipairs(redis.call('ZRANGE', KEYS[1], 0, -1)) do
  if redis.call('EXISTS', ARGV[1] .. key) == 0 then redis.call('ZREM', KEYS[1], key) end
end
`;

const timeOrNone = (time: number | null) => (time === null ? '' : String(time));

function toHash({ state, createdAt, seenAt, expiresAt }: StoredSession): Record<string, string> {
  return {
    state: JSON.stringify(state),
    createdAt: String(createdAt),
    seenAt: String(seenAt),
    expiresAt: timeOrNone(expiresAt),
  };
}

/** @returns null for an empty hash, which is how Redis says that there is none */
function fromHash({ state, createdAt, seenAt, expiresAt }: Record<string, string>): StoredSession | null {
  return readStored({
    state: parseJson(state),
    createdAt: Number(createdAt),
    seenAt: Number(seenAt),
    expiresAt: expiresAt === '' ? null : Number(expiresAt),
  });
}

/**
 * Sessions in Redis, which forgets each by itself when its time is up (PEXPIRE). A session is a hash; which ones a bench
 * has stands in a sorted set of its own, since looking through all keys would hold up a server that others use too.
 */
export class RedisStore implements SessionStore {
  readonly #prefix: string;
  readonly #index: string;
  readonly #now: () => number;

  /** @param now the bench's clock; Redis goes by its own, so it is told how long and not until when */
  constructor(benchId: string, now: () => number) {
    this.#prefix = `session-lab:${benchId}:session:`;
    this.#index = `session-lab:${benchId}:sessions`;
    this.#now = now;
  }

  async get(key: string): Promise<StoredSession | null> {
    return fromHash(await (await redisConnection()).hGetAll(this.#prefix + key));
  }

  async set(key: string, session: StoredSession): Promise<void> {
    const redis = await redisConnection();
    const name = this.#prefix + key;
    const change = redis.multi().del(name).hSet(name, toHash(session));
    if (session.expiresAt !== null) change.pExpire(name, this.#remaining(session.expiresAt));
    change.zAdd(this.#index, { score: session.createdAt, value: key });
    await change.exec();
    if ((await redis.zCard(this.#index)) <= MAX_SESSIONS) return;
    await this.#tidy();
    for (const old of pushedOut(await this.list(), key)) await this.destroy(old);
  }

  async touch(key: string, { seenAt, expiresAt }: Pick<StoredSession, 'seenAt' | 'expiresAt'>): Promise<void> {
    const remaining = expiresAt === null ? '' : String(this.#remaining(expiresAt));
    await (await redisConnection()).eval(TOUCH, {
      keys: [this.#prefix + key],
      arguments: [String(seenAt), timeOrNone(expiresAt), remaining],
    });
  }

  async destroy(key: string): Promise<void> {
    const redis = await redisConnection();
    await redis
      .multi()
      .del(this.#prefix + key)
      .zRem(this.#index, key)
      .exec();
  }

  async list(): Promise<StoredRow[]> {
    const redis = await redisConnection();
    const keys = await redis.zRange(this.#index, 0, -1);
    const rows = await Promise.all(keys.map(async (key) => ({ key, session: await this.get(key) })));
    return newestFirst(rows.filter((row): row is StoredRow => row.session !== null));
  }

  /** Tells Redis the remaining times anew as well: the bench's clock may have been moved. */
  async sweep(now: number): Promise<number> {
    const redis = await redisConnection();
    await this.#tidy();
    const rows = await this.list();
    const over = rows.filter(({ session }) => isOver(session, now));
    for (const { key } of over) await this.destroy(key);
    for (const { key, session } of rows) {
      if (session.expiresAt === null || isOver(session, now)) continue;
      await redis.pExpire(this.#prefix + key, Math.ceil(session.expiresAt - now));
    }
    return over.length;
  }

  async clear(): Promise<void> {
    const redis = await redisConnection();
    const keys = await redis.zRange(this.#index, 0, -1);
    await redis.del([this.#index, ...keys.map((key) => this.#prefix + key)]);
  }

  async #tidy(): Promise<void> {
    await (await redisConnection()).eval(TIDY, { keys: [this.#index], arguments: [this.#prefix] });
  }

  #remaining(expiresAt: number): number {
    return Math.ceil(expiresAt - this.#now());
  }
}
