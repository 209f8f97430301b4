import { afterAll, beforeAll, expect, test } from 'vitest';
import { sessionRows } from '../harness/database.ts';
import { GOOD_PASSWORD, logIn, register, uniqueUsername, visitor } from '../harness/http.ts';
import { type Server, startServer } from '../harness/server.ts';
import { opens, SESSION_COOKIE, sessionValue } from '../harness/session-cookie.ts';

let server: Server;
beforeAll(async () => {
  server = await startServer({ env: { SESSIONS_PER_USER: '3' } });
});
afterAll(() => server.stop());

test('S18 login and registration give a new cookie; the one from before opens nothing', async () => {
  const user = await register(visitor(server));
  const client = visitor(server);
  await client.post('/preferences', { theme: 'dark' });
  const before = await sessionValue(client);
  await logIn(client, user.username);
  const after = await sessionValue(client);
  expect(after).not.toBe(before);
  expect(await opens(server, before)).toBe(false);
  expect(await opens(server, after)).toBe(true);

  const fresh = visitor(server);
  await fresh.post('/preferences', { theme: 'dark' });
  const planted = await sessionValue(fresh);
  await register(fresh);
  expect(await sessionValue(fresh)).not.toBe(planted);
  expect(await opens(server, planted)).toBe(false);
});

test('S18 a token is issued at login and never taken from the request', async () => {
  const attacker = visitor(server);
  const { username } = await register(attacker);
  const planted = await sessionValue(attacker);
  await attacker.post('/logout');
  const victim = visitor(server);
  const user = await register(visitor(server));
  await victim.jar.setCookie(`${SESSION_COOKIE}=${planted}; Path=/; Secure; HttpOnly`, server.origin);
  await logIn(victim, user.username);
  expect(await opens(server, await sessionValue(victim))).toBe(true);
  expect(await opens(server, planted)).toBe(false);
  expect(sessionRows(server, username)).toEqual([]);
});

test('S19 logging in over a live session ends that one, and shows nothing of its user', async () => {
  const client = visitor(server);
  const first = await register(client);
  await client.post('/profile', { change: 'display-name', displayName: 'Only For First Eyes' });
  const copy = await sessionValue(client);
  const second = await register(visitor(server));
  await logIn(client, second.username);
  expect(await opens(server, copy)).toBe(false);
  expect(sessionRows(server, first.username)).toEqual([]);
  for (const path of ['/profile', '/sessions', '/preferences', '/']) {
    const { body } = await client.get(path);
    expect(body, path).not.toContain('Only For First Eyes');
    expect(body, path).not.toContain(first.username);
  }
  expect((await client.get('/profile')).body).toContain(second.username);
});

test("S19 the session an attacker planted is dead after the victim's login", async () => {
  const attacker = visitor(server);
  await register(attacker);
  const planted = await sessionValue(attacker);
  const victim = visitor(server);
  const user = await register(visitor(server));
  await victim.jar.setCookie(`${SESSION_COOKIE}=${planted}; Path=/; Secure; HttpOnly`, server.origin);
  await logIn(victim, user.username);
  expect(await opens(server, planted)).toBe(false);
  expect((await victim.get('/profile')).body).toContain(user.username);
});

test('S19 registering over a live session ends that one', async () => {
  const client = visitor(server);
  await register(client);
  const copy = await sessionValue(client);
  await register(client);
  expect(await opens(server, copy)).toBe(false);
});

test('S19 a login that fails leaves the session as it was', async () => {
  const client = visitor(server);
  const { username } = await register(client);
  const copy = await sessionValue(client);
  expect((await logIn(client, username, 'wrong')).status).toBe(401);
  expect(await opens(server, copy)).toBe(true);
  expect(await sessionValue(client)).toBe(copy);
});

test('S28 one login more than the limit ends the session that was seen longest ago', async () => {
  const username = uniqueUsername();
  const [first, second, third, fourth] = [visitor(server), visitor(server), visitor(server), visitor(server)];
  await register(first, username, GOOD_PASSWORD);
  await logIn(second, username);
  await logIn(third, username);
  for (const client of [first, second, third]) expect(await opens(server, await sessionValue(client))).toBe(true);
  await logIn(fourth, username);
  expect(sessionRows(server, username)).toHaveLength(3);
  expect(await opens(server, await sessionValue(first))).toBe(false);
  for (const client of [second, third, fourth]) expect(await opens(server, await sessionValue(client))).toBe(true);
});
