import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { query, readDatabase } from '../harness/database.ts';
import { register, request, sendBytes, visitor } from '../harness/http.ts';
import { type Server, startServer } from '../harness/server.ts';

const KIB = 1024;

let server: Server;
/** It runs beside the other tests, since it takes long. */
let slowClient: Promise<number>;
beforeAll(async () => {
  server = await startServer();
  slowClient = millisecondsUntilCutOff();
});
afterAll(() => server.stop());

/** How long a client may send one header, a letter a second. */
async function millisecondsUntilCutOff(): Promise<number> {
  const socket = connect(server.port, '127.0.0.1').on('error', () => {});
  await once(socket, 'connect');
  const begun = Date.now();
  socket.write(`GET / HTTP/1.1\r\nHost: session.localhost:${server.port}\r\nX-Slow: `);
  const drip = setInterval(() => socket.write('x'), 1000);
  // Not `once`, which takes the broken pipe of the last letter for a failure.
  await new Promise((resolve) => socket.resume().on('close', resolve));
  clearInterval(drip);
  return Date.now() - begun;
}

test('S69 a body of 64 KiB is read, one byte more is 413', async () => {
  const client = visitor(server);
  const formOf = (length: number) => `username=${'x'.repeat(length - 'username='.length)}`;
  const form = { headers: { 'Content-Type': 'application/x-www-form-urlencoded' } };
  expect((await client.post('/login', {}, { body: formOf(64 * KIB), ...form })).status).toBe(400);
  const { status, setCookies } = await client.post('/login', {}, { body: formOf(64 * KIB + 1), ...form });
  expect(status).toBe(413);
  expect(setCookies).toEqual([]);
});

test('S69 a body that does not say its length is refused before it is read', async () => {
  const { status } = await visitor(server).post(
    '/login',
    { username: 'a' },
    {
      headers: { 'Transfer-Encoding': 'chunked' },
    },
  );
  expect(status).toBe(411);
});

test('S69 headers and cookies beyond 16 KiB are 431', async () => {
  for (const name of ['Cookie', 'X-Long']) {
    const { status } = await request(server, { headers: { [name]: `a=${'x'.repeat(17 * KIB)}` } });
    expect(status, name).toBe(431);
  }
  expect((await request(server, { headers: { Cookie: `a=${'x'.repeat(8 * KIB)}` } })).status).toBe(200);
});

test('S69 an upgrade is refused with 4xx', async () => {
  const answer = await sendBytes(
    server,
    `GET / HTTP/1.1\r\nHost: session.localhost:${server.port}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n`,
  );
  expect(answer).toMatch(/^HTTP\/1\.1 4\d\d/);
});

test('S69 the database keeps a write-ahead log', () => {
  expect(query(server, 'PRAGMA journal_mode')).toEqual([{ journal_mode: 'wal' }]);
});

test('S69 of fifty that write at once none is told that the database is locked', async () => {
  const clients = await Promise.all(
    Array.from({ length: 5 }, async () => {
      const client = visitor(server);
      return { client, username: (await register(client)).username };
    }),
  );
  const answers = await Promise.all(
    Array.from({ length: 50 }, (_, turn) => {
      const { client } = clients[turn % clients.length] as (typeof clients)[number];
      return turn % 2 === 0
        ? client.post('/profile', { change: 'display-name', displayName: `Turn ${turn}` })
        : client.post('/preferences', { theme: turn % 3 === 0 ? 'dark' : 'sepia' });
    }),
  );
  expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 303));
  expect(server.log()).not.toMatch(/locked|SQLITE_BUSY/i);
  const names = clients.map(({ username }) => username);
  const written = readDatabase(server).User?.filter(({ username }) => names.includes(String(username))) ?? [];
  expect(written.map(({ displayName }) => String(displayName)).every((name) => /^Turn \d+$/.test(name))).toBe(true);
});

/** The middle of the times that a page takes while others send `cookie` as fast as they can. */
async function medianMeanwhile(cookie: string, requests: number): Promise<number> {
  let rest = requests;
  const flood = Array.from({ length: 8 }, async () => {
    while (rest-- > 0) await request(server, { path: '/api/health', headers: { Cookie: cookie } });
  });
  const times: number[] = [];
  while (rest > 0) {
    const begun = performance.now();
    await request(server, { path: '/api/health' });
    times.push(performance.now() - begun);
  }
  await Promise.all(flood);
  return times.sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;
}

test('S69 those who send cookies that do not open slow the others no more than those who send none', async () => {
  const bad = `__Host-Http-session=Fe26.2*1*${'a'.repeat(64)}*${'b'.repeat(22)}*${'c'.repeat(1000)}**${'d'.repeat(64)}*${'e'.repeat(43)}`;
  await medianMeanwhile('a=b', 100);
  const without = await medianMeanwhile('a=b', 400);
  const withBad = await medianMeanwhile(bad, 400);
  expect(withBad).toBeLessThan(Math.max(50, 3 * without));
});

test('S69 a client that never finishes its headers is cut off', { timeout: 60_000 }, async () => {
  // 10 seconds for the headers, and Node looks every 30.
  expect(await slowClient).toBeLessThan(45_000);
  expect((await request(server, { path: '/api/health' })).status).toBe(200);
});
