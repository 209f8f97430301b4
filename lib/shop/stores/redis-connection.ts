import { setTimeout as sleep } from 'node:timers/promises';
import { createClient } from '@redis/client';
import { env } from '@/lib/env';
import { findRedisServer, type RedisServer, startRedisServer } from './redis-server';
import { StoreUnavailable } from './store';
import { withinLimit } from './within-limit';

const CONNECT_LIMIT_MILLISECONDS = 2000;
const START_LIMIT_MILLISECONDS = 5000;
const POLL_MILLISECONDS = 20;

const NO_REDIS = 'No Redis here: set REDIS_URL, or install redis-server on this machine.';
const NO_ANSWER = 'The Redis that REDIS_URL names does not answer.';

type Address = { url: string } | { path: string };
export type RedisConnection = Awaited<ReturnType<typeof connect>>;

// On globalThis, since the bundler may hold this module several times, and one process needs one Redis.
const shared = globalThis as typeof globalThis & {
  sessionLabRedis?: { server?: RedisServer; connection?: Promise<RedisConnection> };
};

function redis() {
  shared.sessionLabRedis ??= {};
  return shared.sessionLabRedis;
}

/** Connects once. A connection that breaks later is thrown away, and the next use makes a new one. */
async function connect(address: Address) {
  const once = { connectTimeout: CONNECT_LIMIT_MILLISECONDS, reconnectStrategy: false } as const;
  const client = createClient({
    ...('url' in address
      ? { url: address.url, socket: once }
      : { socket: { ...once, path: address.path, tls: false as const } }),
    disableOfflineQueue: true,
  });
  // Whoever waits for a command learns of it there; without a listener the process would end.
  client.on('error', () => {});
  try {
    await withinLimit(CONNECT_LIMIT_MILLISECONDS, client.connect());
  } catch (error) {
    client.destroy();
    throw error;
  }
  return client;
}

/** A Redis of our own, started at first use and again where it has ended. */
async function connectToOwn(program: string): Promise<RedisConnection> {
  if (!redis().server?.isRunning()) redis().server = startRedisServer(program);
  const { socketPath: path, isRunning } = redis().server as RedisServer;
  const limit = Date.now() + START_LIMIT_MILLISECONDS;
  for (;;) {
    try {
      return await connect({ path });
    } catch (cause) {
      if (!isRunning() || Date.now() > limit) {
        throw new StoreUnavailable('The redis-server of this machine does not start.', { cause });
      }
      await sleep(POLL_MILLISECONDS);
    }
  }
}

function open(): Promise<RedisConnection> {
  const { REDIS_URL: url } = env();
  if (url) {
    return connect({ url }).catch((cause: unknown) => {
      throw new StoreUnavailable(NO_ANSWER, { cause });
    });
  }
  const program = findRedisServer();
  return program ? connectToOwn(program) : Promise.reject(new StoreUnavailable(NO_REDIS));
}

/**
 * The one connection of this process, made at first use and again after it broke.
 * @throws {StoreUnavailable}
 */
export function redisConnection(): Promise<RedisConnection> {
  const kept = redis();
  if (kept.connection) return kept.connection;
  const made = open();
  kept.connection = made;
  const forget = () => {
    if (kept.connection === made) kept.connection = undefined;
  };
  made.then((client) => client.on('terminated', forget), forget);
  return made;
}

/** Why there is no Redis, in one sentence; null where there is one. A server of our own is looked for, not started. */
export async function whyNoRedis(): Promise<string | null> {
  if (!env().REDIS_URL) return findRedisServer() ? null : NO_REDIS;
  try {
    await withinLimit(CONNECT_LIMIT_MILLISECONDS, (await redisConnection()).ping());
    return null;
  } catch {
    return NO_ANSWER;
  }
}

/** Ends the connection, and the server if it is our own. */
export async function closeRedis(): Promise<void> {
  const { connection, server } = redis();
  shared.sessionLabRedis = {};
  (await connection?.catch(() => undefined))?.destroy();
  server?.stop();
}
