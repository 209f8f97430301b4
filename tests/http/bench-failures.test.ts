import { once } from 'node:events';
import { existsSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { BenchView } from '../../lib/bench/view.ts';
import { call, newBench, type TestBench } from '../harness/benches.ts';
import { query } from '../harness/database.ts';
import { request, visitor } from '../harness/http.ts';
import { startRedis } from '../harness/redis.ts';
import { type Server, startServer } from '../harness/server.ts';

/** Benches whose store, database, server or client goes away in the middle. */

let server: Server;
beforeAll(async () => {
  // Nobody listens there.
  server = await startServer({ env: { REDIS_URL: 'redis://127.0.0.1:1' } });
});
afterAll(() => server.stop());

const SERVER_SIDE = { preset: 'lecture-server', policy: { csrf: 'none' } };
const hostOf = ({ view }: TestBench) => new URL(view.url).host;
const read = (bench: TestBench) => bench.call<BenchView>('GET');
const savedBenches = (of: Server) => query(of, 'SELECT id FROM "Bench"').map(({ id }) => id);
const sqlRows = (bench: TestBench) => query(server, 'SELECT key FROM "ShopSession" WHERE benchId = ?', bench.view.id);

/** Keeps everybody else from writing into the database, until the returned function is called. */
function holdDatabase(of: Server): () => void {
  const holder = new DatabaseSync(of.databaseFile);
  holder.exec('BEGIN IMMEDIATE');
  return () => {
    holder.exec('ROLLBACK');
    holder.close();
  };
}

test('a store that is not there is refused with 503, and nothing is made or changed', async () => {
  const before = savedBenches(server).length;
  const asked = { preset: 'lecture-server', policy: { store: 'redis' } };
  expect((await call(server, 'POST', '', asked)).status).toBe(503);
  expect(savedBenches(server)).toHaveLength(before);

  const bench = await newBench(server, SERVER_SIDE);
  await bench.logIn();
  const answer = await call(server, 'PATCH', `/${bench.view.id}`, { policy: { store: 'redis', rolling: false } });
  expect(answer.status).toBe(503);
  expect(answer.json()).toEqual({ error: expect.stringMatching(/Redis.*\.$/) });
  expect((await read(bench)).policy).toEqual(bench.view.policy);
  expect(await bench.who()).toBe('ada');

  const form = await visitor(server).post(`/bench/${bench.view.id}`, { do: 'policy', store: 'redis' });
  expect(form.status).toBe(503);
  expect(form.body).toContain('Redis');
});

test('a bench whose Redis has ended can be seen, told the time, left for another store, and ended', async () => {
  await using redis = await startRedis();
  await using own = await startServer({ env: { REDIS_URL: redis.url } });
  const policy = { store: 'redis', csrf: 'none' };
  const benches: TestBench[] = [];
  for (let index = 0; index < 2; index++) {
    benches.push(await newBench(own, { preset: 'lecture-server', policy }));
  }
  const [stays, ends] = benches as [TestBench, TestBench];
  await stays.logIn();
  expect(await stays.who()).toBe('ada');
  await redis.end();

  expect((await stays.visitor.get('/profile')).status).toBe(503);
  expect((await read(stays)).warnings[0]).toContain('Redis');
  expect((await visitor(own).get(`/bench/${stays.view.id}`)).status).toBe(200);
  expect((await stays.advance(60)).clock.aheadSeconds).toBe(60);
  await stays.change({ store: 'memory' });
  await stays.logIn();
  expect(await stays.who()).toBe('ada');
  await ends.call('DELETE');
  expect(savedBenches(own)).not.toContain(ends.view.id);
});

test('a change of several things is done whole or not at all', async () => {
  const bench = await newBench(server, { preset: 'flask' });
  await bench.change({ logoutByGet: true });
  const wrong = { mechanism: 'jwt' };
  for (const body of [
    { startOver: true, policy: wrong },
    { startOver: true, preset: 'none-such' },
    { preset: 'express-session', policy: wrong },
    { preset: 'django', policy: { mechanism: 'plain', store: 'sql' } },
  ]) {
    expect((await call(server, 'PATCH', `/${bench.view.id}`, body)).status).toBe(400);
    const { preset, policy } = await read(bench);
    expect({ preset, policy }).toEqual({ preset: 'flask', policy: { ...bench.view.policy, logoutByGet: true } });
  }
});

test('a request that comes while the store is changed does not bring the old store back', async () => {
  await using redis = await startRedis();
  await using own = await startServer({ env: { REDIS_URL: redis.url } });
  const bench = await newBench(own, { preset: 'lecture-server', policy: { store: 'redis', csrf: 'none' } });
  await bench.logIn();
  expect(await redis.ask('DBSIZE')).not.toBe(':0');
  await redis.ask('CLIENT PAUSE 800');
  const changing = bench.change({ store: 'memory' });
  await sleep(300);
  const meanwhile = request(own, { host: hostOf(bench), path: '/' });
  await Promise.all([changing, meanwhile]);
  await bench.logIn();
  expect(await bench.who()).toBe('ada');
  expect(await redis.ask('DBSIZE')).toBe(':0');
});

/** The beginning of a form, whose end is yet to come. */
function beginForm(bench: TestBench) {
  const socket = connect(server.port, '127.0.0.1').on('error', () => {});
  const [begin, end] = ['item=', 'sencha-50'];
  const head = [
    'POST /cart HTTP/1.1',
    `Host: ${hostOf(bench)}`,
    'Content-Type: application/x-www-form-urlencoded',
    `Content-Length: ${begin.length + end.length}`,
    'Connection: close',
  ];
  socket.write(`${head.join('\r\n')}\r\n\r\n${begin}`);
  return { socket, end };
}

test('a form that is still on its way when its bench ends leaves nothing behind', async () => {
  const bench = await newBench(server, { preset: 'lecture-server', policy: { store: 'file', csrf: 'none' } });
  await bench.logIn();
  const folder = join(dirname(server.databaseFile), 'benches', 'files', bench.view.id);
  expect(existsSync(folder)).toBe(true);
  const { socket, end } = beginForm(bench);
  await sleep(200);
  await bench.call('DELETE');
  socket.end(end);
  const [answer] = await once(socket, 'data');
  expect(String(answer)).toMatch(/^HTTP\/1\.1 404 /);
  expect(existsSync(folder)).toBe(false);
});

test('a client that hangs up is no error, and what the shop did for it stands on the wire', async () => {
  const bench = await newBench(server, { preset: 'lecture-server', policy: { store: 'sql', csrf: 'none' } });
  const torn = beginForm(bench);
  await sleep(100);
  torn.socket.destroy();
  await sleep(100);
  expect(server.log()).not.toContain('unexpected-error');
  expect(await bench.wire()).toEqual([]);

  const release = holdDatabase(server);
  const { socket, end } = beginForm(bench);
  socket.write(end);
  await sleep(300);
  socket.destroy();
  await sleep(100);
  release();
  await expect.poll(() => bench.wire(), { timeout: 5000 }).toHaveLength(1);
  expect(sqlRows(bench)).toHaveLength(1);
});

test('what was done right before the server was stopped is there when it is back', async () => {
  await using own = await startServer();
  const policy = { store: 'sql', idGenerator: 'counter', csrf: 'token', stateChangeByGet: true };
  const counting = await newBench(own, { preset: 'lecture-server', policy });
  const changed = await newBench(own, { preset: 'flask' });
  const idOf = async () =>
    (await request(own, { host: hostOf(counting), path: '/login' })).setCookies[0]?.split(';')[0];
  // Past the round in which new benches are saved.
  await sleep(2500);
  const first = await idOf();
  await changed.change({ idleSeconds: 77 });
  await own.restart();
  expect((await read(changed)).policy.idleSeconds).toBe(77);
  // Else two visitors would have one session.
  expect(await idOf()).not.toBe(first);
});

test('a bench whose row is damaged is no bench; the others are as they were', async () => {
  await using own = await startServer();
  const whole = await newBench(own);
  const benches: TestBench[] = [];
  const damages: ((row: Record<string, unknown>) => unknown)[] = [
    () => undefined,
    () => null,
    (row) => ({ ...row, policy: { mechanism: 'server' } }),
    (row) => ({ ...row, policy: null }),
    (row) => ({ ...row, secret: 'short' }),
    (row) => ({ ...row, first: { ...(row.first as object), policy: {} } }),
    (row) => ({ ...row, clock: { ahead: 1e300, stoppedAt: null } }),
    (row) => ({ ...row, users: 'ada' }),
  ];
  for (const _ of damages) benches.push(await newBench(own));
  await own.kill('SIGTERM');
  for (const [index, { view }] of benches.entries()) {
    const [row] = query(own, 'SELECT data FROM "Bench" WHERE id = ?', view.id);
    const damaged = damages[index]?.(JSON.parse(String(row?.data)));
    query(own, 'UPDATE "Bench" SET data = ? WHERE id = ?', JSON.stringify(damaged) ?? '{"torn', view.id);
  }
  await own.restart();
  for (const bench of benches) {
    expect((await call(own, 'GET', `/${bench.view.id}`)).status).toBe(404);
    expect((await request(own, { host: hostOf(bench), path: '/' })).status).toBe(404);
    expect((await visitor(own).get(`/bench/${bench.view.id}`)).status).toBe(404);
    expect((await call(own, 'DELETE', `/${bench.view.id}`)).status).toBe(404);
  }
  expect((await read(whole)).id).toBe(whole.view.id);
  expect(own.log()).not.toContain('unexpected-error');
});

test('without a database everything answers 503 with a sentence, and asking often starts nothing', async () => {
  await using own = await startServer();
  const bench = await newBench(own);
  await own.kill('SIGTERM');
  writeFileSync(own.databaseFile, 'This was a database once. '.repeat(1000));
  await own.restart();
  for (let index = 0; index < 10; index++) {
    const shop = await request(own, { host: hostOf(bench), path: '/' });
    expect(shop.status).toBe(503);
    expect(shop.body).toContain('database');
    expect(shop.headers.get('retry-after')).not.toBeNull();
  }
  expect((await call(own, 'GET', `/${bench.view.id}`)).status).toBe(503);
  for (const path of [`/bench/${bench.view.id}`, `/bench/compare?left=${bench.view.id}`]) {
    expect((await visitor(own).get(path)).status, path).toBe(503);
  }
  const rounds = () => own.log().split('benches-not-kept').length - 1;
  const before = rounds();
  await sleep(4500);
  expect(rounds() - before).toBeLessThanOrEqual(4);
});

test('a database that is held for too long costs nothing that is done meanwhile or afterwards', async () => {
  const bench = await newBench(server, { preset: 'flask' });
  const release = holdDatabase(server);
  await bench.change({ idleSeconds: 77 });
  await expect.poll(() => server.log(), { timeout: 12_000 }).toContain('benches-not-kept');
  release();
  const after = await newBench(server);
  const saved = () => query(server, 'SELECT data FROM "Bench" WHERE id = ?', bench.view.id)[0]?.data;
  await expect.poll(saved, { timeout: 8000 }).toContain('"idleSeconds":77');
  expect(savedBenches(server)).toContain(after.view.id);
});
