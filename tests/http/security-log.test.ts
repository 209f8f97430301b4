import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeAdmin, sessionRows } from '../harness/database.ts';
import { GOOD_PASSWORD, logIn, register, request, uniqueUsername, type Visitor, visitor } from '../harness/http.ts';
import { type Server, startServer } from '../harness/server.ts';

interface Line {
  event: string;
  time: string;
  [detail: string]: unknown;
}

const COOKIE = '__Host-Http-session';
const OTHER_PASSWORD = 'nine kites above the salt marsh';

let server: Server;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());

const linesIn = (log: string): Line[] =>
  log
    .split('\n')
    .filter((text) => text.startsWith('{'))
    .map((text) => JSON.parse(text));

/** The events that an action leaves in the log: which, and each line whole. */
async function eventsOf(action: () => Promise<unknown>): Promise<Line[]> {
  const before = server.log().length;
  await action();
  return linesIn(server.log().slice(before));
}

async function expectOne(event: string, details: Record<string, unknown>, action: () => Promise<unknown>) {
  const lines = (await eventsOf(action)).filter((line) => line.event === event);
  expect(lines).toHaveLength(1);
  expect(lines[0]).toMatchObject(details);
  expect(lines[0]?.time).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  expect(lines[0]?.request).toMatch(/^[0-9a-f-]{36}$/);
  expect(lines[0]?.address).toBe('127.0.0.1');
}

test('S70 registering, logging in and out, and failing to, leave one line each', async () => {
  const client = visitor(server);
  const username = uniqueUsername();
  await expectOne('registered', { username }, () => register(client, username));
  await expectOne('logout', { username }, () => client.post('/logout'));
  await expectOne('login', { username }, () => logIn(client, username));
  const stranger = visitor(server);
  await expectOne('login-failed', { username }, () => logIn(stranger, username, OTHER_PASSWORD));
  for (let turn = 0; turn < 6; turn++) await logIn(stranger, username, OTHER_PASSWORD);
  await expectOne('login-throttled', { username }, () => logIn(stranger, username, OTHER_PASSWORD));
});

test('S70 what a user ends or changes leaves one line each', async () => {
  const client = visitor(server);
  const { username } = await register(client);
  const second = visitor(server);
  await logIn(second, username);
  const rows = sessionRows(server, username);
  const end = String(rows[1]?.id);
  await expectOne('password-confirmation-failed', { username }, () =>
    client.post('/sessions', { end, password: OTHER_PASSWORD }),
  );
  await expectOne('session-ended', { username, which: end }, () =>
    client.post('/sessions', { end, password: GOOD_PASSWORD }),
  );
  await expectOne('password-changed', { username }, () =>
    client.post('/profile', { change: 'password', password: GOOD_PASSWORD, newPassword: OTHER_PASSWORD }),
  );
  await expectOne('account-deleted', { username }, () =>
    client.post('/profile', { change: 'delete', password: OTHER_PASSWORD }),
  );
});

test('S70 what an administrator does, and what is refused, leave one line each', async () => {
  const [admin, client] = [visitor(server), visitor(server)];
  makeAdmin(server, (await register(admin)).username);
  const { username } = await register(client);
  const change = (fields: Record<string, string>) => () =>
    admin.post('/admin/users', { user: username, password: GOOD_PASSWORD, ...fields });
  await expectOne('access-refused', { username, reason: 'role' }, () => client.get('/admin/users'));
  await expectOne('role-changed', { username, role: 'admin' }, change({ change: 'role', role: 'admin' }));
  await expectOne('banned', { username }, change({ change: 'ban', reason: 'spam' }));
  await expectOne('access-refused', { username, reason: 'banned' }, () => client.get('/profile'));
  await expectOne('session-ended', { username }, change({ change: 'end-sessions' }));
  await expectOne('unbanned', { username }, change({ change: 'unban' }));
});

test('S70 cookies that do not open, and forms from elsewhere, are logged with the reason', async () => {
  const client = visitor(server);
  await register(client);
  const value = (await client.cookie(COOKIE)) ?? '';
  const middle = value.length >> 1;
  const changed = value.slice(0, middle) + (value[middle] === 'A' ? 'B' : 'A') + value.slice(middle + 1);
  const send = (cookie: string) => () => request(server, { path: '/profile', headers: { Cookie: cookie } });
  await expectOne('cookie-refused', { reason: 'invalid' }, send(`${COOKIE}=${changed}`));
  await expectOne('cookie-refused', { reason: 'twice' }, send(`${COOKIE}=${value}; ${COOKIE}=${value}`));
  await expectOne('cross-site-refused', { path: '/profile' }, () =>
    client.post('/profile', { change: 'delete' }, { headers: { Origin: 'https://evil.example' } }),
  );
  await expectOne('login-refused-over-http', {}, () =>
    client.post(
      '/login',
      { username: 'a', password: 'b' },
      {
        host: '192.168.1.2',
        headers: { Origin: 'http://192.168.1.2' },
      },
    ),
  );
});

test('S70 line breaks in a user name forge no second line', async () => {
  const username = 'eve\r\n{"event":"login","username":"victim"}\u2028\u001b[31m';
  const lines = await eventsOf(() => logIn(visitor(server), username, GOOD_PASSWORD));
  expect(lines).toHaveLength(1);
  expect(lines[0]?.event).toBe('login-failed');
  expect(String(lines[0]?.username)).toContain('victim');
  expect(server.log()).not.toContain('\u001b[31m');
});

/** A life of a session with everything secret in it. */
async function liveThrough(client: Visitor): Promise<string[]> {
  const { username } = await register(client);
  const secrets = [GOOD_PASSWORD, OTHER_PASSWORD, 'a wrong pass phrase'];
  const remember = async () => {
    for (const { value } of await client.cookies()) secrets.push(value);
    for (const { tokenHash } of sessionRows(server, username)) secrets.push(String(tokenHash));
  };
  await remember();
  await logIn(visitor(server), username, 'a wrong pass phrase');
  await client.post('/profile', { change: 'password', password: GOOD_PASSWORD, newPassword: OTHER_PASSWORD });
  await remember();
  await client.get('/sessions');
  await client.post('/logout');
  return secrets;
}

test('S70 neither passwords nor cookies nor tokens are in the log', async () => {
  const secrets = await liveThrough(visitor(server));
  expect(secrets.length).toBeGreaterThan(6);
  for (const secret of secrets) expect(server.log()).not.toContain(secret);
});
