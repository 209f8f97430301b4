import { afterAll, beforeAll, expect, test } from 'vitest';
import { register, request, visitor } from '../harness/http.ts';
import { randomSecret, type Server, startServer } from '../harness/server.ts';
import { opens, SESSION_COOKIE, sessionValue, setCookiesNamed, takeApart } from '../harness/session-cookie.ts';

const [first, second] = [randomSecret(), randomSecret()];

let server: Server;
beforeAll(async () => {
  server = await startServer({ env: { SESSION_SECRETS: `1:${first}` } });
});
afterAll(() => server.stop());

const keyNumber = (value: string) => value.split('*')[1];

/** S4: what a cache may keep comes without the cookie, even while cookies are sealed anew. */
async function expectNoCookieOnFiles(cookie: string): Promise<void> {
  const ask = (path: string) => request(server, { path, headers: { Cookie: cookie } });
  const home = await ask('/');
  expect(home.setCookies).toHaveLength(1);
  const files = [...home.body.matchAll(/"(\/(?:_next\/static\/|icon)[^"\\]+)"/g)].map(([, path]) => path ?? '');
  for (const path of [...new Set(files), '/icon.svg', '/api/health', '/nowhere', '/_next/static/nowhere.js']) {
    const answer = await ask(path);
    expect(answer.setCookies.length, path).toBeLessThanOrEqual(1);
    const mayBeKept = !/no-store/.test(answer.headers.get('cache-control') ?? '');
    if (mayBeKept) expect(answer.setCookies, path).toEqual([]);
  }
}

test('S15 a new key seals, the old one still opens, and dropping it ends only its own sessions', async () => {
  const [active, away] = [visitor(server), visitor(server)];
  await register(active);
  await register(away);
  const guest = visitor(server);
  await guest.post('/preferences', { theme: 'sepia' });
  const [old, unused] = [await sessionValue(active), await sessionValue(away)];
  expect(keyNumber(old)).toBe('1');

  await server.restart({ SESSION_SECRETS: `1:${first},2:${second}` });
  const answer = await active.get('/profile');
  expect(answer.status).toBe(200);
  expect(setCookiesNamed(answer, SESSION_COOKIE)).toHaveLength(1);
  const renewed = await sessionValue(active);
  expect(keyNumber(renewed)).toBe('2');
  // The same session in a new envelope: its end has not moved.
  const { attributes } = takeApart(setCookiesNamed(answer, SESSION_COOKIE)[0] ?? '');
  const maxAge = Number(attributes.find((one) => one.startsWith('max-age='))?.slice('max-age='.length));
  expect(maxAge).toBeLessThanOrEqual(7 * 24 * 60 * 60);
  expect(attributes.toSorted()).toEqual(['httponly', `max-age=${maxAge}`, 'path=/', 'samesite=lax', 'secure']);
  expect(await opens(server, old)).toBe(true);
  expect((await active.get('/profile')).setCookies).toEqual([]);
  expect((await guest.get('/')).body).toContain('data-theme="sepia"');
  await expectNoCookieOnFiles(`${SESSION_COOKIE}=${unused}`);
  const newcomer = visitor(server);
  await register(newcomer);
  expect(keyNumber(await sessionValue(newcomer))).toBe('2');

  await server.restart({ SESSION_SECRETS: `2:${second}` });
  expect(await opens(server, old)).toBe(false);
  expect(await opens(server, unused)).toBe(false);
  expect(await opens(server, renewed)).toBe(true);
  expect(await opens(server, await sessionValue(newcomer))).toBe(true);
  expect((await guest.get('/')).body).toContain('data-theme="sepia"');
  expect(server.log()).toMatch(/"event":"cookie-refused".*"reason":"unknown-key"/);
}, 60_000);

test('S15 the number of a key is not enough: another secret under it opens nothing', async () => {
  const client = visitor(server);
  await register(client);
  const value = await sessionValue(client);
  await server.restart({ SESSION_SECRETS: `${keyNumber(value)}:${randomSecret()}` });
  expect(await opens(server, value)).toBe(false);
});
