import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Seen } from '@/lib/check/seen';
import { type RequestOptions, register, request, type Visitor, visitor } from '../harness/http.ts';
import { readPolicy } from '../harness/observatory.ts';
import { type Server, startServer } from '../harness/server.ts';

let server: Server;
let client: Visitor;
beforeAll(async () => {
  server = await startServer();
  client = visitor(server);
  await register(client);
});
afterAll(() => server.stop());

const SHOP = 'check.shop.session.localhost';
const SUB_HOST = 'mallory.check.shop.session.localhost';
const MALLORY = 'mallory.localhost';
const JSON_TYPE = { 'Content-Type': 'application/json' };

const ask = (hostname: string, options: RequestOptions) =>
  request(server, { host: `${hostname}:${server.port}`, ...options });

/** Begins a check as the page's script does. */
async function begin(hostname = 'session.localhost'): Promise<{ key: string; begin: string; seen: Seen }> {
  const answer = await ask(hostname, { method: 'POST', path: '/api/check', headers: JSON_TYPE, body: '{}' });
  expect(answer.status).toBe(201);
  return answer.json() as { key: string; begin: string; seen: Seen };
}

const seenBy = async (key: string) => (await ask('127.0.0.1', { path: `/api/check/${key}` })).json() as Seen;

const nameOf = (line: string) => line.split('=', 1)[0] ?? '';

describe('the wall', () => {
  test('S67 on a shared host the account’s cookie comes into no check, and no check sets one', async () => {
    const { key, begin: first } = await begin('127.0.0.1');
    expect(first).toBe(`http://127.0.0.1:${server.port}/shop/check/${key}/begin`);
    const account = await client.jar.getCookieString(server.origin);
    expect(account).toMatch(/^__Host-Http-session=/);
    const Cookie = `${account}; check-lax=${key}; check-strict=stranger; check-foreign=${key}; bench=k7f2`;
    for (const path of ['begin', 'near/link', 'size/size', 'near/after', 'near/frame']) {
      const { body, setCookies } = await ask('127.0.0.1', { path: `/shop/check/${key}/${path}`, headers: { Cookie } });
      for (const line of setCookies) {
        expect(nameOf(line)).toMatch(/^(__Secure-|__Host-)?check-[a-z-]+$/);
        expect(line).toContain(`; Path=/shop/check/${key}/`);
        expect(line).not.toMatch(/Domain/i);
      }
      expect(body).not.toContain(account.slice(30, 60));
    }
    const seen = await seenBy(key);
    expect(seen.stations.link?.cookies).toEqual(['check-lax']);
    expect(JSON.stringify(seen)).not.toMatch(/session=|stranger|foreign|k7f2/);
  });

  test('S67 on its own host what it sets reaches that host and its sub-host, and nothing above', async () => {
    const { key } = await begin();
    const lines: string[] = [];
    for (const path of ['begin', 'near/link', 'near/left'])
      lines.push(...(await ask(SHOP, { path: `/${key}/${path}` })).setCookies);
    lines.push(...(await ask(SUB_HOST, { path: `/${key}/sub-host` })).setCookies);
    expect(lines.length).toBeGreaterThan(20);
    for (const line of lines) {
      expect(nameOf(line)).toMatch(/^(__Secure-|__Host-)?check-[a-z-]+$/);
      const domain = /Domain=([^;]+)/.exec(line)?.[1];
      if (domain) expect(domain).toBe(SHOP);
      if (!line.startsWith('__Host-check-right=')) expect(line).toContain(`Path=/${key}/`);
    }
    const sizes = lines.filter((line) => /^check-(full|large)=.*\./.test(line)).map((line) => line.indexOf(';') - 1);
    expect(sizes).toEqual([4096, 4097]);
  });

  test('S67 the check’s own page sets no cookie and shows none', async () => {
    const { body, setCookies } = await client.get('/check');
    expect(setCookies).toEqual([]);
    expect(body).not.toContain((await client.cookie('__Host-Http-session'))?.slice(10, 40));
  });

  test('its pages run one script, known by its hash, and nothing that was sent', async () => {
    const { key } = await begin();
    const { key: other } = await begin('127.0.0.1');
    const pages = [
      await ask(SHOP, { path: `/${key}/begin?<script>alert(1)</script>` }),
      await ask('127.0.0.1', { path: `/shop/check/${other}/begin`, headers: { Referer: '<script>alert(1)</script>' } }),
      await ask(MALLORY, { path: `/check/${key}/framing` }),
      await ask(SUB_HOST, { path: `/${key}/sub-host` }),
    ];
    for (const { status, headers, body } of pages) {
      expect(status).toBe(200);
      const scripts = [...body.matchAll(/<script>([\s\S]*?)<\/script>/g)].map(([, text = '']) => text);
      expect(scripts).toHaveLength(1);
      const hash = createHash('sha256')
        .update(scripts[0] ?? '')
        .digest('base64');
      const policy = readPolicy(headers.get('content-security-policy') ?? '');
      expect(policy.get('script-src')).toEqual([`'sha256-${hash}'`]);
      expect(policy.get('default-src')).toEqual(["'none'"]);
      expect(body).not.toContain('alert(1)');
      expect(headers.get('cache-control')).toBe('no-store');
    }
  });

  test('S60 the page that begins it may ask and lead to the check’s own hosts, and no other', async () => {
    const policyOf = async (hostname: string) =>
      readPolicy((await ask(hostname, { path: '/check' })).headers.get('content-security-policy') ?? '');
    const own = (hostname: string) => `http://${hostname}:${server.port}`;
    const policy = await policyOf('session.localhost');
    expect(policy.get('connect-src')).toEqual(["'self'", own(SHOP), own(SUB_HOST), own(MALLORY)]);
    expect(policy.get('form-action')).toEqual(["'self'", own(SHOP)]);
    expect(policy.get('frame-src')).toBeUndefined();
    expect(policy.get('require-trusted-types-for')).toEqual(["'script'"]);
    expect((await policyOf('127.0.0.1')).get('form-action')).toEqual(["'self'", own('127.0.0.1')]);
    for (const path of ['/', '/login', '/check/nothing']) {
      const elsewhere = readPolicy((await client.get(path)).headers.get('content-security-policy') ?? '');
      expect(elsewhere.get('connect-src'), path).toEqual(["'self'"]);
      expect(elsewhere.get('form-action'), path).toEqual(["'self'"]);
    }
  });
});

describe('bad input', () => {
  test('a check is over at every host but its own, and leads nowhere else', async () => {
    const elsewhere = await begin('evil.example');
    for (const [hostname, base] of [
      [SHOP, ''],
      ['127.0.0.1', '/shop/check'],
    ] as const) {
      for (const path of ['begin', 'end', 'near/link']) {
        const answer = await ask(hostname, { path: `${base}/${elsewhere.key}/${path}` });
        expect([answer.status, answer.headers.get('location'), answer.setCookies], path).toEqual([404, null, []]);
      }
    }
    const own = await begin();
    expect((await ask('127.0.0.1', { path: `/shop/check/${own.key}/begin` })).setCookies).toEqual([]);
  });

  test('an unknown check, path or host is 404', async () => {
    const { key } = await begin();
    const none = '0'.repeat(24);
    const wrong: [string, string][] = [
      [SHOP, '/'],
      [SHOP, `/${none}/begin`],
      [SHOP, `/${key}`],
      [SHOP, `/${key}/nothing`],
      [SHOP, `/${key}/framing`],
      [SHOP, `/${key}/near/begin`],
      [SHOP, `/${key}/../${key}/begin`],
      [SHOP, `/shop/check/${key}/begin`],
      [SUB_HOST, `/${key}/begin`],
      [SUB_HOST, `/${key}/told`],
      [MALLORY, `/check/${key}/begin`],
      [MALLORY, `/check/${key}/sub-host`],
      [MALLORY, `/${key}/framing`],
      ['session.localhost', `/shop/check/${key}/begin`],
      ['127.0.0.1', `/mallory/check/${key}/framing`],
      ['127.0.0.1', `/shop/check/${none}/begin`],
      ['session.localhost', `/check?key=${none}`],
      ['session.localhost', '/check?key=%3Cscript%3E'],
      ['session.localhost', `/api/check/${none}`],
      ['session.localhost', `/api/check/${none}/events`],
    ];
    for (const [hostname, path] of wrong) {
      expect((await ask(hostname, { path })).status, `${hostname}${path}`).toBe(404);
    }
    expect((await seenBy(key)).stations).toEqual({});
  });

  test('each page of the walk is asked for in one way', async () => {
    const { key } = await begin();
    const wrong: [string, string][] = [
      ['POST', 'begin'],
      ['GET', 'near/form'],
      ['GET', 'near/mallory-form'],
      ['PUT', 'near/link'],
      ['HEAD', 'near/link'],
      ['GET', 'told'],
    ];
    for (const [method, path] of wrong) {
      const { status, headers } = await ask(SHOP, {
        method,
        path: `/${key}/${path}`,
        ...(method !== 'HEAD' && { body: '' }),
      });
      expect(status, path).toBe(405);
      expect(headers.get('allow')).not.toBe(method);
    }
    expect((await seenBy(key)).stations).toEqual({});
  });

  test('what a script tells is what a check can find out, and only once', async () => {
    const { key } = await begin();
    const tell = (body: string, headers: Record<string, string> = JSON_TYPE) =>
      ask(SHOP, { method: 'POST', path: `/${key}/told`, headers, body });
    const good = JSON.stringify({ visible: ['check-lax'], days: 400 });
    expect((await tell(good, { 'Content-Type': 'text/plain' })).status).toBe(415);
    for (const bad of [
      '',
      '{',
      '[]',
      '{}',
      '{"visible":["session"],"days":1}',
      '{"visible":[],"days":"1"}',
      '{"visible":[],"days":1,"more":1}',
      `{"visible":${JSON.stringify(Array(31).fill('check-lax'))},"days":1}`,
    ]) {
      expect((await tell(bad)).status, bad.slice(0, 40)).toBe(400);
    }
    expect((await tell(`"${'x'.repeat(20_000)}"`)).status).toBe(413);
    expect((await seenBy(key)).told).toEqual({});
    expect((await tell(good)).status).toBe(200);
    expect((await tell('{"visible":[],"days":1}')).status).toBe(200);
    expect((await seenBy(key)).told).toEqual({ visible: ['check-lax'], days: 400 });
  });

  test('the page’s calls are JSON, of this site, and hold what they take', async () => {
    const { key } = await begin();
    const call = (path: string, headers: Record<string, string>, body: string) =>
      ask('session.localhost', { method: 'POST', path, headers, body });
    for (const path of ['/api/check', `/api/check/${key}`]) {
      expect((await call(path, { 'Content-Type': 'text/plain' }, '{}')).status).toBe(415);
      expect((await call(path, { ...JSON_TYPE, Origin: `http://${MALLORY}:${server.port}` }, '{}')).status).toBe(403);
    }
    for (const bad of ['{', '{"popup":"maybe"}', '{"eventMilliseconds":-1}', '{"days":1}']) {
      expect((await call(`/api/check/${key}`, JSON_TYPE, bad)).status, bad).toBe(400);
    }
    const told = await call(`/api/check/${key}`, JSON_TYPE, '{"popup":"opened","eventMilliseconds":null}');
    expect((told.json() as Seen).told).toEqual({ popup: 'opened', eventMilliseconds: null });
  });

  test('a form begins a check without script, from this site alone', async () => {
    const { status, headers } = await client.post('/check', {});
    expect(status).toBe(303);
    expect(headers.get('location')).toMatch(new RegExp(`^http://${SHOP}:${server.port}/[0-9a-f]{24}/begin$`));
    expect(
      (
        await client.post(
          '/check',
          {},
          { headers: { Origin: `http://${MALLORY}:${server.port}`, 'Sec-Fetch-Site': 'cross-site' } },
        )
      ).status,
    ).toBe(403);
  });
});

test('the stream holds one event, and ends by itself', async () => {
  const { key } = await begin();
  const answer = await ask('session.localhost', { path: `/api/check/${key}/events` });
  expect(answer.headers.get('content-type')).toMatch(/^text\/event-stream/);
  expect(answer.body).toBe('data: here\n\n');
});

test('a thousand checks are kept, and the oldest goes first', { timeout: 120_000 }, async () => {
  const { key: first } = await begin();
  expect((await ask(SHOP, { path: `/${first}/begin` })).status).toBe(200);
  const keys: string[] = [];
  for (let round = 0; round < 50; round++) {
    const begun = await Promise.all(Array.from({ length: 20 }, () => begin()));
    keys.push(...begun.map(({ key }) => key));
  }
  expect((await ask(SHOP, { path: `/${first}/begin` })).status).toBe(404);
  expect((await ask(SHOP, { path: `/${keys[0]}/begin` })).status).toBe(200);
  expect((await ask(SHOP, { path: `/${keys.at(-1)}/begin` })).status).toBe(200);
});
