import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import expressSession from 'express-session';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { STORES } from '@/lib/shop/policy';
import { closeStores, openStore, type StoreName } from '@/lib/shop/stores/open-store';
import { redisConnection } from '@/lib/shop/stores/redis-connection';
import { findRedisServer, startRedisServer } from '@/lib/shop/stores/redis-server';
import { MAX_SESSIONS, type SessionStore, type StoredSession, StoreUnavailable } from '@/lib/shop/stores/store';
import { migrate } from '../../scripts/migrate.ts';
import { randomSecret } from '../harness/server.ts';
import { keyFor, numberedKey, numberedSession } from './numbered-session';

/** One contract, five stores; then what is particular to each. */

const folder = mkdtempSync(join(tmpdir(), 'session-lab-stores-'));
const benchData = join(folder, 'benches');
const settings = {
  SESSION_SECRETS: `1:${randomSecret()}`,
  PASSWORD_PEPPER: randomSecret(),
  DATABASE_URL: `file:${join(folder, 'test.db')}`,
  BENCH_DATA: benchData,
  REDIS_URL: '',
};

// A machine without redis-server tests the other four; the one that decides (CI) must not pass without it.
const lacksRedis = findRedisServer() === undefined && !process.env.CI;
const nameOf = (name: StoreName) => (name === 'redis' && lacksRedis ? 'redis (skipped: no redis-server here)' : name);
const describeStore = (name: StoreName, tests: () => void) =>
  describe.skipIf(name === 'redis' && lacksRedis)(nameOf(name), tests);

beforeAll(async () => {
  Object.assign(process.env, settings);
  await migrate(settings.DATABASE_URL);
});

afterAll(async () => {
  await closeStores();
  rmSync(folder, { recursive: true, force: true });
});

let benches = 0;
function newBench(): string {
  benches += 1;
  return `bench${benches}`;
}

/** What the bench's clock says; moved by a test. */
let time = Date.now();
const now = () => time;

beforeEach(() => {
  time = Date.now();
});

function someSession(changes: Partial<StoredSession> = {}): StoredSession {
  return { state: { user: 'ada', visits: 1 }, createdAt: time, seenAt: time, expiresAt: time + 3_600_000, ...changes };
}

const keysOf = async (store: SessionStore) => (await store.list()).map(({ key }) => key);

/** What express-session's store holds, in our words. */
function judgedBy(judge: InstanceType<typeof expressSession.MemoryStore>) {
  return new Promise((resolve) =>
    judge.all((_, sessions) => {
      const rows = Object.entries(sessions).map(([key, { state, cookie }]) => [
        key,
        { state, expiresAt: new Date(cookie.expires).getTime() },
      ]);
      resolve(Object.fromEntries(rows));
    }),
  );
}

for (const name of STORES) {
  describeStore(name, () => {
    let bench: string;
    let store: SessionStore;

    beforeEach(async () => {
      bench = newBench();
      store = await openStore(name, bench, now);
      return () => store.clear();
    });

    test('a session that was never stored is not there', async () => {
      expect(await store.get(keyFor('a'))).toBeNull();
      expect(await store.list()).toEqual([]);
    });

    test('what is set is got, and setting again replaces all of it', async () => {
      const first = someSession({ state: { user: 'ada', role: 'user', cart: ['tea'] } });
      await store.set(keyFor('a'), first);
      expect(await store.get(keyFor('a'))).toEqual(first);
      const second = someSession({ state: { theme: 'dark' }, createdAt: time + 5, expiresAt: null });
      await store.set(keyFor('a'), second);
      expect(await store.get(keyFor('a'))).toEqual(second);
      expect(await store.list()).toEqual([{ key: keyFor('a'), session: second }]);
    });

    test('nobody changes a stored session by changing what they gave or got', async () => {
      const given = someSession({ state: { cart: ['tea'] } });
      await store.set(keyFor('a'), given);
      given.state.cart?.push('given');
      const got = await store.get(keyFor('a'));
      got?.state.cart?.push('got');
      const listed = await store.list();
      listed[0]?.session.state.cart?.push('listed');
      expect((await store.get(keyFor('a')))?.state.cart).toEqual(['tea']);
    });

    test('touch moves the times and leaves the rest alone', async () => {
      const session = someSession();
      await store.set(keyFor('a'), session);
      await store.touch(keyFor('a'), { seenAt: time + 1000, expiresAt: time + 9_000_000 });
      expect(await store.get(keyFor('a'))).toEqual({ ...session, seenAt: time + 1000, expiresAt: time + 9_000_000 });
      await store.touch(keyFor('a'), { seenAt: time + 2000, expiresAt: null });
      expect(await store.get(keyFor('a'))).toEqual({ ...session, seenAt: time + 2000, expiresAt: null });
    });

    test('touch makes no session where there is none', async () => {
      await store.touch(keyFor('a'), { seenAt: time, expiresAt: null });
      expect(await store.get(keyFor('a'))).toBeNull();
      expect(await store.list()).toEqual([]);
    });

    test('destroyed stays destroyed, whatever touches it then or meanwhile', async () => {
      await store.set(keyFor('a'), someSession());
      const touch = () => store.touch(keyFor('a'), { seenAt: time, expiresAt: null });
      await Promise.all([touch(), touch(), store.destroy(keyFor('a')), touch(), touch()]);
      await touch();
      await store.destroy(keyFor('a'));
      expect(await store.get(keyFor('a'))).toBeNull();
      expect(await store.list()).toEqual([]);
    });

    test('a touch does not undo a change made meanwhile', async () => {
      await store.set(keyFor('a'), someSession({ state: { visits: 1 } }));
      await Promise.all([
        store.touch(keyFor('a'), { seenAt: time, expiresAt: null }),
        store.set(keyFor('a'), someSession({ state: { visits: 2 } })),
      ]);
      expect((await store.get(keyFor('a')))?.state).toEqual({ visits: 2 });
    });

    test('list has the newest first', async () => {
      await store.set(keyFor('old'), someSession({ createdAt: time - 2000 }));
      await store.set(keyFor('new'), someSession({ createdAt: time }));
      await store.set(keyFor('middle'), someSession({ createdAt: time - 1000 }));
      expect(await keysOf(store)).toEqual(['new', 'middle', 'old'].map(keyFor));
    });

    test('sweep removes exactly what is over', async () => {
      await store.set(keyFor('soon'), someSession({ expiresAt: time + 60_000 }));
      await store.set(keyFor('just over'), someSession({ expiresAt: time + 120_000 }));
      await store.set(keyFor('later'), someSession({ expiresAt: time + 120_001 }));
      await store.set(keyFor('never'), someSession({ expiresAt: null }));
      time += 120_000;
      expect(await store.sweep(time)).toBe(2);
      expect((await keysOf(store)).sort()).toEqual(['later', 'never'].map(keyFor).sort());
      expect(await store.sweep(time)).toBe(0);
    });

    test('clear leaves nothing, and the store can be used again', async () => {
      await store.set(keyFor('a'), someSession());
      await store.set(keyFor('b'), someSession());
      await store.clear();
      expect(await store.list()).toEqual([]);
      expect(await store.get(keyFor('a'))).toBeNull();
      await store.clear();
      await store.set(keyFor('a'), someSession());
      expect(await keysOf(store)).toEqual([keyFor('a')]);
    });

    test('two benches share nothing, though their ids begin alike', async () => {
      const other = await openStore(name, `${bench}x`, now);
      await store.set(keyFor('a'), someSession({ state: { user: 'ada' } }));
      await other.set(keyFor('a'), someSession({ state: { user: 'grace' } }));
      await other.set(keyFor('b'), someSession());
      await store.destroy(keyFor('b'));
      expect((await store.get(keyFor('a')))?.state).toEqual({ user: 'ada' });
      await store.clear();
      expect(await store.list()).toEqual([]);
      expect((await keysOf(other)).sort()).toEqual(['a', 'b'].map(keyFor).sort());
      await other.clear();
    });

    test('fifty writers of one session leave one of theirs, whole', async () => {
      const written = Array.from({ length: 50 }, (_, number) => numberedSession(number));
      await Promise.all(written.map((session) => store.set(keyFor('a'), session)));
      expect(written).toContainEqual(await store.get(keyFor('a')));
    });

    test('two hundred sessions written at once are all there', async () => {
      const numbers = Array.from({ length: 200 }, (_, number) => number);
      await Promise.all(numbers.map((number) => store.set(keyFor(`${number}`), numberedSession(number))));
      const rows = await store.list();
      expect(rows.map(({ session }) => session)).toEqual(numbers.reverse().map(numberedSession));
    });

    test(`the session after ${MAX_SESSIONS} pushes out the oldest, and writing an old one again nobody`, async () => {
      const numbers = Array.from({ length: MAX_SESSIONS }, (_, number) => number);
      const at = (number: number) => someSession({ createdAt: time + number });
      await Promise.all(numbers.map((number) => store.set(keyFor(`${number}`), at(number))));
      await store.set(keyFor('5'), at(5));
      expect(await store.list()).toHaveLength(MAX_SESSIONS);
      await store.set(keyFor('new'), at(MAX_SESSIONS));
      expect(await store.get(keyFor('0'))).toBeNull();
      // A new one stays, also where its time says that it is the oldest.
      await store.set(keyFor('turned back'), at(-1));
      const left = new Set(await keysOf(store));
      expect(left.size).toBe(MAX_SESSIONS);
      expect([left.has(keyFor('1')), left.has(keyFor('2')), left.has(keyFor('new'))]).toEqual([false, true, true]);
      expect(left.has(keyFor('turned back'))).toBe(true);
    });

    test('every script, sign and size that a state can have comes back as it was', async () => {
      const signs = '“ñ” नमस्ते 你好 👩🏽‍🔬 \u0000\u001f\u2028 "\\/ </script> \r\n:;!';
      const state = {
        address: signs,
        cart: Array.from({ length: 400 }, (_, place) => `${place} ${signs.slice(0, 30)}`),
      };
      expect(JSON.stringify(state).length).toBeGreaterThan(16_000);
      const session = someSession({ state });
      await store.set(keyFor('a'), session);
      expect(await store.get(keyFor('a'))).toEqual(session);
    });

    test('express-session and its MemoryStore see the same after the same', async () => {
      const judge = new expressSession.MemoryStore();
      const keys = ['a', 'b', 'c', 'd'].map(keyFor);
      // Always the same sequence, in which everything meets everything.
      for (let step = 0; step < 120; step += 1) {
        const key = keys[(step * 7 + (step >> 3)) % keys.length] as string;
        const action = ['set', 'touch', 'destroy', 'set', 'touch', 'get'][(step * 5 + (step >> 2)) % 6];
        const state = { visits: step };
        const expiresAt = time + 3_600_000 + step;
        const cookie = { expires: new Date(expiresAt) };
        if (action === 'set') {
          await store.set(key, someSession({ state, expiresAt }));
          await new Promise<void>((done) => judge.set(key, { cookie, state }, done));
        } else if (action === 'touch') {
          await store.touch(key, { seenAt: time, expiresAt });
          await new Promise<void>((done) => judge.touch(key, { cookie }, done));
        } else if (action === 'destroy') {
          await store.destroy(key);
          await new Promise<void>((done) => judge.destroy(key, done));
        }
        const ours = (await store.list()).map(({ key, session: { state, expiresAt } }) => [key, { state, expiresAt }]);
        expect(Object.fromEntries(ours), `step ${step}, ${action}`).toEqual(await judgedBy(judge));
      }
    });

    test(`a restart ${name === 'memory' ? 'loses' : 'keeps'} every session`, async () => {
      const session = someSession();
      await store.set(keyFor('a'), session);
      const again = await openStore(name, bench, now);
      expect(await again.get(keyFor('a'))).toEqual(name === 'memory' ? null : session);
    });
  });
}

test.each(['', 'abc', 'ABCD', '../../etc', 'a/b/c', 'bench:1', 'abcd\n', 'a'.repeat(21)])(
  'a bench called %j has no store',
  async (bench) => {
    for (const name of STORES) await expect(openStore(name, bench, now)).rejects.toThrow(RangeError);
  },
);

const textsOf = (bench: string) => {
  const place = join(benchData, 'files', bench);
  return readdirSync(place).map((name) => readFileSync(join(place, name), 'utf8'));
};

describe('a process that is killed while it writes', () => {
  for (const name of ['file', 'sql', 'level'] as const) {
    test(`leaves no half session in ${name}, and loses none that was acknowledged`, async () => {
      const bench = newBench();
      let next = 0;
      for (let round = 0; round < 4; round += 1) {
        // LevelDB is one process's at a time.
        await closeStores();
        const child = spawn(
          process.execPath,
          ['--import', './tests/harness/as-bundled.mjs', 'tests/interop/write-sessions.ts', name, bench, `${next}`],
          { env: { ...process.env, ...settings }, stdio: ['ignore', 'pipe', 'inherit'] },
        );
        let printed = '';
        child.stdout.on('data', (chunk) => {
          printed += chunk;
        });
        const closed = once(child, 'close');
        await Promise.race([once(child.stdout, 'data'), closed]);
        await sleep(60 + round * 37);
        child.kill('SIGKILL');
        await closed;
        const acknowledged = Number(printed.slice(0, printed.lastIndexOf('\n')).split('\n').at(-1));
        expect(acknowledged, 'the child wrote something').toBeGreaterThan(next);

        const store = await openStore(name, bench, now);
        const rows = await store.list();
        for (const { key, session } of rows) {
          const number = session.state.visits as number;
          expect(session).toEqual(numberedSession(number));
          expect(key).toBe(numberedKey(number));
        }
        const newest = Math.max(...rows.map(({ session }) => session.state.visits as number));
        // The one under way may be there or not.
        expect([acknowledged, acknowledged + 1]).toContain(newest);
        expect(rows).toHaveLength(Math.min(20, newest + 1));
        await store.sweep(0);
        expect(await store.list()).toEqual(rows);
        if (name === 'file') expect(textsOf(bench)).toHaveLength(rows.length);
        next = newest + 1;
      }
      await (await openStore(name, bench, now)).clear();
    });
  }
});

describe('files', () => {
  async function benchWithOneSession() {
    const bench = newBench();
    const store = await openStore('file', bench, now);
    await store.set(keyFor('good'), someSession());
    return { store, place: join(benchData, 'files', bench) };
  }

  test('what is torn, foreign or left over counts as absent, and is swept', async () => {
    const { store, place } = await benchWithOneSession();
    const whole = readFileSync(join(place, `${keyFor('good')}.json`), 'utf8');
    const write = (name: string, text: string) => writeFileSync(join(place, name), text);
    write(`${keyFor('torn')}.json`, whole.slice(0, -9));
    write(`${keyFor('empty')}.json`, '');
    write(`${keyFor('foreign')}.json`, '{"user":"admin"}');
    write(`${keyFor('null')}.json`, 'null');
    write(`${keyFor('left over')}.json.0a1b2c3d4e5f`, whole);
    write('notes.txt', 'mine');
    mkdirSync(join(place, `${keyFor('folder')}.json`));
    for (const id of ['torn', 'empty', 'foreign', 'null', 'left over', 'folder']) {
      expect(await store.get(keyFor(id)), id).toBeNull();
    }
    expect(await keysOf(store)).toEqual([keyFor('good')]);
    expect(await store.sweep(time)).toBe(0);
    expect(readdirSync(place)).toEqual([`${keyFor('good')}.json`]);
  });

  test('a torn session can be written anew', async () => {
    const { store, place } = await benchWithOneSession();
    writeFileSync(join(place, `${keyFor('good')}.json`), '{"state":');
    await store.set(keyFor('good'), someSession());
    expect(await store.get(keyFor('good'))).toEqual(someSession());
  });

  test('what a file says beyond a state is dropped', async () => {
    const { store, place } = await benchWithOneSession();
    const state = { user: 'ada', role: 'god', isAdmin: true };
    writeFileSync(join(place, `${keyFor('good')}.json`), JSON.stringify({ ...someSession(), state, more: 1 }));
    expect(await store.get(keyFor('good'))).toEqual(someSession({ state: { user: 'ada' } }));
  });

  test('clear takes the folder away', async () => {
    const { store, place } = await benchWithOneSession();
    await store.clear();
    expect(() => readdirSync(place)).toThrow('ENOENT');
  });

  test('a key that is a path names no file', async () => {
    const { store } = await benchWithOneSession();
    await expect(store.get(`../${keyFor('good')}`)).rejects.toThrow(RangeError);
    await expect(store.set('../../x', someSession())).rejects.toThrow(RangeError);
  });

  test('a disk that cannot be written to makes the store unavailable', async () => {
    const bench = newBench();
    const store = await openStore('file', bench, now);
    writeFileSync(join(benchData, 'files', bench), 'a file where the folder should be');
    await expect(store.set(keyFor('a'), someSession())).rejects.toThrow(StoreUnavailable);
    rmSync(join(benchData, 'files', bench));
  });
});

describe('LevelDB', () => {
  const place = join(benchData, 'level');

  test('in another process is said to be there', async () => {
    await closeStores();
    const program = `
      const { ClassicLevel } = require('classic-level');
      new ClassicLevel(process.argv[1]).open().then(() => console.log('open'));
      setInterval(() => {}, 1000);`;
    mkdirSync(place, { recursive: true });
    const other = spawn(process.execPath, ['-e', program, place], { stdio: ['ignore', 'pipe', 'inherit'] });
    await once(other.stdout, 'data');
    const store = await openStore('level', newBench(), now);
    await expect(store.get(keyFor('a'))).rejects.toThrow(/^Another process has the LevelDB open/);
    await expect(store.get(keyFor('a'))).rejects.toBeInstanceOf(StoreUnavailable);
    other.kill('SIGKILL');
    await once(other, 'exit');
    expect(await store.get(keyFor('a'))).toBeNull();
  });

  test('that is damaged is repaired', async () => {
    const store = await openStore('level', newBench(), now);
    await store.set(keyFor('a'), someSession());
    await closeStores();
    const manifest = readdirSync(place).find((name) => name.startsWith('MANIFEST'));
    writeFileSync(join(place, manifest as string), 'damage '.repeat(50));
    await store.set(keyFor('b'), someSession());
    expect(await store.get(keyFor('b'))).toEqual(someSession());
  });
});

describeStore('redis', () => {
  async function benchInRedis() {
    const bench = newBench();
    const store = await openStore('redis', bench, now);
    return { bench, store, name: (id: string) => `session-lab:${bench}:session:${keyFor(id)}` };
  }

  test('forgets a session by itself when its time is up', async () => {
    const { store } = await benchInRedis();
    await store.set(keyFor('short'), someSession({ expiresAt: time + 150 }));
    await store.set(keyFor('touched'), someSession({ expiresAt: time + 150 }));
    await store.touch(keyFor('touched'), { seenAt: time, expiresAt: time + 3_600_000 });
    await store.set(keyFor('shortened'), someSession({ expiresAt: null }));
    await store.touch(keyFor('shortened'), { seenAt: time, expiresAt: time + 150 });
    await store.set(keyFor('freed'), someSession({ expiresAt: time + 150 }));
    await store.touch(keyFor('freed'), { seenAt: time, expiresAt: null });
    expect(await store.list()).toHaveLength(4);
    await sleep(300);
    expect((await keysOf(store)).sort()).toEqual(['touched', 'freed'].map(keyFor).sort());
    expect(await store.get(keyFor('short'))).toBeNull();
    await store.clear();
  });

  test('goes by the time that the bench has left, not by the date', async () => {
    const { store, name } = await benchInRedis();
    const redis = await redisConnection();
    time += 1_000_000_000;
    await store.set(keyFor('a'), someSession({ expiresAt: time + 60_000 }));
    expect(await redis.pTTL(name('a'))).toSatisfy((left: number) => left > 50_000 && left <= 60_000);
    time += 45_000;
    await store.sweep(time);
    expect(await redis.pTTL(name('a'))).toSatisfy((left: number) => left > 5_000 && left <= 15_000);
    await store.clear();
  });

  test('keeps nothing of a bench that is cleared, nor of sessions that it has forgotten', async () => {
    const { bench, store } = await benchInRedis();
    const redis = await redisConnection();
    await store.set(keyFor('a'), someSession({ expiresAt: time + 1 }));
    await store.set(keyFor('b'), someSession());
    await sleep(20);
    await store.sweep(time);
    expect(await redis.zRange(`session-lab:${bench}:sessions`, 0, -1)).toEqual([keyFor('b')]);
    await store.clear();
    expect(await redis.keys(`session-lab:${bench}:*`)).toEqual([]);
  });

  test('counts no session that it has forgotten among those that need room', async () => {
    const { store } = await benchInRedis();
    const numbers = Array.from({ length: MAX_SESSIONS }, (_, number) => number);
    const at = (number: number) => someSession({ createdAt: time + number, expiresAt: time + 3_600_000 });
    await Promise.all(numbers.map((number) => store.set(keyFor(`${number}`), at(number))));
    await store.touch(keyFor('500'), { seenAt: time, expiresAt: time + 1 });
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

  test.skipIf(lacksRedis)('with REDIS_URL, and with redis-server on the PATH: all five', async () => {
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

/** Runs a module that imports our files as they import each other, with the settings of this test. */
function runAsBundled(program: string, environment: Record<string, string> = {}, ...rest: string[]) {
  return spawn(
    process.execPath,
    ['--import', './tests/harness/as-bundled.mjs', '--input-type=module', '--eval', program, ...rest],
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
