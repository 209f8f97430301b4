import expressSession from 'express-session';
import { beforeEach, expect, test } from 'vitest';
import { STORES } from '@/lib/shop/policy';
import { MAX_SESSIONS, type SessionStore } from '@/lib/shop/stores/store';
import { keyFor, numberedSession } from './numbered-session';
import { clock, describeStore, keysOf, newBench, open, someSession } from './store-bench';

/** One contract, five stores. */

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
      store = await open(name, bench);
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
      const second = someSession({ state: { theme: 'dark' }, createdAt: clock.time + 5, expiresAt: null });
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
      await store.touch(keyFor('a'), { seenAt: clock.time + 1000, expiresAt: clock.time + 9_000_000 });
      expect(await store.get(keyFor('a'))).toEqual({
        ...session,
        seenAt: clock.time + 1000,
        expiresAt: clock.time + 9_000_000,
      });
      await store.touch(keyFor('a'), { seenAt: clock.time + 2000, expiresAt: null });
      expect(await store.get(keyFor('a'))).toEqual({ ...session, seenAt: clock.time + 2000, expiresAt: null });
    });

    test('touch makes no session where there is none', async () => {
      await store.touch(keyFor('a'), { seenAt: clock.time, expiresAt: null });
      expect(await store.get(keyFor('a'))).toBeNull();
      expect(await store.list()).toEqual([]);
    });

    test('destroyed stays destroyed, whatever touches it then or meanwhile', async () => {
      await store.set(keyFor('a'), someSession());
      const touch = () => store.touch(keyFor('a'), { seenAt: clock.time, expiresAt: null });
      await Promise.all([touch(), touch(), store.destroy(keyFor('a')), touch(), touch()]);
      await touch();
      await store.destroy(keyFor('a'));
      expect(await store.get(keyFor('a'))).toBeNull();
      expect(await store.list()).toEqual([]);
    });

    test('a touch does not undo a change made meanwhile', async () => {
      await store.set(keyFor('a'), someSession({ state: { visits: 1 } }));
      await Promise.all([
        store.touch(keyFor('a'), { seenAt: clock.time, expiresAt: null }),
        store.set(keyFor('a'), someSession({ state: { visits: 2 } })),
      ]);
      expect((await store.get(keyFor('a')))?.state).toEqual({ visits: 2 });
    });

    test('list has the newest first', async () => {
      await store.set(keyFor('old'), someSession({ createdAt: clock.time - 2000 }));
      await store.set(keyFor('new'), someSession({ createdAt: clock.time }));
      await store.set(keyFor('middle'), someSession({ createdAt: clock.time - 1000 }));
      expect(await keysOf(store)).toEqual(['new', 'middle', 'old'].map(keyFor));
    });

    test('sweep removes exactly what is over', async () => {
      await store.set(keyFor('soon'), someSession({ expiresAt: clock.time + 60_000 }));
      await store.set(keyFor('just over'), someSession({ expiresAt: clock.time + 120_000 }));
      await store.set(keyFor('later'), someSession({ expiresAt: clock.time + 120_001 }));
      await store.set(keyFor('never'), someSession({ expiresAt: null }));
      clock.time += 120_000;
      expect(await store.sweep(clock.time)).toBe(2);
      expect((await keysOf(store)).sort()).toEqual(['later', 'never'].map(keyFor).sort());
      expect(await store.sweep(clock.time)).toBe(0);
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
      const other = await open(name, `${bench}x`);
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

    test('whoever reads while others write finds a whole session', async () => {
      await store.set(keyFor('a'), numberedSession(0));
      let isWriting = true;
      const writer = (async () => {
        for (let number = 1; number <= 60; number += 1) await store.set(keyFor('a'), numberedSession(number));
        isWriting = false;
      })();
      while (isWriting) {
        const found = await store.get(keyFor('a'));
        expect(found).toEqual(numberedSession(found?.state.visits ?? -1));
      }
      await writer;
    });

    test('two hundred sessions written at once are all there', async () => {
      const numbers = Array.from({ length: 200 }, (_, number) => number);
      await Promise.all(numbers.map((number) => store.set(keyFor(`${number}`), numberedSession(number))));
      const rows = await store.list();
      expect(rows.map(({ session }) => session)).toEqual(numbers.reverse().map(numberedSession));
    });

    test(`the session after ${MAX_SESSIONS} pushes out the oldest, and writing an old one again nobody`, async () => {
      const numbers = Array.from({ length: MAX_SESSIONS }, (_, number) => number);
      const at = (number: number) => someSession({ createdAt: clock.time + number });
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
        const expiresAt = clock.time + 3_600_000 + step;
        const cookie = { expires: new Date(expiresAt) };
        if (action === 'set') {
          await store.set(key, someSession({ state, expiresAt }));
          await new Promise<void>((done) => judge.set(key, { cookie, state }, done));
        } else if (action === 'touch') {
          await store.touch(key, { seenAt: clock.time, expiresAt });
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
      const again = await open(name, bench);
      expect(await again.get(keyFor('a'))).toEqual(name === 'memory' ? null : session);
    });
  });
}

test.each(['', 'abc', 'ABCD', '../../etc', 'a/b/c', 'bench:1', 'abcd\n', 'a'.repeat(21)])(
  'a bench called %j has no store',
  async (bench) => {
    for (const name of STORES) await expect(open(name, bench)).rejects.toThrow(RangeError);
  },
);
