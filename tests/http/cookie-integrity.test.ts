import { afterAll, beforeAll, expect, test } from 'vitest';
import { query } from '../harness/database.ts';
import { logIn, register, request, type Visitor, visitor } from '../harness/http.ts';
import { openedBy, sealedFor, sealedWith, useSecret } from '../harness/seals.ts';
import { randomSecret, type Server, startServer } from '../harness/server.ts';
import { DEVICE_COOKIE, flipped, opens, SESSION_COOKIE, sessionValue } from '../harness/session-cookie.ts';

const FIELDS = ['prefix', 'key number', 'salt', 'iv', 'content', 'expiry', 'salt of the code', 'code'];
const CONTENT = 4;
const EXPIRY = 5;
const DAY = 24 * 60 * 60;

const secret = randomSecret();
let server: Server;
let username: string;
let client: Visitor;
let value: string;
beforeAll(async () => {
  useSecret(secret);
  server = await startServer({ env: { SESSION_SECRETS: `1:${secret}` } });
  client = visitor(server);
  ({ username } = await register(client));
  value = await sessionValue(client);
});
afterAll(() => server.stop());

/** The fields of a seal, without the version at its end. */
const fieldsOf = (seal: string) => seal.replace(/~.*$/, '').split('*');

function withField(seal: string, index: number, text: string): string {
  const fields = fieldsOf(seal);
  fields[index] = text;
  return `${fields.join('*')}~2`;
}

for (const [index, name] of FIELDS.entries()) {
  test(`S10 one changed character in the ${name} opens nothing`, async () => {
    const field = fieldsOf(value)[index] ?? '';
    expect(field).not.toBe('');
    const middle = Math.floor(field.length / 2);
    const bent = [flipped(field, middle), field.slice(0, middle) + field.slice(middle + 1), ''];
    for (const text of bent) expect(await opens(server, withField(value, index, text)), text).toBe(false);
    expect(await opens(server, value)).toBe(true);
  });
}

test('S10 a cookie that was changed is logged with the reason', async () => {
  const before = server.log().length;
  await opens(server, withField(value, CONTENT, flipped(fieldsOf(value)[CONTENT] ?? '', 20)));
  await opens(server, withField(value, 1, '7'));
  const log = server.log().slice(before);
  expect(log).toMatch(/"event":"cookie-refused".*"reason":"invalid"/);
  expect(log).toMatch(/"event":"cookie-refused".*"reason":"unknown-key"/);
});

test('S12 every variant of a seal lives and dies with the session', async () => {
  const own = visitor(server);
  await register(own);
  const seal = await sessionValue(own);
  const bare = seal.replace(/~.*$/, '');
  const last = bare.length - 1;
  const variants = [
    seal,
    bare,
    ...['~', '~1', '~x', '~2~2', '~99999'].map((end) => bare + end),
    `%46${seal.slice(1)}`,
    `"${seal}"`,
    ...[...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'].map((end) => bare.slice(0, last) + end),
  ];
  const alive: string[] = [];
  for (const variant of variants) if (await opens(server, variant)) alive.push(variant);
  expect(alive).toContain(bare);
  // Unused bits of the last character, or a suffix: more than one text opens, and all of them are one session.
  expect(alive.length).toBeGreaterThan(1);
  await own.post('/logout');
  for (const variant of variants) expect(await opens(server, variant), variant.slice(-8)).toBe(false);
});

test('S13 another cookie in the place of the session opens nothing, nor does a seal of another purpose', async () => {
  const content = await openedBy('session', value);
  const device = String(await client.cookie(DEVICE_COOKIE));
  const foreign = [
    device,
    await sealedFor('device', content, DAY),
    await sealedFor('session', { ...content, purpose: 'device' }, DAY),
    await sealedFor('session', { ...content, purpose: undefined }, DAY),
    // What somebody else's app on the same root secret would make.
    await sealedWith({ 1: secret }, content, DAY),
    await sealedWith({ 1: randomSecret() }, content, DAY),
  ];
  for (const seal of foreign) expect(await opens(server, seal)).toBe(false);
  expect(await opens(server, await sealedFor('session', content, DAY))).toBe(true);
});

test('S13 the session in the place of the device cookie makes no stranger a known browser', async () => {
  const victim = visitor(server);
  const user = await register(victim);
  const session = await sessionValue(victim);
  for (let index = 0; index < 7; index++) await logIn(visitor(server), user.username, 'wrong');
  const from = async (cookie: string) => {
    const fields = new URLSearchParams({ username: user.username, password: user.password });
    return (await visitor(server).post('/login', fields, { headers: { Cookie: cookie } })).status;
  };
  expect(await from(`${DEVICE_COOKIE}=${session}`)).toBe(429);
  expect(await from(`${DEVICE_COOKIE}=${await victim.cookie(DEVICE_COOKIE)}`)).toBe(303);
});

test('S14 an expiry that was removed, raised or lowered opens nothing', async () => {
  const expiry = Number(fieldsOf(value)[EXPIRY]);
  expect(expiry).toBeGreaterThan(Date.now());
  for (const text of ['', '0', '-1', 'NaN', 'Infinity', String(expiry + 1), String(expiry - 1), `${expiry}0`]) {
    expect(await opens(server, withField(value, EXPIRY, text)), text).toBe(false);
  }
});

test('S14 a seal by the right key that never ends, ended, or comes from the future opens nothing', async () => {
  const content = await openedBy('session', value);
  const { sealedAt, ...undated } = content;
  const now = Math.floor(Date.now() / 1000);
  expect(Math.abs(Number(sealedAt) - now)).toBeLessThan(60);
  const refused: [string, string][] = [
    ['without an end', await sealedFor('session', content, 0)],
    ['ended', await sealedFor('session', content, -120)],
    ['from the next hour', await sealedFor('session', { ...content, sealedAt: now + 3600 }, DAY)],
    ['without a date', await sealedFor('session', undated, DAY)],
    ['with a date in words', await sealedFor('session', { ...content, sealedAt: 'today' }, DAY)],
  ];
  for (const [what, seal] of refused) expect(await opens(server, seal), what).toBe(false);
});

test('S14 an authentic seal with a content of another shape opens nothing and breaks nothing', async () => {
  const content = await openedBy('session', value);
  const [row] = query(server, 'SELECT id, username FROM "User" WHERE username = ?', username);
  const contents = [
    { ...content, token: undefined, userId: row?.id, username, role: 'admin' },
    { ...content, token: [content.token] },
    { ...content, token: { contains: '' } },
    { ...content, token: `${content.token}x` },
    { ...content, token: '' },
    { ...content, token: null },
  ];
  for (const one of contents) {
    const seal = await sealedFor('session', one, DAY);
    expect(await opens(server, seal)).toBe(false);
  }
  const odd = await sealedFor('session', { ...content, preferences: { theme: '"><script>', fontSize: 7 } }, DAY);
  const page = await request(server, { path: '/profile', headers: { Cookie: `${SESSION_COOKIE}=${odd}` } });
  expect(page.status).toBe(200);
  expect(page.body).toContain('data-theme="system"');
});
