import CachePolicy from 'http-cache-semantics';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeAdmin } from '../harness/database.ts';
import { type Answer, GOOD_PASSWORD, logIn, register, request, type Visitor, visitor } from '../harness/http.ts';
import { type Server, startServer } from '../harness/server.ts';

let server: Server;
let client: Visitor;
beforeAll(async () => {
  server = await startServer();
  client = visitor(server);
  const { username } = await register(client);
  makeAdmin(server, username);
});
afterAll(() => server.stop());

function policyOf(answer: Answer, shared: boolean, path = '/', method = 'GET'): CachePolicy {
  const headers = Object.fromEntries(answer.headers);
  return new CachePolicy({ url: path, method, headers: {} }, { status: answer.status, headers }, { shared });
}

/** Neither a proxy between nor the browser itself may keep it. */
function expectNotStorable(answer: Answer, what: string): void {
  expect(answer.headers.get('cache-control'), what).toContain('no-store');
  for (const shared of [true, false]) expect(policyOf(answer, shared).storable(), what).toBe(false);
}

const PRIVATE = [
  '/',
  '/profile',
  '/sessions',
  '/preferences',
  '/admin/users',
  '/login',
  '/register',
  '/nope',
  '/logout',
];

for (const path of PRIVATE) {
  test(`S63 ${path} asked for by somebody logged in may not be kept`, async () => {
    expectNotStorable(await client.get(path), path);
    const { headers } = await client.get(path, { headers: { RSC: '1' } });
    const moved = new URL(headers.get('location') ?? path, server.origin);
    expectNotStorable(await client.get(moved.pathname + moved.search, { headers: { RSC: '1' } }), `RSC ${path}`);
  });
}

test('S63 answers that set a cookie may not be kept, nor redirects to the login or the API', async () => {
  const other = visitor(server);
  const { username, answer } = await register(other);
  expect(answer.setCookies.length).toBeGreaterThan(0);
  expectNotStorable(answer, 'registration');
  expectNotStorable(await other.post('/preferences', { theme: 'dark' }), 'preferences');
  expectNotStorable(await other.post('/preferences', { theme: 'mauve' }), 'a form that comes back');
  expectNotStorable(await other.post('/logout'), 'logout');
  expectNotStorable(await logIn(other, username, 'wrong horse, wrong lamp'), 'a failed login');
  expectNotStorable(await logIn(other, username, GOOD_PASSWORD), 'login');
  expectNotStorable(await request(server, { path: '/profile' }), 'the way to the login');
  expectNotStorable(await request(server, { path: '/api/health' }), 'health');
});

/** A proxy that keeps whatever it may, for all its clients. */
function cachingProxy() {
  const kept = new Map<string, { policy: CachePolicy; answer: Answer }>();
  return async (from: Visitor, path: string): Promise<{ answer: Answer; isHit: boolean }> => {
    const found = kept.get(path);
    if (found?.policy.satisfiesWithoutRevalidation({ url: path, method: 'GET', headers: {} })) {
      return { answer: found.answer, isHit: true };
    }
    const answer = await from.get(path);
    const policy = policyOf(answer, true, path);
    if (policy.storable()) kept.set(path, { policy, answer });
    return { answer, isHit: false };
  };
}

test('S63 two users behind one caching proxy never see each other’s pages; the built files come from it', async () => {
  const [ada, bo] = [visitor(server), visitor(server)];
  const names = [(await register(ada)).username, (await register(bo)).username] as const;
  const fetchVia = cachingProxy();
  for (const path of ['/', '/profile', '/sessions', '/preferences']) {
    await fetchVia(ada, path);
    const { answer } = await fetchVia(bo, path);
    expect(answer.body, path).not.toContain(names[0]);
  }
  expect((await fetchVia(bo, '/profile')).answer.body).toContain(names[1]);
  const { body } = await ada.get('/');
  const script = /\/_next\/static\/[^"]+\.js/.exec(body)?.[0] ?? '';
  await fetchVia(ada, script);
  expect((await fetchVia(bo, script)).isHit).toBe(true);
});
