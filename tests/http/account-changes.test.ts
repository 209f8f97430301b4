import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeAdmin, query, sessionRows } from '../harness/database.ts';
import { GOOD_PASSWORD, logIn, register, visitor } from '../harness/http.ts';
import { type Server, startServer } from '../harness/server.ts';
import { isSentToLogin, opens, profileWith, SESSION_COOKIE, sessionValue } from '../harness/session-cookie.ts';

let server: Server;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());

const NEW_PASSWORD = 'eight lamps over a loud harbour';

/** A user in two browsers. */
async function inTwoBrowsers() {
  const [here, there] = [visitor(server), visitor(server)];
  const { username } = await register(here);
  await logIn(there, username);
  return { here, there, username };
}

async function loggedInAdmin() {
  const client = visitor(server);
  const { username } = await register(client);
  makeAdmin(server, username);
  return { client, username };
}

test('S21 a new password ends every session but this one, which gets a new cookie', async () => {
  const { here, there, username } = await inTwoBrowsers();
  const [old, other] = [await sessionValue(here), await sessionValue(there)];
  const fields = { change: 'password', password: GOOD_PASSWORD, newPassword: NEW_PASSWORD };
  expect((await here.post('/profile', fields)).status).toBe(303);
  const renewed = await sessionValue(here);
  expect(renewed).not.toBe(old);
  expect(await opens(server, renewed)).toBe(true);
  expect(await opens(server, old)).toBe(false);
  expect(await opens(server, other)).toBe(false);
  expect((await logIn(visitor(server), username)).status).toBe(401);
  expect((await logIn(visitor(server), username, NEW_PASSWORD)).status).toBe(303);
});

test('S21 a login with the old password that is under way at the change comes to nothing', async () => {
  const { here, username } = await inTwoBrowsers();
  const wrong = (name: string) => logIn(visitor(server), name, 'wrong');
  await wrong('nobody');
  // One worker hashes in order: the comparison of the form, the crowd, the new password, then the late logins.
  const change = here.post('/profile', { change: 'password', password: GOOD_PASSWORD, newPassword: NEW_PASSWORD });
  await sleep(50);
  const marker = wrong('nobody0');
  const crowd = Array.from({ length: 6 }, (_, index) => wrong(`nobody${index + 1}`));
  await marker;
  const late = Array.from({ length: 4 }, () => logIn(visitor(server), username));
  expect((await change).status).toBe(303);
  for (const { status, setCookies } of await Promise.all(late)) {
    expect(status).toBe(401);
    expect(setCookies).toEqual([]);
  }
  await Promise.all(crowd);
  expect(sessionRows(server, username)).toHaveLength(1);
  expect(await opens(server, await sessionValue(here))).toBe(true);
});

test('S21 of two changes at once that know the same old password one comes to nothing', async () => {
  const { here, there, username } = await inTwoBrowsers();
  const passwords = [`${NEW_PASSWORD} one`, `${NEW_PASSWORD} two`] as const;
  const change = (newPassword: string) => ({ change: 'password', password: GOOD_PASSWORD, newPassword });
  const answers = await Promise.all([
    here.post('/profile', change(passwords[0])),
    there.post('/profile', change(passwords[1])),
  ]);
  expect(answers.map(({ status }) => status).sort()).toEqual([303, 403]);
  const winner = answers[0].status === 303 ? 0 : 1;
  expect((await logIn(visitor(server), username, passwords[winner])).status).toBe(303);
  expect((await logIn(visitor(server), username, passwords[1 - winner])).status).toBe(401);
});

test('S22 a ban shuts every browser out at its next request, and lifting it revives no session', async () => {
  const { here, there, username } = await inTwoBrowsers();
  const admin = await loggedInAdmin();
  await here.post('/profile', { change: 'display-name', displayName: 'Shown To Nobody' });
  const copies = [await sessionValue(here), await sessionValue(there)];
  for (const copy of copies) expect(await opens(server, copy)).toBe(true);
  const act = (fields: Record<string, string>) =>
    admin.client.post('/admin/users', { user: username, password: GOOD_PASSWORD, ...fields });
  expect((await act({ change: 'ban', reason: 'spam' })).status).toBe(303);
  for (const copy of copies) {
    const answer = await profileWith(server, `${SESSION_COOKIE}=${copy}`);
    expect(answer.status).toBe(403);
    expect(answer.body).not.toContain('Shown To Nobody');
  }
  const change = { change: 'display-name', displayName: 'Changed While Banned' };
  expect((await here.post('/profile', change)).status).toBe(403);
  expect((await logIn(visitor(server), username)).status).toBe(401);
  expect((await act({ change: 'unban' })).status).toBe(303);
  for (const copy of copies) expect(await opens(server, copy)).toBe(false);
  const back = visitor(server);
  expect((await logIn(back, username)).status).toBe(303);
  expect((await back.get('/profile')).body).toContain('Shown To Nobody');
});

test('S22 a ban written into the database holds from the next request on', async () => {
  const client = visitor(server);
  const { username } = await register(client);
  expect((await client.get('/profile')).status).toBe(200);
  query(server, `UPDATE "User" SET bannedAt = '2026-01-01T00:00:00.000+00:00' WHERE username = ?`, username);
  expect((await client.get('/profile')).status).toBe(403);
});

test('S22 deleting the account ends all its sessions at once', async () => {
  const { here, there, username } = await inTwoBrowsers();
  const copies = [await sessionValue(here), await sessionValue(there)];
  expect((await here.post('/profile', { change: 'delete', password: GOOD_PASSWORD })).status).toBe(303);
  expect(await here.cookie(SESSION_COOKIE)).toBeUndefined();
  for (const copy of copies) expect(await opens(server, copy)).toBe(false);
  expect(query(server, 'SELECT id FROM "User" WHERE username = ?', username)).toEqual([]);
  expect(sessionRows(server, username)).toEqual([]);
  expect((await logIn(visitor(server), username)).status).toBe(401);
});

test('S22 a role that was taken away is gone at the next request', async () => {
  const { client, username } = await loggedInAdmin();
  expect((await client.get('/admin/users')).status).toBe(200);
  query(server, `UPDATE "User" SET role = 'student' WHERE username = ?`, username);
  expect((await client.get('/admin/users')).status).toBe(403);
});

/** What a thief of the session must not be able to do: path, form, and how to see whether it was done. */
const SENSITIVE: [string, string, Record<string, string>][] = [
  ['changing the password', '/profile', { change: 'password', newPassword: NEW_PASSWORD }],
  ['deleting the account', '/profile', { change: 'delete' }],
  ['ending the other sessions', '/sessions', { end: 'others' }],
  ['ending all sessions', '/sessions', { end: 'all' }],
];

for (const [what, path, fields] of SENSITIVE) {
  test(`S32 ${what} needs the current password`, async () => {
    const { here, there, username } = await inTwoBrowsers();
    for (const password of [{}, { password: '' }, { password: 'not it' }, { password: `${GOOD_PASSWORD} ` }]) {
      const answer = await here.post(path, { ...fields, ...password } as Record<string, string>);
      expect(answer.status).toBe(403);
      expect(answer.setCookies).toEqual([]);
    }
    expect(sessionRows(server, username)).toHaveLength(2);
    expect(await opens(server, await sessionValue(there))).toBe(true);
    expect((await logIn(visitor(server), username)).status).toBe(303);
    expect((await here.post(path, { ...fields, password: GOOD_PASSWORD })).status).toBe(303);
    expect(await opens(server, await sessionValue(there))).toBe(false);
  });
}

test("S32 what an administrator does to a user needs the administrator's own password", async () => {
  const admin = await loggedInAdmin();
  const client = visitor(server);
  const { username } = await register(client, undefined, NEW_PASSWORD);
  const row = () => query(server, 'SELECT * FROM "User" WHERE username = ?', username);
  const before = row();
  const forms: Record<string, string>[] = [
    { change: 'role', role: 'admin' },
    { change: 'ban', reason: 'spam' },
    { change: 'unban' },
    { change: 'end-sessions' },
  ];
  // The user's password is not the administrator's; and right answers in between forgive the wrong ones.
  for (const form of forms) {
    for (const password of [{}, { password: NEW_PASSWORD }]) {
      const fields = { user: username, ...form, ...password } as Record<string, string>;
      expect((await admin.client.post('/admin/users', fields)).status).toBe(403);
    }
  }
  expect(row()).toEqual(before);
  expect((await client.get('/profile')).status).toBe(200);
});

test('S32 guessing the password with a stolen session is slowed down', async () => {
  const client = visitor(server);
  await register(client);
  const statuses: number[] = [];
  for (let index = 0; index < 8; index++) {
    statuses.push((await client.post('/sessions', { end: 'others', password: `guess ${index}` })).status);
  }
  expect(statuses.slice(0, 5)).toEqual([403, 403, 403, 403, 403]);
  expect(statuses).toContain(429);
  expect(isSentToLogin(await client.get('/sessions'))).toBe(false);
});
