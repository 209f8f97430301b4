import { afterAll, beforeAll, expect, test } from 'vitest';
import { newBench, type TestBench } from '../harness/benches.ts';
import { type Answer, type RequestOptions, register, request, sendBytes, visitor } from '../harness/http.ts';
import { spellings } from '../harness/private.ts';
import { type Server, startServer } from '../harness/server.ts';
import { SESSION_COOKIE, sessionValue } from '../harness/session-cookie.ts';

/** The wall around Mallory’s site: it is another world than the account app, and runs nothing that a visitor chose. */

let server: Server;
let bench: TestBench;
let account: { username: string; cookie: string };
beforeAll(async () => {
  server = await startServer();
  bench = await newBench(server, { preset: 'flask' });
  const client = visitor(server);
  const { username } = await register(client);
  account = { username, cookie: `${SESSION_COOKIE}=${await sessionValue(client)}` };
});
afterAll(() => server?.stop());

/** Her own site, the sub-host of a shop that she has taken over, and the path that is hers on a shared host. */
const ownSite = () => ({ host: `mallory.localhost:${server.port}`, base: `/${bench.view.id}` });
const subHost = () => ({ host: `mallory.${new URL(bench.view.url).host}`, base: '' });
const sharedHost = () => ({ host: `127.0.0.1:${server.port}`, base: `/mallory/${bench.view.id}` });
const HERS: [string, () => { host: string; base: string }][] = [
  ['her site', ownSite],
  ['her sub-host', subHost],
  ['her path on a shared host', sharedHost],
];

function expectHers(answer: Answer, what: string): void {
  const { headers } = answer;
  expect(headers.get('content-security-policy'), what).toMatch(/^default-src 'none'/);
  // Scripts only by their hash, never by where they come from.
  for (const [, sources = ''] of (headers.get('content-security-policy') ?? '').matchAll(/script-src([^;]*)/g)) {
    expect(sources, what).toMatch(/^( 'sha256-[A-Za-z0-9+/=]+')+$/);
  }
  expect(headers.get('content-security-policy'), what).not.toMatch(/unsafe|\*|nonce/);
  expect(headers.get('x-content-type-options'), what).toBe('nosniff');
  expect(headers.get('cache-control'), what).toBe('no-store');
  expect(headers.get('access-control-allow-origin'), what).toBeNull();
}

/** The account app’s pages and calls, and files that its build serves. */
const ACCOUNT = ['/login', '/register', '/profile', '/preferences', '/sessions', '/admin/users', '/logout', '/style'];
const CALLS = ['/api/health', '/api/benches', '/bench', '/source', '/icon.svg'];

test.each(HERS.slice(0, 2))('the account app is not to be had from %s, whatever the path', async (_, where) => {
  const { host, base } = where();
  for (const path of ['/', ...ACCOUNT, ...CALLS, ...spellings('/profile'), ...ACCOUNT.map((page) => base + page)]) {
    const answer = await request(server, { host, path, headers: { Cookie: account.cookie } });
    expect([400, 404], path).toContain(answer.status);
    expect(answer.setCookies, path).toEqual([]);
    expect(answer.body, path).not.toContain(account.username);
    expect(answer.body, path).not.toMatch(/<form|Session Lab/);
  }
  // The same requests at the site itself.
  const profile = await request(server, { path: '/profile', headers: { Cookie: account.cookie } });
  expect(profile.body).toContain(account.username);
});

test.each(HERS.slice(0, 2))('nobody logs in or registers at %s', async (_, where) => {
  const { host } = where();
  for (const path of ['/login', '/register', '/api/benches', '/preferences']) {
    const origin = `http://${host}`;
    const body = new URLSearchParams({ username: account.username, password: 'x', theme: 'dark' });
    const answer = await request(server, { host, method: 'POST', path, body, headers: { Origin: origin } });
    expect(answer.status, path).toBe(404);
    expect(answer.setCookies, path).toEqual([]);
  }
});

test.each(HERS)('no cookie of the account app reaches %s, is set there, or stands on its wire', async (_, where) => {
  const { host, base } = where();
  const before = (await bench.wire()).length;
  const isShared = base.startsWith('/mallory/');
  // Her own hosts get none from any browser (S67); on a shared one every browser sends it.
  const headers: RequestOptions['headers'] = isShared ? { Cookie: `${account.cookie}; other=1` } : {};
  for (const path of [
    '/plant',
    '/plant?value=x',
    '/stolen?cookie=x',
    '/',
    '/prize',
    '/gift',
    '/run/csrf',
    '/nowhere',
  ]) {
    const answer = await request(server, { host, path: base + path, headers });
    for (const line of answer.setCookies) expect(line, path).not.toMatch(/^(__Host-|account-|bench=)/);
    if (isShared) expect(answer.setCookies, path).toEqual([]);
    expect(answer.body, path).not.toContain(account.cookie);
    expectHers(answer, path);
  }
  const exchanges = (await bench.wire()).slice(before);
  expect(exchanges.length).toBeGreaterThan(0);
  expect(JSON.stringify(exchanges)).not.toContain(account.cookie);
  for (const { request: sent } of exchanges) expect(sent.headers.map(([name]) => name)).not.toContain('Cookie');
});

/** Tags and their attributes alone: as text between them an address does nothing. */
const withoutText = (page: string) => page.replace(/>[^<]*</g, '><');

const SCRIPTS = ['<script>alert(1)</script>', '"><img src=x onerror=alert(1)>', "';alert(1)//", 'javascript:alert(1)'];

test.each(HERS)('nothing that a visitor sends to %s comes back as a page', async (_, where) => {
  const { host, base } = where();
  for (const script of SCRIPTS) {
    const query = new URLSearchParams({ value: script, cookie: script, query: script, text: script });
    for (const path of [
      '/',
      '/stolen',
      '/plant',
      '/prize',
      '/run/csrf',
      '/_window',
      '/nowhere',
      `/${encodeURIComponent(script)}`,
      '/',
    ]) {
      for (const method of ['GET', 'POST']) {
        const options: RequestOptions = {
          host,
          method,
          path: `${base}${path}?${query}`,
          headers: { Referer: `http://x/?sid=${script}` },
        };
        const answer = await request(server, { ...options, ...(method === 'POST' && { body: query }) });
        expect(answer.status, path).toBeLessThan(500);
        expect(script.startsWith('javascript:') ? withoutText(answer.body) : answer.body, path).not.toContain(script);
        expectHers(answer, path);
      }
    }
  }
});

test.each(HERS)('at %s unknown corners are 404, other methods 405, long bodies 413', async (_, where) => {
  const { host, base } = where();
  const isSubHost = base === '';
  const root = isSubHost ? '' : base.replace(bench.view.id, '');
  const corners = isSubHost
    ? [`mallory.b2b2.shop.session.localhost:${server.port}`, `mallory.x.${new URL(bench.view.url).host}`]
    : [host];
  for (const one of corners) {
    for (const path of isSubHost
      ? ['/plant?value=x']
      : ['', 'b2b2b2b2/', 'b2b2b2b2/plant', '..%2f', '%2e%2e/', 'A/', '__proto__/']) {
      const answer = await request(server, { host: one, path: `${root}${path}` || '/' });
      expect([400, 404], `${one} ${path}`).toContain(answer.status);
      expect(answer.body.trim()).toMatch(/\.$/);
    }
  }
  for (const method of ['PUT', 'DELETE', 'PATCH', 'OPTIONS', 'TRACE', 'PROPFIND']) {
    const answer = await request(server, { host, method, path: `${base}/plant` });
    expect(answer.status, method).toBe(405);
    expect(answer.headers.get('allow'), method).toBe('GET, HEAD, POST');
  }
  const long = await request(server, { host, method: 'POST', path: `${base}/plant`, body: 'x'.repeat(17_000) });
  expect(long.status).toBe(413);
  const endless = `POST ${base}/plant HTTP/1.1\r\nHost: ${host}\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n0\r\n\r\n`;
  expect(await sendBytes(server, endless)).toMatch(/^HTTP\/1\.1 411 /);
});

/** A hundred values that are none of a cookie’s. */
const BAD_VALUES = [
  '',
  ...[...' ;\t\r\n\0\x7f\u00e9\u{1f36a}'].flatMap((sign) => [sign, `a${sign}b`, `${sign}a`, `a${sign}`]),
  ...Array.from({ length: 31 }, (_, code) => `a${String.fromCharCode(code + 1)}b`),
  ...['x; Domain=localhost', 'x; Path=/admin', 'x; Max-Age=1', 'x\r\nSet-Cookie: y=1', 'x\nSet-Cookie: y=1', 'x y'],
  ...[3001, 5000, 8000].map((length) => 'x'.repeat(length)),
  ...Array.from({ length: 25 }, (_, index) => `${index};${index}`),
];

test('a hundred things that are no value of a cookie are refused with a sentence, and plant nothing', async () => {
  expect(BAD_VALUES.length).toBeGreaterThanOrEqual(100);
  const { host } = subHost();
  for (const value of BAD_VALUES) {
    const { status, setCookies, body } = await request(server, {
      host,
      path: `/plant?${new URLSearchParams({ value })}`,
    });
    expect({ status, setCookies }, JSON.stringify(value)).toEqual({ status: 400, setCookies: [] });
    expect(body.trim()).toMatch(/^[A-Z"“].*\.$/);
  }
  for (const raw of ['value=%00', 'value', 'VALUE=x', 'x=1', '']) {
    expect((await request(server, { host, path: `/plant?${raw}` })).status, raw).toBe(400);
  }
  const planted = await request(server, { host, path: '/plant?value=abc' });
  expect(planted.status).toBe(303);
  expect(planted.setCookies).toEqual([`session=abc; Domain=${new URL(bench.view.url).hostname}; Path=/`]);
  expect(planted.headers.get('location')).toBe(bench.view.url);
});

test('nothing of all this was an unexpected error', () => {
  expect(server.log()).not.toContain('unexpected-error');
});

test.each(HERS)('a path of slashes alone is no error at %s', async (_, where) => {
  const { host, base } = where();
  for (const path of ['//', '//x', '//evil.example/', '/\\\\evil.example']) {
    const { status } = await request(server, { host, path: base + path });
    expect(status, path).toBe(404);
  }
});
