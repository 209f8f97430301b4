import { afterAll, beforeAll, expect, test } from 'vitest';
import { query } from '../harness/database.ts';
import { GOOD_PASSWORD, logIn, register, visitor } from '../harness/http.ts';
import { type Server, startServer } from '../harness/server.ts';

let server: Server;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());

const usernames = () => query(server, 'SELECT username FROM "User" ORDER BY username').map(({ username }) => username);
const signUp = (username: string) => visitor(server).post('/register', { username, password: GOOD_PASSWORD, next: '' });

test('S44 a new installation has no users', async () => {
  expect(usernames()).toEqual([]);
});

const WELL_KNOWN: [username: string, password: string][] = [
  ['admin', 'admin'],
  ['admin', 'password'],
  ['admin', ''],
  ['administrator', 'administrator'],
  ['root', 'root'],
  ['root', 'toor'],
  ['demo', 'demo'],
  ['test', 'test'],
  ['guest', 'guest'],
  ['user', 'user'],
  ['ada', 'ada'],
  ['ada', 'lovelace'],
  ['grace', 'grace'],
  ['mallory', 'mallory'],
];

test('S44 well-known names and passwords, and those of the shop, open nothing', async () => {
  for (const [username, password] of WELL_KNOWN) {
    const answer = await logIn(visitor(server), username, password);
    expect([400, 401, 429], username).toContain(answer.status);
    expect(answer.setCookies).toEqual([]);
  }
});

test('S43 names that would pass for the site itself cannot be had', async () => {
  for (const name of ['admin', 'Administrator', 'ROOT', 'system', 'session-lab', 'mallory', 'support']) {
    expect((await signUp(name)).status, name).toBe(400);
  }
  expect(usernames()).toEqual([]);
});

/** With `alick` taken; the Kelvin sign is the one letter outside of ASCII whose small letter is in it. */
const LOOK_ALIKES = [
  'ALICK',
  'Alick',
  ' alick',
  'alick ',
  'alick\u00a0',
  'alick\u3000',
  'alic\u212a',
  'ａｌｉｃｋ',
  'ＡＬＩＣＫ',
  'a\u200blick',
  'alick\u200d',
  'alick\ufeff',
  'ali\u00adck',
  'аlick',
  'αlick',
  'ɑlick',
  '\u202ekcila',
  '\u2066alick\u2069',
  'alick\u0301',
  `alick${'\u0336'.repeat(40)}`,
  '𝐚lick',
  'ⓐlick',
  'alıck',
  'al\u0130ck',
  'alick\u{e0061}',
  'alick\u0000',
  'alick\n',
  'alick\r\nadmin',
];

test('S43 beside a name no look-alike of it can be registered', async () => {
  const { username } = await register(visitor(server), 'alick');
  for (const spelling of LOOK_ALIKES) {
    const answer = await signUp(spelling);
    expect([400, 409], JSON.stringify(spelling)).toContain(answer.status);
    expect(answer.setCookies).toEqual([]);
  }
  expect(usernames()).toEqual([username]);
});

test('S43 letters that fold to others make no second look-alike', async () => {
  await register(visitor(server), 'filess');
  for (const spelling of ['ﬁless', 'file\u017fs', 'fileſſ', 'fileß', 'ﬁleß']) {
    expect((await signUp(spelling)).status, spelling).toBe(400);
  }
});

test('S43 another spelling at login is the same account or none', async () => {
  const before = usernames();
  for (const spelling of ['ALICK', ' alick\u3000', 'alic\u212a', 'ａｌｉｃｋ']) {
    const client = visitor(server);
    expect((await logIn(client, spelling)).status, JSON.stringify(spelling)).toBe(303);
    expect((await client.get('/profile')).body).toContain('alick');
  }
  for (const spelling of ['a\u200blick', 'аlick', 'alick\u0301', '\u202ekcila']) {
    expect((await logIn(visitor(server), spelling)).status, JSON.stringify(spelling)).toBe(401);
  }
  expect(usernames()).toEqual(before);
});

test('S43 two registrations of one name at once make one account', async () => {
  const answers = await Promise.all(['Twofold', 'twofold', 'TWOFOLD', ' twofold'].map(signUp));
  expect(answers.map(({ status }) => status).sort()).toEqual([303, 409, 409, 409]);
  expect(usernames().filter((name) => name === 'twofold')).toEqual(['twofold']);
});

test('S43 a display name holds nothing invisible and no flood of combining marks', async () => {
  const client = visitor(server);
  await register(client);
  for (const displayName of [
    '\u202eecila',
    'ali\u200bce',
    `a${'\u0336'.repeat(20)}`,
    'a\nb',
    '\u2066alice',
    '\ufeff',
  ]) {
    const answer = await client.post('/profile', { change: 'display-name', displayName });
    expect(answer.status, JSON.stringify(displayName)).toBe(400);
  }
});
