import { afterAll, beforeAll, expect, test } from 'vitest';
import { call, newBench, type TestBench } from '../harness/benches.ts';
import { request, Visitor } from '../harness/http.ts';
import { type Server, startServer } from '../harness/server.ts';

let server: Server;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());

test('a bench is made with a preset, and says everything about itself', async () => {
  const answer = await call(server, 'POST', '', {});
  expect(answer.status).toBe(201);
  const view = answer.json() as TestBench['view'];
  expect(view).toMatchObject({ preset: 'iron-session', policy: { mechanism: 'encrypted' }, warnings: [] });
  expect(view.url).toBe(`http://${view.id}.shop.session.localhost:${server.port}/`);
  expect(view.users.map(({ username, role }) => [username, role])).toEqual([
    ['ada', 'user'],
    ['grace', 'user'],
    ['admin', 'admin'],
    ['mallory', 'user'],
  ]);
  expect((await call(server, 'GET', `/${view.id}`)).json()).toMatchObject({ id: view.id, policy: view.policy });
});

test('switches replace a preset’s, one by one, and what means nothing is refused with a sentence', async () => {
  const bench = await newBench(server, { preset: 'flask', policy: { cookie: { sameSite: 'strict' } } });
  expect(bench.view.policy).toMatchObject({ mechanism: 'signed', cookie: { name: 'session', sameSite: 'strict' } });
  const refused = await call(server, 'POST', '', { policy: { mechanism: 'encrypted', logout: 'destroy' } });
  expect(refused.status).toBe(400);
  expect(refused.json()).toEqual({
    error: '"logout" means nothing with "encrypted": there is nothing on the server to destroy.',
  });
});

test('a bench that has ended is gone, and its shop with it', async () => {
  const bench = await newBench(server);
  expect((await call(server, 'DELETE', `/${bench.view.id}`)).status).toBe(204);
  expect((await call(server, 'GET', `/${bench.view.id}`)).status).toBe(404);
  expect((await bench.visitor.get('/')).status).toBe(404);
});

test('calls need JSON, and refuse another site’s page; a script sends no Origin and is welcome', async () => {
  const headers = { 'Content-Type': 'application/json' };
  const send = (more: Record<string, string>) =>
    call(server, 'POST', '', undefined, { body: '{}', headers: { ...headers, ...more } });
  expect((await send({})).status).toBe(201);
  expect((await send({ Origin: server.origin, 'Sec-Fetch-Site': 'same-origin' })).status).toBe(201);
  expect((await send({ Origin: 'http://mallory.localhost:1' })).status).toBe(403);
  expect((await send({ Origin: 'null' })).status).toBe(403);
  expect((await send({ 'Sec-Fetch-Site': 'same-site' })).status).toBe(403);
  expect((await send({ 'Content-Type': 'text/plain' })).status).toBe(415);
  expect((await call(server, 'POST', '', undefined, { body: 'preset=flask' })).status).toBe(415);
  const bench = await newBench(server);
  const read = await call(server, 'GET', `/${bench.view.id}`, undefined, {
    headers: { Origin: 'https://evil.example' },
  });
  expect(read.status).toBe(403);
});

test('S67 each host serves its own part only', async () => {
  const bench = await newBench(server);
  const shop = `${bench.view.id}.shop.session.localhost:${server.port}`;
  expect((await request(server, { host: shop, path: '/profile' })).body).not.toContain('Session Lab');
  expect((await request(server, { host: shop, path: '/api/benches' })).status).toBe(404);
  expect((await request(server, { path: `/shop/${bench.view.id}/` })).status).toBe(404);
  expect((await request(server, { host: `shop.session.localhost:${server.port}` })).status).toBe(404);
  expect((await request(server, { host: `deep.${shop}` })).status).toBe(404);
  expect((await request(server, { host: `mallory.localhost:${server.port}`, path: '/' })).status).toBe(404);
});

test('by any other name the shop is under a path of that very host, and its cookies are fenced by it', async () => {
  const host = `localhost:${server.port}`;
  const headers = { 'Content-Type': 'application/json' };
  const answer = await call(server, 'POST', '', undefined, { host, headers, body: '{"preset":"flask"}' });
  const view = answer.json() as TestBench['view'];
  expect(view.url).toBe(`http://${host}/shop/${view.id}/`);
  expect(view.ownHost).toBe(false);
  const visitor = new Visitor({ port: server.port, origin: `http://${host}` });
  const password = view.users[0]?.password ?? '';
  const login = await visitor.post(`/shop/${view.id}/login`, { username: 'ada', password });
  expect(login.status).toBe(303);
  expect(login.headers.get('location')).toContain(`/shop/${view.id}/`);
  expect(login.setCookies.join()).toContain(`Path=/shop/${view.id}/`);
  expect((await visitor.get(`/shop/${view.id}/profile`)).body).toContain('ada');
});

test('S67 a cookie of the account app never reaches a shop or its wire, on whatever host', async () => {
  for (const host of [`localhost:${server.port}`, null]) {
    const bench = await newBench(server, { preset: 'flask' });
    const [path, name] = host
      ? [`/shop/${bench.view.id}/`, host]
      : ['/', `${bench.view.id}.shop.session.localhost:${server.port}`];
    const cookie = '__Host-Http-session=account-secret; session=mine; bench=abcdefgh; other=1';
    const answer = await request(server, { host: name, path, headers: { Cookie: cookie } });
    expect(answer.status).toBe(200);
    const [exchange] = await bench.wire();
    const [, sent] = exchange?.request.headers.find(([header]) => header === 'Cookie') ?? [];
    expect(sent).toBe(host ? 'session=mine' : 'session=mine; other=1');
    expect(JSON.stringify(exchange)).not.toContain('account-secret');
  }
});

test('S67 a bench’s shop may not set a cookie that reaches beyond its bench', async () => {
  const policy = { cookie: { domain: 'session.localhost' } };
  const bench = await newBench(server, { preset: 'flask', policy });
  expect(bench.view.warnings).toEqual([expect.stringContaining('Domain=session.localhost is not this shop’s host')]);
  const login = await bench.logIn();
  expect(login.setCookies).toHaveLength(1);
  expect(login.setCookies[0]).not.toMatch(/domain/i);
  const { steps } = await bench.lastExchange();
  expect(steps).toContainEqual(expect.objectContaining({ kind: 'boundary' }));
  const own = await newBench(server, { preset: 'flask' });
  await own.change({ cookie: { domain: new URL(own.view.url).hostname } });
  expect((await own.logIn()).setCookies[0]).toContain(`Domain=${own.view.id}.shop.session.localhost`);
});

test('the wire shows the request as it arrived and the response as it left', async () => {
  const bench = await newBench(server, { preset: 'flask' });
  const answer = await bench.visitor.get('/', {
    headers: [
      ['X-Odd-CASE', '1'],
      ['x-twice', 'a'],
      ['x-twice', 'b'],
    ],
  });
  const exchange = await bench.lastExchange();
  expect(exchange.request.headers.slice(0, 4)).toEqual([
    ['Host', new URL(bench.view.url).host],
    ['X-Odd-CASE', '1'],
    ['x-twice', 'a'],
    ['x-twice', 'b'],
  ]);
  expect(exchange.response.headers).toEqual(answer.rawHeaders);
  expect(exchange.response).toMatchObject({ status: 200, body: answer.body });
  expect(exchange).toMatchObject({ n: 1, connection: { number: 1, peer: '127.0.0.1' }, mechanism: 'signed' });
});

test('the journal keeps 200 exchanges and answers from any number on', async () => {
  const bench = await newBench(server, { preset: 'lecture-name' });
  for (let index = 0; index < 205; index++) await bench.visitor.get('/');
  const all = await bench.wire();
  expect(all).toHaveLength(200);
  expect(all.map(({ n }) => n)).toEqual(Array.from({ length: 200 }, (_, index) => index + 6));
  expect((await bench.wire(203)).map(({ n }) => n)).toEqual([204, 205]);
});

test('two benches know nothing of each other: users, rows, clock, wire, cookies', async () => {
  const [one, two] = [await newBench(server, { preset: 'django' }), await newBench(server, { preset: 'django' })];
  await one.logIn().then(() => one.visitor.get('/login'));
  const first = await one.visitor.get('/login');
  const token = /name="csrf_token" value="([^"]+)"/.exec(first.body)?.[1] ?? '';
  await one.visitor.post('/login', { username: 'ada', password: one.password('ada'), csrf_token: token });
  expect(await one.who()).toBe('ada');
  await one.fault('ban-user', { username: 'grace' });
  await one.advance(60);
  const other = await two.call<TestBench['view']['server']>('GET', '/store');
  expect(other.rows).toEqual([]);
  expect(other.users.every(({ banned }) => !banned)).toBe(true);
  expect(other.clock.aheadSeconds).toBe(0);
  expect(await two.wire()).toEqual([]);
  // The id of one bench's session opens nothing on another.
  const cookie = (await one.visitor.cookies()).map(String).join('; ');
  const stolen = await two.visitor.get('/profile', { headers: { Cookie: cookie.split(';')[0] ?? '' } });
  expect(stolen.status).toBe(303);
});

test('back to the start: policy, users, rows, clock, secret and wire, in under a second', async () => {
  const bench = await newBench(server, { preset: 'flask' });
  const before = bench.view;
  await bench.logIn();
  await bench.change({ mechanism: 'server', store: 'sql' });
  await bench.logIn();
  await bench.fault('ban-user');
  await bench.advance(5000);
  const begun = performance.now();
  const after = await bench.call<TestBench['view']>('PATCH', '', { startOver: true });
  expect(performance.now() - begun).toBeLessThan(1000);
  expect(after.policy).toEqual(before.policy);
  expect(after.users).toEqual(before.users);
  expect(after.server).toMatchObject({ rows: [], jar: [], secret: before.server.secret, clock: { aheadSeconds: 0 } });
  expect(await bench.wire()).toEqual([]);
  const start = await bench.visitor.get('/_start');
  expect(start.status).toBe(303);
  expect(await bench.visitor.cookies()).toEqual([]);
});
