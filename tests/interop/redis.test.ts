import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { type AddressInfo, connect, createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { redisConnection } from '@/lib/shop/stores/redis-connection';
import { findRedisServer, startRedisServer } from '@/lib/shop/stores/redis-server';
import { MAX_SESSIONS, StoreUnavailable } from '@/lib/shop/stores/store';
import { keyFor } from './numbered-session';
import { clock, describeStore, folder, keysOf, newBench, open, settings, someSession } from './store-bench';

describeStore('redis', () => {
  async function benchInRedis() {
    const bench = newBench();
    const store = await open('redis', bench);
    return { bench, store, name: (id: string) => `session-lab:${bench}:session:${keyFor(id)}` };
  }

  test('forgets a session by itself when its time is up', async () => {
    const { store } = await benchInRedis();
    await store.set(keyFor('short'), someSession({ expiresAt: clock.time + 150 }));
    await store.set(keyFor('touched'), someSession({ expiresAt: clock.time + 150 }));
    await store.touch(keyFor('touched'), { seenAt: clock.time, expiresAt: clock.time + 3_600_000 });
    await store.set(keyFor('shortened'), someSession({ expiresAt: null }));
    await store.touch(keyFor('shortened'), { seenAt: clock.time, expiresAt: clock.time + 150 });
    await store.set(keyFor('freed'), someSession({ expiresAt: clock.time + 150 }));
    await store.touch(keyFor('freed'), { seenAt: clock.time, expiresAt: null });
    expect(await store.list()).toHaveLength(4);
    await sleep(300);
    expect((await keysOf(store)).sort()).toEqual(['touched', 'freed'].map(keyFor).sort());
    expect(await store.get(keyFor('short'))).toBeNull();
    await store.clear();
  });

  test('goes by the time that the bench has left, not by the date', async () => {
    const { store, name } = await benchInRedis();
    const redis = await redisConnection();
    clock.time += 1_000_000_000;
    await store.set(keyFor('a'), someSession({ expiresAt: clock.time + 60_000 }));
    expect(await redis.pTTL(name('a'))).toSatisfy((left: number) => left > 50_000 && left <= 60_000);
    clock.time += 45_000;
    await store.sweep(clock.time);
    expect(await redis.pTTL(name('a'))).toSatisfy((left: number) => left > 5_000 && left <= 15_000);
    await store.clear();
  });

  test('keeps nothing of a bench that is cleared, nor of sessions that it has forgotten', async () => {
    const { bench, store } = await benchInRedis();
    const redis = await redisConnection();
    await store.set(keyFor('a'), someSession({ expiresAt: clock.time + 1 }));
    await store.set(keyFor('b'), someSession());
    await sleep(20);
    await store.touch(keyFor('c'), { seenAt: clock.time, expiresAt: null });
    await store.sweep(clock.time);
    expect(await redis.zRange(`session-lab:${bench}:sessions`, 0, -1)).toEqual([keyFor('b')]);
    await store.clear();
    expect(await redis.keys(`session-lab:${bench}:*`)).toEqual([]);
  });

  test('counts no session that it has forgotten among those that need room', async () => {
    const { store } = await benchInRedis();
    const numbers = Array.from({ length: MAX_SESSIONS }, (_, number) => number);
    const at = (number: number) => someSession({ createdAt: clock.time + number, expiresAt: clock.time + 3_600_000 });
    await Promise.all(numbers.map((number) => store.set(keyFor(`${number}`), at(number))));
    await store.touch(keyFor('500'), { seenAt: clock.time, expiresAt: clock.time + 1 });
    await sleep(20);
    await store.set(keyFor('new'), at(MAX_SESSIONS));
    expect(await store.get(keyFor('0'))).not.toBeNull();
    await store.clear();
  });

  test('that holds something else under our name holds no session', async () => {
    const { store, name } = await benchInRedis();
    const redis = await redisConnection();
    await redis.hSet(name('a'), { state: '{"user":', createdAt: 'yesterday' });
    expect(await store.get(keyFor('a'))).toBeNull();
    await redis.del(name('a'));
  });

  test('that dies is unavailable or started anew, and never hangs', async () => {
    const { store } = await benchInRedis();
    await store.set(keyFor('a'), someSession());
    process.kill(Number(await processIdOfRedis()), 'SIGKILL');
    const whileItDies = await Promise.allSettled(Array.from({ length: 20 }, () => store.get(keyFor('a'))));
    for (const result of whileItDies) {
      if (result.status === 'rejected') expect(result.reason).toBeInstanceOf(StoreUnavailable);
    }
    await expect.poll(() => store.get(keyFor('a')).catch(() => 'not yet')).toBeNull();
    await store.set(keyFor('a'), someSession());
    expect(await store.get(keyFor('a'))).toEqual(someSession());
  });

  test('that has stopped answering is unavailable after some seconds', async () => {
    const { store } = await benchInRedis();
    const pid = Number(await processIdOfRedis());
    process.kill(pid, 'SIGSTOP');
    try {
      await expect(store.get(keyFor('a'))).rejects.toBeInstanceOf(StoreUnavailable);
    } finally {
      process.kill(pid, 'SIGCONT');
    }
    expect(await store.get(keyFor('a'))).toBeNull();
  });

  test.skipIf(process.platform !== 'linux').for(['SIGTERM', 'SIGKILL'] as const)(
    'of our own ends with the process that started it, also by %s',
    async (signal) => {
      const child = runAsBundled(`
        import { redisConnection } from '@/lib/shop/stores/redis-connection';
        const redis = await redisConnection();
        const { dir } = await redis.configGet('dir');
        const [, pid] = /process_id:(\\d+)/.exec(await redis.info('server'));
        process.stdout.write(pid + ' ' + dir);`);
      const [printed] = await once(child.stdout, 'data');
      const [pid = '', place = ''] = String(printed).split(' ');
      expect(existsSync(join(place, 'socket'))).toBe(true);
      expect(stateOf(pid)).toMatch(/^[RSD]/);
      child.kill(signal);
      await expect.poll(() => stateOf(pid), { timeout: 5000 }).toMatch(/^(gone|Z)/);
      await expect.poll(() => existsSync(place)).toBe(false);
    },
  );
});

describe('availability', () => {
  const program = `
    import { closeStores, openStore, storeAvailability } from '@/lib/shop/stores/open-store';
    const { redis, ...others } = await storeAvailability();
    const opened = await openStore('redis', 'bench', Date.now).then(() => 'opened', ({ name, message }) => name + ': ' + message);
    await closeStores();
    console.log(JSON.stringify({ redis, opened, others: Object.values(others).every(({ available }) => available) }));`;

  async function availability(environment: Record<string, string>) {
    const child = runAsBundled(program, environment);
    let printed = '';
    for await (const chunk of child.stdout) printed += chunk;
    return JSON.parse(printed) as { redis: object; opened: string; others: boolean };
  }

  test('without REDIS_URL and without redis-server: the reason, and all others', async () => {
    const reason = 'No Redis here: set REDIS_URL, or install redis-server on this machine.';
    expect(await availability({ PATH: folder })).toEqual({
      redis: { available: false, reason },
      opened: `StoreUnavailable: ${reason}`,
      others: true,
    });
  });

  test('with a REDIS_URL where nobody listens, or nobody answers: the reason, without the password', async () => {
    const silent = createServer().listen(0, '127.0.0.1');
    await once(silent, 'listening');
    const { port } = silent.address() as AddressInfo;
    const reason = 'The Redis that REDIS_URL names does not answer.';
    const urls = [`redis://:pass-word@127.0.0.1:${port}`, 'redis://:pass-word@127.0.0.1:1'];
    for (const REDIS_URL of urls) {
      expect(await availability({ REDIS_URL }), REDIS_URL).toEqual({
        redis: { available: false, reason },
        opened: `StoreUnavailable: ${reason}`,
        others: true,
      });
    }
    silent.close();
  });

  describeStore('redis', () => {
    test('is available with REDIS_URL, and with redis-server on the PATH', async () => {
      const { socketPath, stop } = startRedisServer(findRedisServer() as string);
      // REDIS_URL means a network address; this one leads to a Redis of the test's.
      const bridge = createServer((client) => {
        const redis = connect(socketPath);
        for (const socket of [client, redis]) socket.on('error', () => {});
        client.pipe(redis).pipe(client);
      }).listen(0, '127.0.0.1');
      await once(bridge, 'listening');
      await expect.poll(() => existsSync(socketPath)).toBe(true);
      const { port } = bridge.address() as AddressInfo;
      const expected = { redis: { available: true }, opened: 'opened', others: true };
      expect(await availability({ REDIS_URL: `redis://127.0.0.1:${port}`, PATH: folder })).toEqual(expected);
      expect(await availability({})).toEqual(expected);
      bridge.close();
      stop();
    });
  });
});

/** Runs a module that imports our files as they import each other, with the settings of this test. */
function runAsBundled(program: string, environment: Record<string, string> = {}, ...rest: string[]) {
  return spawn(
    process.execPath,
    ['--import', './scripts/as-bundled.mjs', '--input-type=module', '--eval', program, ...rest],
    { env: { ...process.env, ...settings, ...environment }, stdio: ['ignore', 'pipe', 'inherit'] },
  );
}

async function processIdOfRedis(): Promise<string | undefined> {
  return /process_id:(\d+)/.exec(await (await redisConnection()).info('server'))?.[1];
}

/** What Linux says of a process: a letter (Z for one that has ended), or "gone". */
function stateOf(pid: string): string {
  try {
    return /State:\s+(.)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 'unknown';
  } catch {
    return 'gone';
  }
}
