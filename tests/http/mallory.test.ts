import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ServerView } from '../../lib/bench/view.ts';
import { call, newBench, type TestBench } from '../harness/benches.ts';
import { request } from '../harness/http.ts';
import { type Server, startServer } from '../harness/server.ts';

/** "You are now Mallory": the call that sends a visitor's requests by her own client, and the same as a plain form. */

let server: Server;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server?.stop());

const act = (bench: TestBench, body: unknown) => bench.call<ServerView>('POST', '/mallory', body);
const send = (bench: TestBench, line: string) => act(bench, { act: 'send', request: line });

/** Whom the shop took her for in the last answer that she got. */
async function takenFor(bench: TestBench, { mallory }: ServerView): Promise<string | null | undefined> {
  const exchange = (await bench.wire()).find(({ n }) => n === mallory.lastExchange);
  return exchange?.steps.findLast((step) => step.kind === 'visitor')?.user;
}

/** The value of the session cookie, or the id in the address, that ada's browser has got. */
async function adasTicket(bench: TestBench): Promise<string> {
  const { setCookies, headers } = await bench.logIn();
  const inAddress = /[?&]\w+=([\w-]+)/.exec(headers.get('location') ?? '')?.[1];
  return inAddress ?? setCookies.at(-1)?.split(';')[0]?.split('=').slice(1).join('=') ?? '';
}

test('she logs in with a jar of her own, and the wire tells her exchanges apart', async () => {
  const bench = await newBench(server, { preset: 'lecture-server', policy: { csrf: 'none' } });
  await bench.logIn();
  const before = (await bench.wire()).length;
  const { mallory, jar, loggedInAs } = await act(bench, { act: 'log-in' });
  const hers = (await bench.wire()).slice(before);
  expect(hers.map(({ sender, scripted, request: { method, target } }) => [sender, scripted, method, target])).toEqual([
    ['mallory', 'Mallory', 'GET', '/login'],
    ['mallory', 'Mallory', 'POST', '/login'],
  ]);
  expect(mallory.lastExchange).toBe(hers.at(-1)?.n);
  expect(mallory.jar).toEqual([{ name: 'sid', value: expect.stringMatching(/^[\w-]{22}$/), bytes: 25 }]);
  expect(loggedInAs, 'the browser is still ada’s').toBe('ada');
  expect(jar.map(({ value }) => value)).not.toContain(mallory.jar[0]?.value);
});

const COPIES = [
  { preset: 'lecture-signed', policy: {}, afterLogout: 'ada' },
  { preset: 'lecture-server', policy: { csrf: 'none' }, afterLogout: null },
  { preset: 'lecture-server', policy: { carrier: 'url', csrf: 'none' }, afterLogout: null },
  {
    preset: 'lecture-server',
    policy: { csrf: 'none', cookie: { prefix: '__Host-', secure: true } },
    afterLogout: null,
  },
];

test.each(COPIES)('with ada’s ticket she is ada: $preset $policy', async ({ preset, policy, afterLogout }) => {
  const bench = await newBench(server, { preset, policy });
  const value = await adasTicket(bench);
  const { mallory } = await act(bench, { act: 'take', value: ` ${value}\n` });
  expect(mallory.carriesId ? mallory.carriedId : mallory.jar[0]?.value).toBe(value);
  expect(await takenFor(bench, await send(bench, 'GET /profile'))).toBe('ada');
  const way = mallory.carriesId ? `/logout?sid=${value}` : '/logout';
  expect((await bench.visitor.post(way, {})).status).toBe(303);
  expect(await takenFor(bench, await send(bench, 'GET /profile'))).toBe(afterLogout);
  const { mallory: emptied } = await act(bench, { act: 'empty' });
  expect(emptied).toMatchObject({ jar: [], carriedId: null });
  expect(await takenFor(bench, await send(bench, 'GET /'))).toBe(null);
});

test('what she does as ada is done to ada', async () => {
  const bench = await newBench(server, { preset: 'lecture-name' });
  await act(bench, { act: 'take', value: await adasTicket(bench) });
  const { users } = await act(bench, { act: 'change-email', email: 'mallory@evil.example' });
  expect(users.find(({ username }) => username === 'ada')?.email).toBe('mallory@evil.example');
});

test('her jar is bounded, and goes when the bench is back at its start', async () => {
  const bench = await newBench(server, { preset: 'lecture-name' });
  for (let n = 0; n < 24; n++) {
    await bench.change({ cookie: { name: `c${n}` } });
    await act(bench, { act: 'take', value: `value-${n}` });
  }
  const { mallory } = await act(bench, { act: 'take', value: 'last' });
  expect(mallory.jar).toHaveLength(20);
  expect(mallory.jar.at(-1)).toMatchObject({ name: 'c23', value: 'last' });
  await bench.call('PATCH', '', { startOver: true });
  expect((await bench.call<ServerView>('GET', '/store')).mallory).toMatchObject({ jar: [], lastExchange: null });
});

const LINES = [
  ...['GET', 'get /', 'GET  /', ' GET /', 'GET / ', 'GET /\n', 'GET /profile?x=1', 'GET /profile#x', 'GET /Profile'],
  ...['PUT /', 'DELETE /profile', 'TRACE /', 'POST /', 'POST /login', 'POST /email', 'POST /_jar', 'GET /_start'],
  ...['GET /..', 'GET /../..', 'GET /%2e%2e/', 'GET //', 'GET /\\', 'GET *', 'GET /shop/other/', 'GET /api/benches'],
  ...['GET http://example.com/', 'GET //example.com/', 'GET @example.com', 'GET /@example.com', 'GET example.com:80'],
  ...[
    'GET http://127.0.0.1/',
    'GET http://[::1]/',
    'GET file:///etc/passwd',
    'CONNECT example.com:443',
    'GET javascript:',
  ],
  ...['GET / HTTP/1.1\r\nHost: example.com', 'GET /\0', '__proto__', 'constructor', 'toString', '', 'x'.repeat(5000)],
];
const NO_TEXT: unknown[] = [undefined, null, 0, -1, 1.5, true, [], ['GET /'], {}, { toString: 1 }];
const VALUES = [
  ...[
    '',
    ' ',
    '\n',
    'a b',
    'a;b',
    'a\tb',
    'a\r\nSet-Cookie: x=1',
    'a\0',
    'é',
    '😀',
    '\u2028',
    '\x7f',
    ';',
    'a; Path=/',
  ],
  'x'.repeat(4097),
];

const BAD: unknown[] = [
  ...LINES.map((line) => ({ act: 'send', request: line })),
  ...NO_TEXT.map((line) => ({ act: 'send', request: line })),
  ...VALUES.map((value) => ({ act: 'take', value })),
  ...NO_TEXT.map((value) => ({ act: 'take', value })),
  ...['', 'x'.repeat(201), ...NO_TEXT].map((email) => ({ act: 'change-email', email })),
  ...['', 'SEND', 'log-out', 'attack', '__proto__', ...NO_TEXT].map((given) => ({ act: given })),
  { act: 'send', request: 'GET /', host: 'example.com' },
  { act: 'send', request: 'GET /', headers: { Host: 'example.com' } },
  { act: 'log-in', username: 'ada' },
  { act: 'empty', of: 'ada' },
  { act: 'take', value: 'x', name: 'account-session' },
  ...[null, [], 'GET /', 7, true, {}],
];

test(`${BAD.length} bodies that are none of this call’s: 400, one sentence, and nothing is sent or kept`, async () => {
  expect(BAD.length).toBeGreaterThan(100);
  const bench = await newBench(server, { preset: 'lecture-server' });
  for (const body of BAD) {
    const answer = await call(server, 'POST', `/${bench.view.id}/mallory`, JSON.stringify(body));
    expect(answer.status, JSON.stringify(body)).toBe(400);
    expect(answer.json(), JSON.stringify(body)).toEqual({ error: expect.stringMatching(/^.{10,200}\.$/s) });
  }
  expect(await bench.wire()).toEqual([]);
  expect((await bench.call<ServerView>('GET', '/store')).mallory).toMatchObject({ jar: [], lastExchange: null });
  expect(server.log()).not.toContain('unexpected-error');
});

test('no other address is reached through her', async () => {
  let came = 0;
  const other = createServer((_, response) => {
    came += 1;
    response.end();
  }).listen(0, '127.0.0.1');
  await once(other, 'listening');
  const { port } = other.address() as AddressInfo;
  const bench = await newBench(server, { preset: 'lecture-server', policy: { carrier: 'url', csrf: 'none' } });
  const host = `127.0.0.1:${port}`;
  for (const line of [`GET http://${host}/`, `GET //${host}/`, `GET @${host}/`, `CONNECT ${host}`]) {
    expect((await call(server, 'POST', `/${bench.view.id}/mallory`, { act: 'send', request: line })).status).toBe(400);
  }
  // What she carries stands in the address of the next request.
  for (const value of [`@${host}/`, `http://${host}/`, `/../../@${host}`, `&x=http://${host}`, '#', '?']) {
    await act(bench, { act: 'take', value });
    await send(bench, 'GET /profile');
  }
  const hosts = new Set((await bench.wire()).map((one) => one.request.headers.find(([name]) => name === 'Host')?.[1]));
  expect([...hosts]).toEqual([new URL(bench.view.url).host]);
  expect(came).toBe(0);
  other.close();
});

test('another site’s page, another type, another method and another bench are refused', async () => {
  const { view } = await newBench(server, { preset: 'lecture-server' });
  const path = `/${view.id}/mallory`;
  const json = { 'Content-Type': 'application/json' };
  const status = async (headers: Record<string, string>, method = 'POST', at = path) =>
    (await call(server, method, at, method === 'GET' ? undefined : '{"act":"log-in"}', { headers })).status;
  expect(await status({ ...json, Origin: 'http://mallory.localhost' })).toBe(403);
  expect(await status({ ...json, Origin: 'null' })).toBe(403);
  expect(await status({ ...json, 'Sec-Fetch-Site': 'cross-site' })).toBe(403);
  expect(await status({ 'Content-Type': 'text/plain' })).toBe(415);
  expect(await status({ 'Content-Type': 'application/x-www-form-urlencoded' })).toBe(415);
  expect(await status({}, 'GET')).toBe(405);
  expect(await status(json, 'POST', '/nosuchbench/mallory')).toBe(404);
});

test('the attacks are listed, and what means nothing under the policy says why', async () => {
  const bench = await newBench(server, { preset: 'lecture-name' });
  const named = async (name: string) => {
    const { attacks } = await bench.call<{ attacks: { name: string }[] }>('GET', '/attacks');
    return attacks.find((attack) => attack.name === name);
  };
  expect(await named('tamper')).toMatchObject({
    meaningless: null,
    title: expect.any(String),
    tries: expect.any(String),
  });
  await bench.change({ mechanism: 'none' });
  expect(await named('tamper')).toMatchObject({ meaningless: expect.stringMatching(/^With "none" .*\.$/) });
});

/** A form of the bench's page, as a browser without script sends it. */
function submit({ view }: TestBench, fields: Record<string, string>, origin = server.origin) {
  return request(server, {
    method: 'POST',
    path: `/bench/${view.id}`,
    headers: { 'Content-Type': 'application/x-www-form-urlencoded', Origin: origin },
    body: new URLSearchParams(fields).toString(),
  });
}

const read = async ({ view }: TestBench, query = '') =>
  (await request(server, { path: `/bench/${view.id}${query}` })).body.replace(/<!-- -->/g, '');

test('without script the same is done by plain forms', async () => {
  const bench = await newBench(server, { preset: 'lecture-name' });
  const done = await submit(bench, { do: 'mallory', act: 'log-in' });
  expect(done.status).toBe(303);
  expect(done.headers.get('location')).toBe(`/bench/${bench.view.id}#pane-mallory`);
  expect(await read(bench)).toContain('<b>Logged in as mallory</b>');
  const refused = await submit(bench, { do: 'mallory', act: 'take', value: 'a b' });
  expect(refused.status).toBe(400);
  expect(refused.body).toContain('What Mallory takes may hold visible characters only');
  expect((await submit(bench, { do: 'mallory', act: 'log-in' }, 'http://mallory.localhost')).status).toBe(403);
});

test('an attack by a plain form leads to the page that says what came of it', async () => {
  const bench = await newBench(server, { preset: 'lecture-name' });
  const done = await submit(bench, { do: 'attack', attack: 'tamper' });
  expect(done.status).toBe(303);
  const to = new URL(done.headers.get('location') ?? '', server.origin);
  expect(to.search + to.hash).toBe('?attacked=tamper#attack-tamper');
  const page = await read(bench, to.search);
  expect(page).toContain('The shop falls.');
  expect(page).toContain('It fails, as it must.');
  expect(await read(bench)).not.toContain('The shop falls.');
  await bench.change({ mechanism: 'none' });
  const refused = await submit(bench, { do: 'attack', attack: 'tamper' });
  expect(refused.status).toBe(409);
  expect((await submit(bench, { do: 'attack', attack: '__proto__' })).status).toBe(400);
});

test('ada is banned, and the form of an attack that needs her says that it cannot begin', async () => {
  const bench = await newBench(server, { preset: 'flask' });
  await bench.fault('ban-user', { username: 'ada' });
  const refused = await submit(bench, { do: 'attack', attack: 'replay-after-logout' });
  expect(refused.status).toBe(409);
  expect(refused.body).toContain('It cannot begin on this bench as it is');
});

test('what Node refuses by itself, since its headers are too long, holds up no client of the lab', async () => {
  const bench = await newBench(server, { preset: 'lecture-server', policy: { csrf: 'none' } });
  for (let index = 0; index < 6; index++) {
    await bench.change({ cookie: { name: `sid${index}` } });
    await act(bench, { act: 'take', value: 'x'.repeat(4000) });
  }
  const begun = await bench.wire();
  await send(bench, 'GET /profile');
  expect((await bench.wire()).length, 'the request never came to the shop').toBe(begun.length);
  await act(bench, { act: 'empty' });
  const { mallory } = await send(bench, 'GET /profile');
  expect(mallory.lastExchange).toBe((await bench.wire()).at(-1)?.n);
}, 60_000);
