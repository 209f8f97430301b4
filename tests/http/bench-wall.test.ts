import { afterAll, beforeAll, expect, test } from 'vitest';
import type { BenchView } from '../../lib/bench/view.ts';
import { newBench, type TestBench } from '../harness/benches.ts';
import { request } from '../harness/http.ts';
import { type Server, startServer } from '../harness/server.ts';

/** Dodges of the wall between a bench and everything else on its host. */

let server: Server;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());

/** Sends a form to a shop, without the headers by which a browser says where it comes from. */
const send = (host: string, path: string, fields: Record<string, string>, to = server) =>
  request(to, { host, method: 'POST', path, body: new URLSearchParams(fields) });

const sharedHost = () => `127.0.0.1:${server.port}`;
const baseOf = ({ view }: TestBench) => `/shop/${view.id}`;

test('what a bench has set on its own host does not loosen its fence on a shared one', async () => {
  const bench = await newBench(server, { preset: 'flask' });
  const ownHost = new URL(bench.view.url).host;
  const { setCookies } = await send(ownHost, '/login', { username: 'ada', password: bench.password('ada') });
  expect(setCookies[0]).toContain('Path=/;');
  const changed = await send(sharedHost(), `${baseOf(bench)}/_jar`, { name: 'session', value: 'planted' });
  expect(changed.setCookies).toEqual([expect.stringContaining(`Path=${baseOf(bench)}/`)]);
  const emptied = await request(server, { host: sharedHost(), path: `${baseOf(bench)}/_start` });
  for (const line of emptied.setCookies) expect(line).toContain(`Path=${baseOf(bench)}/`);
});

test('on a shared host a cookie that is changed keeps the path that it was given', async () => {
  const bench = await newBench(server, { preset: 'flask', policy: { cookie: { path: '/cart' } } });
  const base = baseOf(bench);
  await send(sharedHost(), `${base}/login`, { username: 'ada', password: bench.password('ada') });
  const { setCookies } = await send(sharedHost(), `${base}/_jar`, { name: 'session', value: 'planted' });
  expect(setCookies).toEqual([`session=planted; Path=${base}/cart; HttpOnly`]);
});

test('however many cookies a visitor makes up, the shop’s own comes in on a shared host', async () => {
  const bench = await newBench(server, { preset: 'flask' });
  const base = baseOf(bench);
  const login = await send(sharedHost(), `${base}/login`, { username: 'ada', password: bench.password('ada') });
  for (let index = 0; index < 25; index++) {
    await send(sharedHost(), `${base}/_jar`, { name: `made-up-${index}`, value: 'x' });
  }
  const headers = { Cookie: login.setCookies[0]?.split(';')[0] ?? '' };
  expect((await request(server, { host: sharedHost(), path: `${base}/profile`, headers })).status).toBe(200);
  expect((await bench.call<BenchView>('GET')).server.jar.length).toBeLessThanOrEqual(20);
});

test('a shop’s host that all benches share belongs to the site: it frames it, and its jar forms lead back', async () => {
  const [site, shop] = ['http://lab.localhost:1', 'http://shop.localhost:1'];
  await using other = await startServer({ env: { SITE_ORIGIN: site, SHOP_ORIGIN: shop } });
  const made = await request(other, {
    host: new URL(site).host,
    method: 'POST',
    path: '/api/benches',
    headers: { 'Content-Type': 'application/json' },
    body: '{}',
  });
  const { id, url } = made.json() as BenchView;
  const { host, pathname } = new URL(url);
  const { headers } = await request(other, { host, path: pathname });
  expect(headers.get('content-security-policy')).toContain(`frame-ancestors ${site};`);
  const changed = await request(other, {
    host,
    method: 'POST',
    path: `${pathname}_jar`,
    headers: [['Origin', site]],
    body: new URLSearchParams({ name: 'session', value: 'x', return: `/bench/${id}` }),
  });
  expect(changed.status).toBe(303);
  expect(changed.headers.get('location')).toBe(`${site}/bench/${id}`);
});

test('an id in the URL is found again, whatever the cookie’s name means in an address', async () => {
  const name = 'a&b#c+d%41';
  const bench = await newBench(server, {
    preset: 'lecture-server',
    policy: { carrier: 'url', csrf: 'none', cookie: { name } },
  });
  const { headers } = await bench.logIn();
  expect((await bench.visitor.get(headers.get('location') ?? '')).body).toContain('ada');
});

test.each([
  '__Host-Http-session',
  'account-session',
  '__Host-Http-device',
  'account-device',
  '__Host-Http-notebook',
  'course-notebook',
  'bench',
])('on a shared host %s is the site’s: no shop sees it or sets it, whatever its own cookie is called', async (name) => {
  const [, prefix = '', rest = name] = /^(__Host-|)(.*)$/.exec(name) ?? [];
  const policy = { cookie: { name: rest, secure: prefix !== '', prefix: prefix === '' ? 'none' : prefix } };
  const bench = await newBench(server, { preset: 'flask', policy });
  const host = sharedHost();
  const base = baseOf(bench);
  await request(server, { host, path: `${base}/`, headers: { Cookie: `${name}=of-the-site` } });
  expect(JSON.stringify(await bench.wire())).not.toContain('of-the-site');
  const login = await send(host, `${base}/login`, { username: 'ada', password: bench.password('ada') });
  expect(login.status).toBe(303);
  expect(login.setCookies).toEqual([]);
});
