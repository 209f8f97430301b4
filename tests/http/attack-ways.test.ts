import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AttackResult } from '../../lib/attacks/attack.ts';
import type { PolicyChanges } from '../../lib/shop/policy.ts';
import { call, newBench } from '../harness/benches.ts';
import { freePort, type Server, startServer } from '../harness/server.ts';

/** Where an attack has several ways, what each comes to: the truth table has their sum alone. */

let server: Server;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server?.stop());

async function attack(name: string, preset: string, policy: PolicyChanges = {}, on = server) {
  const bench = await newBench(on, { preset, policy });
  const answer = await call(on, 'POST', `/${bench.view.id}/attacks/${name}`, {});
  await call(on, 'DELETE', `/${bench.view.id}`);
  return { status: answer.status, result: answer.json() as AttackResult & { error?: string } };
}

async function waysOf(name: string, preset: string, policy: PolicyChanges = {}): Promise<[boolean, string][]> {
  const { result } = await attack(name, preset, policy);
  return (result.ways ?? []).map(({ succeeded, why }) => [succeeded, why]);
}

const works = [true, expect.anything()];
const fails = (why: string | RegExp) => [false, expect.stringMatching(why)];

test('binding to the User-Agent stops only who does not copy it, and throws ada out after an update', async () => {
  expect(await waysOf('stolen-cookie', 'express', { binding: 'user-agent' })).toEqual([
    fails('Bound to another browser'),
    works,
    works,
    fails('thrown out of her own session. Bound to another browser'),
  ]);
});

test('binding to the address stops nobody on the same network, and throws ada out on another one', async () => {
  expect(await waysOf('stolen-cookie', 'express', { binding: 'address' })).toEqual([
    works,
    works,
    fails('Bound to another address: 127.0.0.1 then, 127.0.0.66 now'),
    fails('thrown out of her own session. Bound to another address'),
  ]);
});

test('who takes any id takes one that Mallory made up', async () => {
  expect(await waysOf('fixation', 'php')).toEqual([works, works]);
  expect(await waysOf('fixation', 'php', { acceptUnknownIds: false })).toEqual([works, fails('No session has the id')]);
});

test('a name that begins with __Host- keeps the cookie out of ada’s jar, whatever the shop would do with it', async () => {
  const refused = fails('^Ada’s browser took no such cookie');
  const policy: PolicyChanges = { cookie: { prefix: '__Host-', secure: true } };
  expect(await waysOf('fixation', 'php', policy)).toEqual([refused, refused]);
});

test('expiry is checked when a session is read; the sweep only saves space', async () => {
  expect(await waysOf('stale-session', 'lecture-server')).toEqual([
    fails('Expired: .* past the idle limit'),
    fails('No session has the id'),
  ]);
  expect(await waysOf('stale-session', 'express')).toEqual([works, works]);
});

test('after a restart no request finds ada; of two servers one does not know her', async () => {
  expect(await waysOf('restart', 'lecture-server', { store: 'memory' })).toEqual([
    [true, expect.stringContaining('in 0 of 4 requests')],
    [true, expect.stringContaining('in 2 of 4 requests')],
  ]);
});

test('logging out saves ada at a shared machine, unless the id stays in the history and the row on the server', async () => {
  expect(await waysOf('shared-machine', 'express')).toEqual([works, fails('held no session')]);
  expect(await waysOf('shared-machine', 'express', { carrier: 'url' })).toEqual([
    works,
    fails('No session has the id'),
  ]);
  expect(await waysOf('shared-machine', 'express', { carrier: 'url', logout: 'forget' })).toEqual([works, works]);
});

test('a browser drops a cookie in time, and a copy of it lives on', async () => {
  const policy: PolicyChanges = { cookie: { maxAgeSeconds: 1800 } };
  expect((await attack('shared-machine', 'express', policy)).result.succeeded).toBe(false);
  expect((await attack('stale-session', 'express', policy)).result.succeeded).toBe(true);
});

test('a cookie that has outgrown its 4,096 bytes is said in figures', async () => {
  const { result } = await attack('overflow', 'lecture-encrypted');
  const [, put, known, bytes] =
    /put (\d+) packets into her cart, and the shop knows of (\d+)\. The new cookie had ([\d,]+)/.exec(result.why) ?? [];
  expect(Number(put) - Number(known)).toBe(50);
  expect(Number(bytes?.replace(',', ''))).toBeGreaterThan(4096);
});

test('where the shops share a host no cookie can be planted from a sub-host, and a link still works', async () => {
  const port = await freePort();
  const SHOP_ORIGIN = `http://shop.session.localhost:${port}`;
  await using shared = await startServer({ env: { PORT: String(port), SHOP_ORIGIN } });
  const { status, result } = await attack('fixation', 'express', {}, shared);
  expect([status, result.error]).toEqual([409, expect.stringContaining('has no sub-host')]);
  for (const name of ['fixation', 'stolen-cookie']) {
    const { result } = await attack(name, 'express', { carrier: 'url' }, shared);
    expect([name, result.succeeded, result.control.succeeded]).toEqual([name, true, false]);
  }
}, 60_000);
