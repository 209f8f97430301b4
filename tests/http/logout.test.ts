import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeAdmin, query, sessionRows } from '../harness/database.ts';
import { GOOD_PASSWORD, logIn, register, request, type Visitor, visitor } from '../harness/http.ts';
import { type Server, startServer } from '../harness/server.ts';
import {
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

test('S20 logout ends the session at the server: a copy opens no page, payload or form', async () => {
  const client = visitor(server);
  const { username } = await register(client);
  makeAdmin(server, username);
  const cookie = `${SESSION_COOKIE}=${await sessionValue(client)}`;
  expect((await profileWith(server, cookie)).status).toBe(200);
  expect((await client.post('/logout')).status).toBe(303);
  expect(sessionRows(server, username)).toEqual([]);

  for (const path of ['/profile', '/sessions', '/admin/users', '/admin/first']) {
    expect(isSentToLogin(await request(server, { path, headers: { Cookie: cookie } })), path).toBe(true);
    const payload = await request(server, { path: `${path}?_rsc`, headers: { Cookie: cookie, RSC: '1' } });
    expect(payload.body, path).not.toContain(username);
    expect(payload.status, path).not.toBe(500);
  }
  const forms: [string, Record<string, string>][] = [
    ['/profile', { change: 'display-name', displayName: 'Back Again' }],
    ['/sessions', { end: 'all', password: GOOD_PASSWORD }],
    ['/admin/users', { user: username, change: 'end-sessions', password: GOOD_PASSWORD }],
    ['/admin/first', { token: 'x' }],
  ];
  for (const [path, fields] of forms) {
    expect(isSentToLogin(await visitor(server).post(path, fields, { headers: { Cookie: cookie } })), path).toBe(true);
  }
  await visitor(server).post('/preferences', { theme: 'dark' }, { headers: { Cookie: cookie } });
  await logIn(client, username);
  expect((await client.get('/profile')).body).not.toContain('Back Again');
  expect((await client.get('/profile')).body).toContain('data-theme="system"');
});

test('S20 logging out twice, with a dead cookie, or with none, is no error', async () => {
  const client = visitor(server);
  const { username } = await register(client);
  const headers = { Cookie: `${SESSION_COOKIE}=${await sessionValue(client)}` };
  const other = visitor(server);
  await logIn(other, username);
  for (const answer of [
    await client.post('/logout'),
    await client.post('/logout'),
    await visitor(server).post('/logout', {}, { headers }),
    await visitor(server).post('/logout'),
  ]) {
    expect(answer.status).toBe(303);
    expect(isSentToLogin(answer)).toBe(true);
  }
  expect(await opens(server, await sessionValue(other))).toBe(true);
});

test('S20 logout works on a session whose time is over', async () => {
  const client = visitor(server);
  const { username } = await register(client);
  const [row] = sessionRows(server, username);
  query(server, `UPDATE "Session" SET expiresAt = '2001-01-01T00:00:00.000+00:00' WHERE id = ?`, String(row?.id));
  expect(await opens(server, await sessionValue(client))).toBe(false);
  const answer = await client.post('/logout');
  expect(answer.status).toBe(303);
  expect(await client.cookie(SESSION_COOKIE)).toBeUndefined();
  expect(sessionRows(server, username)).toEqual([]);
});

/** Sends a form whose answer takes a while: first other passwords wait for the one worker that hashes. */
async function slowly(client: Visitor, path: string, fields: Record<string, string>) {
  const crowd = Array.from({ length: 8 }, (_, index) => logIn(visitor(server), `nobody${index}`, 'wrong'));
  // In the queue once the crowd is; the form's own password comes after them.
  const answer = client.post(path, fields);
  return { answer, crowd: Promise.all(crowd) };
}

test('S26 a change of password that ends after the logout does not log in again', async () => {
  const client = visitor(server);
  const { username } = await register(client);
  const other = visitor(server);
  await other.jar.setCookie(`${SESSION_COOKIE}=${await sessionValue(client)}; Path=/; Secure; HttpOnly`, server.origin);
  const fields = { change: 'password', password: GOOD_PASSWORD, newPassword: `${GOOD_PASSWORD} and one more` };
  const { answer, crowd } = await slowly(client, '/profile', fields);
  let isAnswered = false;
  void answer.then(() => {
    isAnswered = true;
  });
  // The form has been let in by its session, and waits.
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect((await other.post('/logout')).status).toBe(303);
  expect(isAnswered, 'the slow answer came too early for this test').toBe(false);
  for (const line of setCookiesNamed(await answer, SESSION_COOKIE)) {
    const { value } = takeApart(line);
    if (value !== '') expect(await opens(server, value)).toBe(false);
  }
  expect(sessionRows(server, username)).toEqual([]);
  await crowd;
});

test('S26 a change of preferences that ends after the logout does not log in again', async () => {
  const client = visitor(server);
  await register(client);
  const copy = { Cookie: `${SESSION_COOKIE}=${await sessionValue(client)}` };
  const changes = ['dark', 'light', 'sepia', 'contrast', 'system'].map((theme) =>
    visitor(server).post('/preferences', { theme }, { headers: copy }),
  );
  await client.post('/logout');
  for (const answer of await Promise.all(changes)) {
    expect(answer.status).toBe(303);
    for (const line of setCookiesNamed(answer, SESSION_COOKIE)) {
      expect(await opens(server, takeApart(line).value)).toBe(false);
    }
  }
});

test('S31 every page that needs login has a button that logs out', async () => {
  const client = visitor(server);
  const { username } = await register(client);
  makeAdmin(server, username);
  const LOGOUT = /<form action="\/logout" method="post"><button\b[^>]*>(.*?)<\/button><\/form>/g;
  for (const path of ['/profile', '/sessions', '/admin/users', `/admin/users?user=${username}`, '/admin/first']) {
    const { status, body } = await client.get(path);
    expect(status, path).toBe(200);
    const buttons = [...body.matchAll(LOGOUT)].map(([, text]) => text);
    expect(buttons, path).toEqual(['Log out']);
  }
});
