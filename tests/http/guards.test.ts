import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeAdmin, query, readDatabase, sessionRows } from '../harness/database.ts';
import { GOOD_PASSWORD, logIn, register, request, type Visitor, visitor } from '../harness/http.ts';
import { answersOnTheWay, DISGUISES, expectNothingOf, spellings } from '../harness/private.ts';
import { builtAddresses, GUARDED_ADDRESSES } from '../harness/routes.ts';
import { type Server, startServer } from '../harness/server.ts';

let server: Server;
let admin: Visitor;
let student: Visitor;
let adminName: string;
let studentName: string;
/** What only somebody who is logged in may see, and what only an administrator may. */
let privateTexts: string[];
beforeAll(async () => {
  server = await startServer();
  [admin, student] = [visitor(server), visitor(server)];
  adminName = (await register(admin)).username;
  studentName = (await register(student)).username;
  makeAdmin(server, adminName);
  await admin.post('/profile', { change: 'display-name', displayName: 'Private Wren' });
  privateTexts = [adminName, studentName, 'Private Wren'];
});
afterAll(() => server.stop());

test('S54 no header makes a page that needs login show anything without it', async () => {
  for (const path of GUARDED_ADDRESSES) {
    for (const headers of DISGUISES) {
      const answers = await answersOnTheWay(server, path, headers);
      expectNothingOf(privateTexts, answers, `${path} with ${JSON.stringify(headers)}`);
    }
  }
});

test('S54 no spelling of its address makes a page that needs login show anything without it', async () => {
  for (const path of spellings('/profile')) {
    for (const headers of [{}, { RSC: '1' }] as Record<string, string>[]) {
      expectNothingOf(privateTexts, await answersOnTheWay(server, path, headers), path + JSON.stringify(headers));
    }
  }
});

test('S54 a student sees nothing of the users, by whatever header or spelling', async () => {
  const Cookie = await student.jar.getCookieString(server.origin);
  const others = [adminName, 'Private Wren'];
  for (const headers of DISGUISES) {
    const answers = await answersOnTheWay(server, '/admin/users', { ...headers, Cookie });
    expectNothingOf(others, answers, JSON.stringify(headers));
  }
  for (const path of [
    ...spellings('/admin/users'),
    `/admin/users?user=${adminName}`,
    `/admin/users?q=${adminName.slice(0, 6)}`,
  ]) {
    const answers = await answersOnTheWay(server, path, { Cookie });
    expectNothingOf(path.includes(adminName) ? ['Private Wren'] : others, answers, path);
  }
  expect((await student.get('/admin/users')).status).toBe(403);
});

test('S57 a session of another user is not ended, nor told apart from one that never was', async () => {
  const [victim] = sessionRows(server, adminName);
  const before = readDatabase(server).Session;
  for (const end of [String(victim?.id), 'no-such-session']) {
    const answer = await student.post('/sessions', { end, password: GOOD_PASSWORD });
    expect(answer.status).toBe(404);
  }
  expect(readDatabase(server).Session).toEqual(before);
  expect((await admin.get('/profile')).status).toBe(200);
});

const CHANGES: Record<string, string>[] = [
  { change: 'role', role: 'admin' },
  { change: 'role', role: 'student' },
  { change: 'ban', reason: 'spam' },
  { change: 'unban' },
  { change: 'end-sessions' },
];

test('S57 a student changes no user through the form for administrators, nor does a visitor', async () => {
  const before = readDatabase(server);
  for (const change of CHANGES) {
    for (const user of [adminName, studentName]) {
      const fields = { ...change, user, password: GOOD_PASSWORD };
      expect((await student.post('/admin/users', fields)).status).toBe(403);
      const answer = await visitor(server).post('/admin/users', fields);
      expect([answer.status, answer.headers.get('location')]).toEqual([303, '/login?next=%2Fadmin%2Fusers']);
    }
  }
  expect(readDatabase(server)).toEqual(before);
});

test('S57 no form of the own changes another user who is named in it', async () => {
  const third = visitor(server);
  const { username } = await register(third);
  const others = () => query(server, 'SELECT * FROM "User" WHERE username <> ? ORDER BY id', username);
  const before = others();
  const naming = { user: studentName, username: studentName, id: String(before[0]?.id), userId: String(before[0]?.id) };
  await third.post('/preferences', { ...naming, theme: 'contrast' });
  await third.post('/profile', { ...naming, change: 'display-name', displayName: 'Changed' });
  await third.post('/profile', {
    ...naming,
    change: 'password',
    password: GOOD_PASSWORD,
    newPassword: `${GOOD_PASSWORD}!`,
  });
  await third.post('/profile', { ...naming, change: 'delete', password: `${GOOD_PASSWORD}!` });
  expect(others()).toEqual(before);
  expect(query(server, 'SELECT id FROM "User" WHERE username = ?', username)).toEqual([]);
  expect((await logIn(visitor(server), studentName)).status).toBe(303);
});

test('S58 no page shows a hash, a token or another user, in HTML or RSC', async () => {
  const { User = [], Session = [], AdminInvitation = [] } = readDatabase(server);
  const secrets = [
    ...User.map((row) => row.passwordHash),
    ...[...Session, ...AdminInvitation].map((row) => row.tokenHash),
  ];
  const never = [...secrets.map(String), ...User.map((row) => String(row.id)), '$2b$'];
  const cookieOf = async (client: Visitor) => ({ Cookie: await client.jar.getCookieString(server.origin) });
  const clients: [who: Visitor, others: string[]][] = [
    [student, [adminName, 'Private Wren', ...sessionRows(server, adminName).map(({ id }) => String(id))]],
    [admin, []],
    [visitor(server), privateTexts],
  ];
  for (const [client, others] of clients) {
    const cookies = await cookieOf(client);
    const values = Object.values(cookies).flatMap((line) => line.split('; ').map((pair) => pair.split('=')[1] ?? ''));
    const texts = [...never, ...others, ...values.filter((value) => value !== '')];
    for (const path of builtAddresses()) {
      for (const headers of [cookies, { ...cookies, RSC: '1' }] as Record<string, string>[]) {
        expectNothingOf(texts, await answersOnTheWay(server, path, headers), path);
      }
    }
  }
  expect((await request(server, { path: '/api/health' })).json()).toEqual({ status: 'ok' });
});
