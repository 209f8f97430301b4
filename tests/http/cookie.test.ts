import { afterAll, beforeAll, expect, test } from 'vitest';
import { query } from '../harness/database.ts';
import {
  type Answer,
  GOOD_PASSWORD,
  logIn,
  register,
  request,
  uniqueUsername,
  type Visitor,
  visitor,
} from '../harness/http.ts';
import { type Server, startServer } from '../harness/server.ts';
import {
  DEVICE_COOKIE,
  isSentToLogin,
  opens,
  profileWith,
  SESSION_COOKIE,
  sessionValue,
  setCookiesNamed,
  takeApart,
} from '../harness/session-cookie.ts';

let server: Server;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());

/** Every attribute exactly once; HttpOnly is also what the name's prefix promises. */
function expectSafeAttributes(answer: Answer): void {
  expect(answer.setCookies.length).toBeGreaterThan(0);
  for (const line of answer.setCookies) {
    const { name, attributes } = takeApart(line);
    expect(name).toMatch(/^__Host-/);
    const sameSite = name === SESSION_COOKIE ? 'samesite=lax' : expect.stringMatching(/^samesite=(lax|strict)$/);
    expect(attributes.toSorted(), name).toEqual([
      'httponly',
      expect.stringMatching(/^max-age=\d+$/),
      'path=/',
      sameSite,
      'secure',
    ]);
  }
}

test('S1 over TLS every cookie of the login is prefixed, Secure, HttpOnly, SameSite and of this host alone', async () => {
  const origin = 'https://lab.example.edu';
  await using behindTls = await startServer({ env: { SITE_ORIGIN: origin } });
  const client = visitor(behindTls);
  const username = uniqueUsername();
  const fields = { username, password: GOOD_PASSWORD };
  const options = { host: 'lab.example.edu', headers: { Origin: origin } };
  const answers = [await client.post('/register', fields, options), await client.post('/login', fields, options)];
  for (const answer of answers) {
    expect(answer.status).toBe(303);
    expect(setCookiesNamed(answer, SESSION_COOKIE)).toHaveLength(1);
    expectSafeAttributes(answer);
  }
  expectSafeAttributes(await client.post('/preferences', { theme: 'dark' }, options));
});

for (const name of ['session.localhost', 'localhost', '127.0.0.1']) {
  test(`S2 on plain HTTP to ${name} the cookies carry the same attributes`, async () => {
    const { username } = await register(visitor(server));
    const host = `${name}:${server.port}`;
    const options = { host, headers: { Origin: `http://${host}` } };
    const fields = { username, password: GOOD_PASSWORD };
    const answer = await visitor(server).post('/login', fields, options);
    expect(answer.status).toBe(303);
    expect(setCookiesNamed(answer, SESSION_COOKIE)).toHaveLength(1);
    expect(setCookiesNamed(answer, DEVICE_COOKIE)).toHaveLength(1);
    expectSafeAttributes(answer);
  });
}

for (const path of ['/login', '/register']) {
  test(`S2 on plain HTTP to any other host ${path} takes no password and sets no cookie`, async () => {
    const { username } = await register(visitor(server));
    const options = { host: 'lab.test', headers: { Origin: 'http://lab.test' } };
    const fields = { username: path === '/login' ? username : uniqueUsername(), password: GOOD_PASSWORD };
    const answer = await visitor(server).post(path, fields, options);
    expect(answer.status).toBe(403);
    expect(answer.setCookies).toEqual([]);
    const form = await request(server, { path, host: 'lab.test' });
    expect(form.body).not.toContain('type="password"');
  });
}

test('S3 logout deletes the cookie under the very attributes it was set with', async () => {
  const client = visitor(server);
  const { answer: login } = await register(client);
  const set = takeApart(setCookiesNamed(login, SESSION_COOKIE)[0] ?? '');
  const logout = await client.post('/logout');
  const lines = setCookiesNamed(logout, SESSION_COOKIE);
  expect(lines).toHaveLength(1);
  const deleted = takeApart(lines[0] ?? '');
  expect(deleted.value).toBe('');
  expect(deleted.attributes).toContain('max-age=0');
  const withoutAge = (attributes: string[]) => attributes.filter((one) => !one.startsWith('max-age='));
  expect(withoutAge(deleted.attributes)).toEqual(withoutAge(set.attributes));
  expect(await client.cookie(SESSION_COOKIE)).toBeUndefined();
});

const PUBLIC = ['/', '/login', '/register', '/preferences', '/style', '/icon.svg', '/api/health'];
const GUARDED = ['/profile', '/sessions', '/admin/users', '/admin/first'];
const ERRORS = ['/nowhere', '/logout', '/_next/static/nowhere.js', '/api/nowhere'];

test('S4 no page, file or error sets a cookie unasked, logged in or not', async () => {
  const client = visitor(server);
  await register(client);
  const { body } = await client.get('/');
  const files = [...body.matchAll(/"(\/_next\/static\/[^"\\]+)"/g)].map(([, path]) => path ?? '');
  expect(files.length).toBeGreaterThan(1);
  for (const path of [...PUBLIC, ...GUARDED, ...ERRORS, ...new Set(files)]) {
    for (const one of [client, visitor(server)]) expect((await one.get(path)).setCookies, path).toEqual([]);
  }
});

test('S4 whatever changes the cookie sets it once', async () => {
  const client = visitor(server);
  const { username, answer } = await register(client);
  const answers = [
    answer,
    await client.post('/preferences', { theme: 'dark' }),
    await client.post('/profile', { change: 'password', password: GOOD_PASSWORD, newPassword: `${GOOD_PASSWORD}!` }),
    await logIn(client, username, `${GOOD_PASSWORD}!`),
    await client.post('/logout'),
  ];
  for (const { setCookies } of answers) {
    expect(setCookies.filter((line) => line.startsWith(`${SESSION_COOKIE}=`))).toHaveLength(1);
  }
});

test('S5 at the extremes of every field the cookie fits into 4096 bytes and still logs in', async () => {
  const client = visitor(server);
  const username = `${uniqueUsername()}${'w'.repeat(32)}`.slice(0, 32);
  await register(client, username);
  const displayName = '\u{1F36A}'.repeat(60);
  expect((await client.post('/profile', { change: 'display-name', displayName })).status).toBe(303);
  await client.post('/preferences', { theme: 'contrast', fontSize: 'x-large', language: 'hi' });
  for (let index = 0; index < 5; index++) {
    const other = await register(visitor(server), `${index}${username.slice(1)}`);
    await logIn(client, other.username);
  }
  const answer = await logIn(client, username);
  for (const line of answer.setCookies) {
    const { name, value } = takeApart(line);
    expect(name.length + value.length, name).toBeLessThanOrEqual(4096);
  }
  const page = await client.get('/profile');
  expect(page.status).toBe(200);
  expect(page.body).toContain(displayName);
  expect(page.body).toContain('data-font-size="x-large"');
});

test('S6 no part of a cookie reads as a name, an id or a preference', async () => {
  const client = visitor(server);
  const { username } = await register(client);
  await client.post('/preferences', { theme: 'contrast' });
  const [user] = query(server, 'SELECT id FROM "User" WHERE username = ?', username);
  const known = [username, String(user?.id), 'contrast', 'token', 'preferences', 'username'];
  for (const { key, value } of await client.cookies()) {
    const readings = [value, ...value.split(/[*~.]/)].flatMap((part) =>
      (['base64', 'base64url', 'hex'] as const).map((encoding) => Buffer.from(part, encoding).toString('latin1')),
    );
    for (const text of [value, decodeURIComponent(value), ...readings]) {
      for (const word of known) expect(text.includes(word), `${word} in ${key}`).toBe(false);
    }
  }
});

test('S8 twenty logins to one account give twenty values and twenty tokens', async () => {
  await using roomy = await startServer({ env: { SESSIONS_PER_USER: '100', HASH_WORKERS: '2' } });
  const { username } = await register(visitor(roomy));
  const values = new Set<string>();
  for (let round = 0; round < 5; round++) {
    const clients = Array.from({ length: 4 }, (): Visitor => visitor(roomy));
    await Promise.all(clients.map((client) => logIn(client, username)));
    for (const client of clients) values.add(await sessionValue(client));
  }
  expect(values.size).toBe(20);
  const hashes = query(roomy, 'SELECT DISTINCT tokenHash FROM "Session"');
  expect(hashes).toHaveLength(21);
});

test('S9 two cookies of the name are nobody, whichever is genuine, and the log says so', async () => {
  const [one, other] = [visitor(server), visitor(server)];
  await register(one);
  await register(other);
  const [a, b] = [await sessionValue(one), await sessionValue(other)];
  expect(await opens(server, a)).toBe(true);
  const junk = 'junk';
  const pairs = [
    [a, junk],
    [junk, a],
    [a, b],
    [b, a],
    [a, a],
    [a, ''],
    ['', a],
  ];
  for (const pair of pairs) {
    const lines = pair.map((value) => `${SESSION_COOKIE}=${value}`);
    expect(isSentToLogin(await profileWith(server, lines.join('; '))), pair.join(' + ')).toBe(true);
    const twoHeaders = await request(server, { path: '/profile', headers: { Cookie: lines } });
    expect(isSentToLogin(twoHeaders), `${pair.join(' + ')}, a header each`).toBe(true);
    const home = await request(server, { headers: { Cookie: lines.join('; ') } });
    expect(home.status).toBe(200);
    expect(home.setCookies).toEqual([]);
  }
  expect(server.log()).toMatch(/"event":"cookie-refused".*"reason":"twice"/);
  expect(await opens(server, a)).toBe(true);
});
