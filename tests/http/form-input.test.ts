import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeAdmin, query, readDatabase } from '../harness/database.ts';
import { GOOD_PASSWORD, register, uniqueUsername, type Visitor, visitor } from '../harness/http.ts';
import { type Server, startServer } from '../harness/server.ts';

let server: Server;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());

const FORM = 'application/x-www-form-urlencoded';
const GOOD = `password=${encodeURIComponent(GOOD_PASSWORD)}`;

const BODIES: [what: string, body: string | Buffer, type?: string | null][] = [
  ['nothing', ''],
  ['only separators', '&&==&'],
  ['an array by brackets', `username[]=someone&${GOOD}`],
  ['nested fields', `username[name]=someone&${GOOD}`],
  ['a repeated name', `username=one&username=two&${GOOD}`],
  ['a repeated password', `username=someone&${GOOD}&${GOOD}`],
  ['a NUL in a value', `username=some%00one&${GOOD}`],
  ['a NUL in a field name', `username=someone&x%00=1&${GOOD}`],
  ['a lone surrogate', `username=some%ED%A0%80one&${GOOD}`],
  ['a lone surrogate in the password', `username=someone&password=%ED%A0%80${'x'.repeat(20)}`],
  ['bytes that are no UTF-8', Buffer.from([0x75, 0x73, 0x65, 0x72, 0x3d, 0xff, 0xfe, 0xc0, 0x80])],
  ['an overlong encoding', `username=some%C0%AFone&${GOOD}`],
  ['UTF-16', Buffer.from(`username=someone&${GOOD}`, 'utf16le')],
  ['JSON', JSON.stringify({ username: 'someone', password: GOOD_PASSWORD }), 'application/json'],
  ['JSON that says it is a form', JSON.stringify({ username: ['someone'], password: { $ne: '' } })],
  ['a form that says it is text', `username=someone&${GOOD}`, 'text/plain'],
  ['a form that says nothing', `username=someone&${GOOD}`, null],
  [
    'multipart',
    '--x\r\ncontent-disposition: form-data; name="username"\r\n\r\na\r\n--x--',
    'multipart/form-data; boundary=x',
  ],
  ['a name of 60 KB', `username=${'x'.repeat(60_000)}&${GOOD}`],
  ['a body one byte too long', `username=someone&password=${'x'.repeat(64 * 1024 - 25)}`],
  ['ten thousand fields', `${Array.from({ length: 10_000 }, (_, index) => `f${index}=`).join('&')}`],
  ['a broken escape', 'username=%zz%&password=%'],
  ['__proto__ for a field', `__proto__=someone&__proto__[username]=someone&${GOOD}`],
];

for (const [what, body, type = FORM] of BODIES) {
  test(`S45 ${what} is refused at login and registration, with no session`, async () => {
    const before = readDatabase(server);
    for (const path of ['/login', '/register']) {
      const headers: Record<string, string> = type === null ? {} : { 'Content-Type': type };
      const bytes = Buffer.from(body as string);
      const answer = await visitor(server).post(path, {}, { body: bytes, headers });
      expect(answer.status, path).toBeGreaterThanOrEqual(400);
      expect(answer.status, path).toBeLessThan(500);
      expect(answer.setCookies).toEqual([]);
    }
    const after = readDatabase(server);
    expect({ ...after, RateLimit: [] }).toEqual({ ...before, RateLimit: [] });
  });
}

test('S45 a body one byte too long is told so, also when it does not say how long it is', async () => {
  const body = `theme=dark&x=${'x'.repeat(64 * 1024 - 12)}`;
  expect((await visitor(server).post('/preferences', {}, { body, headers: { 'Content-Type': FORM } })).status).toBe(
    413,
  );
  const headers = { 'Content-Type': FORM, 'Transfer-Encoding': 'chunked' };
  expect((await visitor(server).post('/preferences', {}, { body, headers })).status).toBe(411);
});

test('S45 the other forms refuse values that are none of theirs', async () => {
  const client = visitor(server);
  await register(client);
  const before = readDatabase(server);
  const forms: [path: string, fields: Record<string, string>][] = [
    ['/preferences', { theme: 'purple' }],
    ['/preferences', { fontSize: '__proto__' }],
    ['/preferences', { language: 'xx'.repeat(1000) }],
    ['/profile', {}],
    ['/profile', { change: 'constructor' }],
    ['/profile', { change: 'display-name' }],
    ['/profile', { change: 'display-name', displayName: 'x'.repeat(60_000) }],
    ['/profile', { change: 'password', 'newPassword[]': GOOD_PASSWORD, password: GOOD_PASSWORD }],
    ['/sessions', { end: 'others' }],
    ['/sessions', { end: '__proto__', password: GOOD_PASSWORD }],
    ['/sessions', { 'end[]': 'all', password: GOOD_PASSWORD }],
    ['/admin/users', { change: 'role', role: 'admin', password: GOOD_PASSWORD }],
    ['/admin/first', { token: 'x'.repeat(60_000) }],
    ['/admin/first', {}],
  ];
  for (const [path, fields] of forms) {
    const answer = await client.post(path, fields);
    expect(answer.status, path + JSON.stringify(fields).slice(0, 80)).toBeGreaterThanOrEqual(400);
    expect(answer.status).toBeLessThan(500);
    expect(answer.setCookies).toEqual([]);
  }
  const after = readDatabase(server);
  expect({ ...after, RateLimit: [] }).toEqual({ ...before, RateLimit: [] });
});

const EXTRA = {
  id: 'chosen',
  role: 'admin',
  isAdmin: 'true',
  passwordHash: 'x',
  createdAt: '2000-01-01T00:00:00.000Z',
  bannedAt: '2000-01-01T00:00:00.000Z',
  disabledAt: '2000-01-01T00:00:00.000Z',
  sessionEpoch: '9',
  sessions: '[]',
  userId: 'chosen',
  expiresAt: '2999-01-01T00:00:00.000Z',
  tokenHash: 'x',
  __proto__field: 'x',
  constructor: 'x',
  'user[role]': 'admin',
};
const extraFields = (fields: Record<string, string>) =>
  new URLSearchParams([...Object.entries({ ...EXTRA, ...fields }), ['__proto__', 'x'], ['__proto__[role]', 'admin']]);

const rowOf = (username: string) => query(server, 'SELECT * FROM "User" WHERE username = ?', username)[0] ?? {};

async function send(client: Visitor, path: string, fields: Record<string, string>, status = 303): Promise<void> {
  expect((await client.post(path, extraFields(fields))).status, path).toBe(status);
}

test('S56 fields that a form does not have change nothing', async () => {
  const client = visitor(server);
  const username = uniqueUsername();
  await send(client, '/register', { username, password: GOOD_PASSWORD });
  const born = rowOf(username);
  expect(born).toMatchObject({ username, role: 'student', bannedAt: null, theme: 'system' });
  expect(born.id).not.toBe('chosen');
  expect(born.passwordHash).toMatch(/^\$2b\$/);
  expect(new Date(String(born.createdAt)).getFullYear()).toBeGreaterThan(2020);

  await send(client, '/login', { username, password: GOOD_PASSWORD });
  expect(rowOf(username)).toEqual(born);
  await send(client, '/profile', { change: 'display-name', displayName: 'Wren', username: 'chosen', theme: 'dark' });
  expect(rowOf(username)).toEqual({ ...born, displayName: 'Wren' });
  await send(client, '/preferences', { theme: 'sepia', username: 'chosen', displayName: 'Chosen' });
  expect(rowOf(username)).toEqual({ ...born, displayName: 'Wren', theme: 'sepia' });
  await send(client, '/sessions', { end: 'others', password: GOOD_PASSWORD, username: 'chosen' });
  await send(client, '/profile', { change: 'display-name', displayName: '', password: GOOD_PASSWORD }, 400);
  expect(rowOf(username)).toEqual({ ...born, displayName: 'Wren', theme: 'sepia' });
  expect(query(server, "SELECT * FROM Session WHERE id = 'chosen' OR userId = 'chosen' OR tokenHash = 'x'")).toEqual(
    [],
  );
  expect(query(server, `SELECT * FROM "User" WHERE id = 'chosen' OR username = 'chosen'`)).toEqual([]);
});

test('S56 an administrator changes what the form says and nothing beside it', async () => {
  const admin = visitor(server);
  const { username: adminName } = await register(admin);
  makeAdmin(server, adminName);
  const { username } = await register(visitor(server));
  const [before, adminBefore] = [rowOf(username), rowOf(adminName)];
  const fields = { user: username, change: 'ban', reason: 'spam', password: GOOD_PASSWORD, role: 'admin' };
  await send(admin, '/admin/users', fields);
  const after = rowOf(username);
  expect(after).toEqual({ ...before, bannedAt: after.bannedAt, banReason: 'spam' });
  expect(new Date(String(after.bannedAt)).getFullYear()).toBeGreaterThan(2020);
  expect(rowOf(adminName)).toEqual(adminBefore);
});
