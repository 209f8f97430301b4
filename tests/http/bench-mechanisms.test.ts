import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newBench } from '../harness/benches.ts';
import { type Server, startServer } from '../harness/server.ts';

let server: Server;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());

const kinds = (steps: { kind: string }[]) => steps.map(({ kind }) => kind);

test('Flask: ada logs in, her changed role is refused with the reason; as text the same change succeeds', async () => {
  const bench = await newBench(server, { preset: 'flask' });
  await bench.logIn();
  expect(await bench.who()).toBe('ada');
  expect(kinds((await bench.lastExchange()).steps)).toEqual(
    expect.arrayContaining(['cookie-found', 'signature-matches', 'visitor']),
  );
  const value = (await bench.visitor.cookie('session')) ?? '';
  const [payload = '', ...rest] = value.split('.');
  const state = JSON.parse(Buffer.from(payload, 'base64url').toString());
  const forged = Buffer.from(JSON.stringify({ ...state, role: 'admin' })).toString('base64url');
  await bench.visitor.post('/_jar', { name: 'session', value: [forged, ...rest].join('.') });
  expect((await bench.visitor.get('/admin')).status).toBe(303);
  const refused = await bench.lastExchange();
  expect(kinds(refused.steps)).toContain('signature-differs');

  await bench.change({ mechanism: 'plain' });
  await bench.logIn();
  expect((await bench.visitor.get('/admin')).status).toBe(403);
  const plain = (await bench.visitor.cookie('session')) ?? '';
  expect(plain).toContain('role=user');
  const exchanges = (await bench.wire()).length;
  await bench.visitor.post('/_jar', { name: 'session', value: plain.replace('role=user', 'role=admin') });
  expect(await bench.wire()).toHaveLength(exchanges);
  expect((await bench.visitor.get('/admin')).status).toBe(200);
});

test.each([
  ['memory', null],
  ['file', 'ada'],
  ['sql', 'ada'],
  ['level', 'ada'],
  ['redis', 'ada'],
])('a restart of the server with %s: afterwards it is %s', async (store, who) => {
  const bench = await newBench(server, { preset: 'lecture-server', policy: { store, csrf: 'none' } });
  await bench.logIn();
  expect(await bench.who()).toBe('ada');
  await bench.fault('restart');
  expect(await bench.who()).toBe(who);
});

test.each([
  ['memory', [null, 'ada', null, 'ada']],
  ['sql', ['ada', 'ada', 'ada', 'ada']],
])('two servers with %s: requests alternate', async (store, expected) => {
  const bench = await newBench(server, { preset: 'lecture-server', policy: { store, csrf: 'none' } });
  await bench.fault('second-server');
  await bench.logIn();
  const seen = [];
  for (let index = 0; index < 4; index++) seen.push(await bench.who());
  expect(seen).toEqual(expected);
});

test('a bench and its sessions survive a restart of the site where the store does', async () => {
  const own = await startServer();
  try {
    const benches = await Promise.all(
      ['memory', 'sql', 'file', 'level'].map((store) =>
        newBench(own, { preset: 'lecture-server', policy: { store, csrf: 'none' } }),
      ),
    );
    const signed = await newBench(own, { preset: 'flask' });
    for (const bench of [...benches, signed]) await bench.logIn();
    await own.restart();
    expect(await Promise.all(benches.map((bench) => bench.who()))).toEqual([null, 'ada', 'ada', 'ada']);
    expect(await signed.who()).toBe('ada');
  } finally {
    await own.stop();
  }
});

describe('time is the bench’s own', () => {
  test('idle and absolute limits end a session, and the wire says by how much', async () => {
    const bench = await newBench(server, { preset: 'lecture-server', policy: { csrf: 'none' } });
    await bench.logIn();
    await bench.advance(29 * 60);
    expect(await bench.who()).toBe('ada');
    await bench.advance(29 * 60);
    expect(await bench.who()).toBe('ada');
    await bench.advance(31 * 60);
    expect(await bench.who()).toBe(null);
    const { steps } = await bench.lastExchange();
    const expired = steps.find((step) => step.kind === 'expired');
    expect(expired).toMatchObject({ limit: 'idle', allowedSeconds: 1800 });
    expect(expired?.kind === 'expired' && expired.overSeconds).toBeGreaterThanOrEqual(60);
    expect(expired?.kind === 'expired' && expired.overSeconds).toBeLessThan(65);
  });

  test('a sweep removes what was refused already', async () => {
    const bench = await newBench(server, { preset: 'lecture-server', policy: { csrf: 'none' } });
    await bench.logIn();
    const { rows } = await bench.advance(9 * 60 * 60);
    expect(rows).toEqual([expect.objectContaining({ expired: true })]);
    expect((await bench.fault('sweep')).rows).toEqual([]);
  });

  test('Redis drops a session by its own clock, which follows the bench’s', async () => {
    const policy = { store: 'redis', csrf: 'none' };
    const bench = await newBench(server, { preset: 'lecture-server', policy });
    await bench.logIn();
    expect((await bench.advance(9 * 60 * 60)).rows).toEqual([]);
  });
});

test('a cart in a cookie grows until the browser ignores the cookie; on the server it goes on growing', async () => {
  const bench = await newBench(server, { preset: 'lecture-name' });
  await bench.logIn();
  for (let index = 0; index < 9; index++) await bench.visitor.post('/cart', { fill: '50' });
  const tooBig = (await bench.wire()).flatMap(({ steps }) => steps).filter(({ kind }) => kind === 'cookie-too-big');
  expect(tooBig.length).toBeGreaterThan(0);
});

test('set, but did not come back: the wire says so with the cause', async () => {
  const bench = await newBench(server, { preset: 'flask', policy: { cookie: { path: '/cart' } } });
  await bench.logIn();
  await bench.visitor.get('/profile');
  const step = (await bench.lastExchange()).steps.find(({ kind }) => kind === 'did-not-come-back');
  expect(step).toMatchObject({ name: 'session', setIn: 1, causes: ['path'] });
});

test('rotating the secret ends every session, unless the old one still reads', async () => {
  for (const preset of ['flask', 'lecture-encrypted']) {
    const bench = await newBench(server, { preset });
    await bench.logIn();
    await bench.fault('rotate-secret', { keepOld: true });
    expect(await bench.who()).toBe('ada');
    await bench.logIn();
    await bench.fault('rotate-secret');
    expect(await bench.who()).toBe(null);
  }
});

test('a role in the session outlives the role in the database; read from the database it does not', async () => {
  const bench = await newBench(server, { preset: 'flask' });
  await bench.logIn('admin');
  expect((await bench.visitor.get('/admin')).status).toBe(200);
  await bench.fault('change-role', { username: 'admin', role: 'user' });
  expect((await bench.visitor.get('/admin')).status).toBe(200);
  await bench.change({ roleFrom: 'database' });
  expect((await bench.visitor.get('/admin')).status).toBe(403);
});
