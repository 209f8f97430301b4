import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe } from 'vitest';
import { closeStores, openStore, type StoreName } from '@/lib/shop/stores/open-store';
import { findRedisServer } from '@/lib/shop/stores/redis-server';
import type { SessionStore, StoredSession } from '@/lib/shop/stores/store';
import { migrate } from '../../scripts/migrate.ts';
import { randomSecret } from '../harness/server.ts';

/** What each file of tests of the stores begins with: settings, a database and folders of its own, and a clock. */

export const folder = mkdtempSync(join(tmpdir(), 'session-lab-stores-'));
export const settings = {
  SESSION_SECRETS: `1:${randomSecret()}`,
  PASSWORD_PEPPER: randomSecret(),
  DATABASE_URL: `file:${join(folder, 'test.db')}`,
  BENCH_DATA: join(folder, 'benches'),
  REDIS_URL: '',
};

/** The bench's clock. */
export const clock = { time: 0, now: () => clock.time };

beforeAll(async () => {
  Object.assign(process.env, settings);
  await migrate(settings.DATABASE_URL);
});

beforeEach(() => {
  clock.time = Date.now();
});

afterAll(async () => {
  await closeStores();
  rmSync(folder, { recursive: true, force: true });
});

// A machine without redis-server tests the other four; the one that decides (CI) must not pass without it.
const lacksRedis = findRedisServer() === undefined && !process.env.CI;

export const describeStore = (name: StoreName, tests: () => void) =>
  name === 'redis' && lacksRedis
    ? describe.skip('redis (there is no redis-server on this machine)', tests)
    : describe(name, tests);

let benches = 0;

export function newBench(): string {
  benches += 1;
  return `bench${benches}`;
}

export const open = (name: StoreName, bench: string) => openStore(name, bench, clock.now);

export function someSession(changes: Partial<StoredSession> = {}): StoredSession {
  const { time } = clock;
  return { state: { user: 'ada', visits: 1 }, createdAt: time, seenAt: time, expiresAt: time + 3_600_000, ...changes };
}

export const keysOf = async (store: SessionStore) => (await store.list()).map(({ key }) => key);
