import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Answer, GOOD_PASSWORD, register, request, uniqueUsername, Visitor } from '../harness/http.ts';
import { type Server, startServer } from '../harness/server.ts';

const ORIGIN = 'https://lab.example.edu';
const host = 'lab.example.edu';

let server: Server;
let client: Visitor;
let assets: string[];
beforeAll(async () => {
  server = await startServer({ env: { SITE_ORIGIN: ORIGIN } });
  client = new Visitor({ port: server.port, origin: ORIGIN });
  await register(client);
  const { body } = await client.get('/');
  assets = [...new Set(body.match(/\/_next\/static\/[^"'\\ ]+/g))];
});
afterAll(() => server.stop());

const EVERYWHERE: Record<string, string> = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
};

/** Everything an answer must and must not carry; text and XML say in which characters they are written. */
function expectHeaders({ headers, body }: Answer): void {
  for (const [name, value] of Object.entries(EVERYWHERE)) expect(headers.get(name), name).toBe(value);
  expect(headers.get('permissions-policy')).toMatch(/camera=\(\)/);
  expect(Number(/max-age=(\d+)/.exec(headers.get('strict-transport-security') ?? '')?.[1])).toBeGreaterThanOrEqual(
    365 * 24 * 60 * 60,
  );
  expect(headers.has('x-powered-by')).toBe(false);
  expect(headers.has('server')).toBe(false);
  const type = headers.get('content-type');
  if (body !== '') expect(type).not.toBeNull();
  if (type && /^text\/|[+/]xml/.test(type)) expect(type.toLowerCase()).toContain('charset=utf-8');
}

const send = (options: Parameters<typeof request>[1]) => () => request(server, { host, ...options });
const sameOrigin = { Origin: ORIGIN, 'Sec-Fetch-Site': 'same-origin' };

const answers: [string, number, () => Promise<Answer>][] = [
  ['a public page', 200, send({ path: '/login' })],
  ['a logged-in page', 200, () => client.get('/profile')],
  ['a redirect to the login', 307, send({ path: '/profile' })],
  ['a form that succeeds', 303, () => client.post('/preferences', { theme: 'dark' })],
  ['a form that is refused', 400, () => client.post('/preferences', { theme: 'mauve' })],
  ['a wrong password', 401, () => client.post('/login', { username: uniqueUsername(), password: GOOD_PASSWORD })],
  ['an unknown address', 404, send({ path: '/nope' })],
  ['an unknown file', 404, send({ path: '/_next/static/nope.js' })],
  ['a wrong method', 405, send({ path: '/logout' })],
  ['TRACE', 405, send({ method: 'TRACE' })],
  ['PUT', 405, send({ method: 'PUT' })],
  ['an address that cannot be decoded', 400, send({ path: '/%E0%A4%A' })],
  ['a form from elsewhere', 403, send({ method: 'POST', path: '/login', body: new URLSearchParams('a=b') })],
  ['a body of a wrong type', 415, send({ method: 'POST', path: '/login', body: '{}', headers: sameOrigin })],
  [
    'a body that is too long',
    413,
    send({ method: 'POST', path: '/login', body: 'x'.repeat(70_000), headers: sameOrigin }),
  ],
  ['an unknown host', 421, send({ host: 'elsewhere.example' })],
  ['the health', 200, send({ path: '/api/health' })],
  ['a report', 204, send({ method: 'POST', path: '/api/csp-reports', body: '{}' })],
  ['an unknown API', 404, send({ path: '/api/nope' })],
  ['the icon', 200, send({ path: '/icon.svg' })],
];

describe('over TLS', () => {
  for (const [what, status, ask] of answers) {
    test(`S61 ${what} (${status}) carries every header`, async () => {
      const answer = await ask();
      expect(answer.status).toBe(status);
      expectHeaders(answer);
    });
  }

  test('S61 the built scripts, styles and letters carry every header', async () => {
    expect(assets.some((path) => path.endsWith('.js'))).toBe(true);
    expect(assets.some((path) => path.endsWith('.css'))).toBe(true);
    for (const path of assets) {
      const answer = await request(server, { path, host });
      expect(answer.status, path).toBe(200);
      expectHeaders(answer);
    }
  });

  test('S61 what Next asks for between pages carries every header', async () => {
    const { headers } = await client.get('/profile', { headers: { RSC: '1' } });
    const address = headers.get('location') ?? '/profile';
    const answer = await client.get(new URL(address, ORIGIN).href.slice(ORIGIN.length), { headers: { RSC: '1' } });
    expect(answer.headers.get('content-type')).toContain('text/x-component');
    expectHeaders(answer);
  });
});

test('S61 strict transport covers the hosts below, unless a shop stands there', async () => {
  const { headers } = await request(server, { host });
  expect(headers.get('strict-transport-security')).toContain('includeSubDomains');
  await using below = await startServer({
    env: { SITE_ORIGIN: ORIGIN, SHOP_ORIGIN: `https://*.shop.${host}` },
  });
  const { headers: others } = await request(below, { host });
  expect(others.get('strict-transport-security')).toMatch(/^max-age=\d+$/);
});

test('S61 over plain HTTP there is no strict transport', async () => {
  await using plain = await startServer();
  const { headers } = await request(plain);
  expect(headers.has('strict-transport-security')).toBe(false);
});
