import { hkdfSync } from 'node:crypto';
import { unsealData } from 'iron-session';
import { Cookie, CookieJar } from 'tough-cookie';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ATTACK_NAMES, type AttackName } from '../../lib/attacks/names.ts';
import { weakSecrets } from '../../lib/shop/secrets.ts';
import { makeAdmin, query, sessionRows } from '../harness/database.ts';
import { GOOD_PASSWORD, logIn, register, request, uniqueUsername, type Visitor, visitor } from '../harness/http.ts';
import { openedBy, sealedWith, useSecret } from '../harness/seals.ts';
import { randomSecret, type Server, startServer } from '../harness/server.ts';
import { flipped, opens, SESSION_COOKIE, sessionValue, takeApart } from '../harness/session-cookie.ts';

/**
 * The account app under every attack that the shops are put to: each fails. What the attack does to a shop is done here
 * to the real login, and the rightful session does the same beside it, so that nothing fails by accident. What only a
 * browser can show is asserted here as far as HTTP tells, and in tests/browser/cross-site.spec.ts for real.
 */

const secret = randomSecret();
let server: Server;
beforeAll(async () => {
  useSecret(secret);
  server = await startServer({ env: { SESSION_SECRETS: `1:${secret}`, SESSIONS_PER_USER: '50' } });
});
afterAll(() => server?.stop());

/** Somebody who is logged in, and a copy of the cookie. */
async function loggedIn() {
  const client = visitor(server);
  const { username } = await register(client);
  return { client, username, value: await sessionValue(client) };
}

const HOUR = 60 * 60 * 1000;
const YEAR = 365 * 24 * HOUR;

/** Lets so many milliseconds pass for the one session of a user, as its row tells. */
async function moveBack(username: string, column: 'lastSeenAt' | 'expiresAt', milliseconds: number): Promise<void> {
  const [row] = sessionRows(server, username);
  const moved = new Date(Date.parse(String(row?.[column])) - milliseconds).toISOString().replace('Z', '+00:00');
  query(server, `UPDATE "Session" SET "${column}" = ? WHERE id = ?`, moved, String(row?.id));
}

/** Another site’s form, sent by this visitor’s browser with all its cookies: the browser says so in two headers. */
const fromMallory = () => ({
  headers: { Origin: `http://mallory.localhost:${server.port}`, 'Sec-Fetch-Site': 'cross-site' },
});

/** A cookie’s text and its parts, as text and out of base64. */
const readings = (value: string) =>
  [value, ...value.split(/[*~.]/)].flatMap((part) => [part, Buffer.from(part, 'base64url').toString('latin1')]);

/** What a root secret opens, by the way that lib/account/keys.ts derives its key; nothing where it is the wrong one. */
function openedWith(root: string, value: string): Promise<Record<string, unknown>> {
  const key = Buffer.from(hkdfSync('sha256', root, 'session-lab', 'session', 32)).toString('hex');
  return unsealData<Record<string, unknown>>(value, { password: { 1: key } });
}

const bitsOf = (token: string) =>
  [...Buffer.from(token, 'base64url')].map((byte) => byte.toString(2).padStart(8, '0')).join('');

interface Trial {
  /** Why it fails here. */
  because: string;
  run(): Promise<void>;
}

const TRIALS: Record<AttackName, Trial> = {
  read: {
    because: 'the cookie is a seal, and what it stands for is on the server',
    async run() {
      const { client, username, value } = await loggedIn();
      for (const text of readings(value)) expect(text).not.toMatch(new RegExp(`${username}|token|student|admin`, 'i'));
      expect((await client.get('/profile')).body).toContain(username);
    },
  },

  tamper: {
    because: 'no part of the seal can be changed, and the role is not in it',
    async run() {
      const { client, username, value } = await loggedIn();
      const fields = value.replace(/~.*$/, '').split('*');
      for (const [index, field] of fields.entries()) {
        if (field === '') continue;
        const bent = fields.with(index, flipped(field, field.length >> 1)).join('*');
        expect(await opens(server, `${bent}~2`), `field ${index}`).toBe(false);
      }
      expect(await opens(server, value)).toBe(true);
      expect((await client.get('/admin/users')).status).toBe(403);
      makeAdmin(server, username);
      expect((await client.get('/admin/users')).status).toBe(200);
    },
  },

  'crack-secret': {
    because: 'the secret is 256 random bits, in no list',
    async run() {
      const { value } = await loggedIn();
      for (const word of weakSecrets) expect(await openedWith(word, value), word).toEqual({});
      expect(await openedWith(secret, value)).toHaveProperty('token');
    },
  },

  'replay-after-logout': {
    because: 'logout deletes the row, and without it the seal means nothing',
    async run() {
      const { client, username, value } = await loggedIn();
      const other = visitor(server);
      await logIn(other, username);
      expect(await opens(server, value)).toBe(true);
      await client.post('/logout');
      expect(await opens(server, value)).toBe(false);
      expect(await opens(server, await sessionValue(other))).toBe(true);
    },
  },

  'role-race': {
    because: 'role and ban are read from the database at every request',
    async run() {
      const { client, username, value } = await loggedIn();
      makeAdmin(server, username);
      expect((await client.get('/admin/users')).status).toBe(200);
      query(server, `UPDATE "User" SET role = 'student' WHERE username = ?`, username);
      expect((await client.get('/admin/users')).status).toBe(403);
      const admin = await loggedIn();
      makeAdmin(server, admin.username);
      const ban = { user: username, change: 'ban', reason: 'race', password: GOOD_PASSWORD };
      expect((await admin.client.post('/admin/users', ban)).status).toBe(303);
      expect((await client.get('/profile')).status).toBe(403);
      expect(await sessionValue(client)).toBe(value);
    },
  },

  'guess-id': {
    because: 'a token is 256 random bits, and the next one has nothing to do with the last',
    async run() {
      const { username, value } = await loggedIn();
      const tokens = [String((await openedBy('session', value)).token)];
      for (let round = 0; round < 12; round++) {
        const client = visitor(server);
        await logIn(client, username);
        tokens.push(String((await openedBy('session', await sessionValue(client))).token));
      }
      for (const [index, token] of tokens.slice(1).entries()) {
        const before = bitsOf(tokens[index] ?? '');
        const differing = [...bitsOf(token)].filter((bit, place) => bit !== before[place]).length;
        // Half of 256 with a standard deviation of 8: eight of them to either side.
        expect(differing).toBeGreaterThan(64);
        expect(differing).toBeLessThan(192);
      }
      const content = await openedBy('session', value);
      // Even with the secret in her hands she would have to guess the token; the form alone is right.
      const key = Buffer.from(hkdfSync('sha256', secret, 'session-lab', 'session', 32)).toString('hex');
      const guess = (token: string) => sealedWith({ 1: key }, { ...content, token }, 3600);
      const [last = ''] = tokens.slice(-1);
      const near = Array.from({ length: 20 }, (_, place) => flipped(last, place + 10));
      for (const token of near) expect(await opens(server, await guess(token))).toBe(false);
      expect(await opens(server, await guess(last))).toBe(true);
    },
  },

  'script-theft': {
    because: 'the cookie is HttpOnly, what users type is text, and only scripts with the nonce run',
    async run() {
      const client = visitor(server);
      const { answer } = await register(client);
      for (const line of answer.setCookies) expect(takeApart(line).attributes).toContain('httponly');
      const displayName = '<script>alert(document.cookie)</script>';
      await client.post('/profile', { change: 'display-name', displayName });
      const { body, headers } = await client.get('/profile');
      expect(body).toContain('&lt;script&gt;alert(document.cookie)');
      expect(body).not.toContain('<script>alert');
      const [, scripts = ''] = /script-src ([^;]+)/.exec(headers.get('content-security-policy') ?? '') ?? [];
      expect(scripts).toMatch(/'nonce-[^']+'/);
      expect(scripts).not.toContain('unsafe-inline');
      expect(body).not.toContain(await sessionValue(client));
    },
  },

  'wire-theft': {
    because: 'Secure keeps the cookie from plain HTTP, and there no password is taken either',
    async run() {
      const client = visitor(server);
      const { username, answer } = await register(client);
      const jar = new CookieJar(null, { allowSecureOnLocal: false, prefixSecurity: 'strict' });
      const [line = ''] = answer.setCookies.filter((one) => one.startsWith(`${SESSION_COOKIE}=`));
      await expect(jar.setCookie(line, 'http://lab.example.edu/')).rejects.toThrow();
      await jar.setCookie(line, 'https://lab.example.edu/');
      expect(await jar.getCookieString('http://lab.example.edu/profile')).toBe('');
      expect(await jar.getCookieString('https://lab.example.edu/profile')).toContain(SESSION_COOKIE);
      const overHttp = { host: 'lab.test', headers: { Origin: 'http://lab.test' } };
      const fields = { username, password: GOOD_PASSWORD };
      const refused = await visitor(server).post('/login', fields, overHttp);
      expect({ status: refused.status, setCookies: refused.setCookies }).toEqual({ status: 403, setCookies: [] });
      expect((await request(server, { path: '/login', host: 'lab.test' })).body).not.toContain('type="password"');
      expect((await visitor(server).post('/login', fields)).status).toBe(303);
    },
  },

  'shared-machine': {
    because: 'whoever is left logged in is logged out after a while, and no page is kept',
    async run() {
      const { client, username, value } = await loggedIn();
      const page = await client.get('/profile');
      expect({ status: page.status, kept: page.headers.get('cache-control') }).toEqual({
        status: 200,
        kept: 'no-store',
      });
      await moveBack(username, 'lastSeenAt', 9 * HOUR);
      // The browser still sends it; whoever sits down there next is nobody.
      expect(await client.cookie(SESSION_COOKIE)).toBe(value);
      expect(await opens(server, value)).toBe(false);
      await moveBack(username, 'lastSeenAt', -2 * HOUR);
      expect(await opens(server, value)).toBe(true);
    },
  },

  'stolen-cookie': {
    because: 'a copy works until its owner ends it, by a new password or from another browser',
    async run() {
      const { client, username, value } = await loggedIn();
      // Nothing binds a cookie to its browser, by design: that would be got round, and would hurt the honest.
      const thief = {
        headers: { Cookie: `${SESSION_COOKIE}=${value}`, 'User-Agent': 'curl' },
        localAddress: '127.0.0.66',
      };
      const asThief = async () => (await request(server, { path: '/profile', ...thief })).status === 200;
      expect(await asThief()).toBe(true);
      const change = { change: 'password', password: GOOD_PASSWORD, newPassword: `${GOOD_PASSWORD} anew` };
      expect(
        (
          await request(server, {
            method: 'POST',
            path: '/profile',
            body: new URLSearchParams({ ...change, password: 'guessed' }),
            ...thief,
            headers: { ...thief.headers, Origin: server.origin },
          })
        ).status,
      ).toBe(403);
      expect((await client.post('/profile', change)).status).toBe(303);
      expect(await asThief()).toBe(false);
      expect((await client.get('/profile')).status).toBe(200);

      const [stolen, elsewhere] = [await sessionValue(client), visitor(server)];
      await logIn(elsewhere, username, change.newPassword);
      const [row] = sessionRows(server, username);
      expect((await elsewhere.get('/sessions')).body).toContain(String(row?.id));
      await elsewhere.post('/sessions', { end: String(row?.id), password: change.newPassword });
      expect(await opens(server, stolen)).toBe(false);
      expect(await opens(server, await sessionValue(elsewhere))).toBe(true);
    },
  },

  fixation: {
    because: 'a login makes a new token and ends what came with it, and no sub-host can set a __Host- cookie',
    async run() {
      const mallory = await loggedIn();
      const victim = visitor(server);
      const { username } = await register(visitor(server));
      await victim.jar.setCookie(`${SESSION_COOKIE}=${mallory.value}; Path=/; Secure; HttpOnly`, server.origin);
      expect((await victim.get('/profile')).body).toContain(mallory.username);
      await logIn(victim, username);
      expect(await opens(server, mallory.value)).toBe(false);
      expect((await victim.get('/profile')).body).toContain(username);
      const strict = new CookieJar(null, { prefixSecurity: 'strict' });
      const planted = `${SESSION_COOKIE}=x; Path=/; Secure; HttpOnly; Domain=lab.example.edu`;
      await expect(strict.setCookie(planted, 'https://mallory.lab.example.edu/')).rejects.toThrow();
      expect(Cookie.parse(planted)?.domain).toBe('lab.example.edu');
    },
  },

  'referer-leak': {
    because: 'the session is in no address, is taken from none, and no address leaves for another site',
    async run() {
      const { client, value } = await loggedIn();
      const token = String((await openedBy('session', value)).token);
      for (const path of ['/', '/profile', '/sessions', '/preferences']) {
        const { body, headers, status } = await client.get(path);
        expect(status, path).toBe(200);
        expect(headers.get('referrer-policy'), path).toBe('same-origin');
        for (const text of [value, encodeURIComponent(value), token]) expect(body.includes(text), path).toBe(false);
      }
      for (const carried of [value, token]) {
        for (const name of [SESSION_COOKIE, 'session', 'sid']) {
          const path = `/profile?${new URLSearchParams({ [name]: carried })}`;
          expect((await request(server, { path })).status, path).not.toBe(200);
        }
      }
      expect(await opens(server, value)).toBe(true);
    },
  },

  csrf: {
    because: 'a form counts only from a page of this site, and a link changes nothing',
    async run() {
      const { client, username } = await loggedIn();
      const nameNow = () =>
        query(server, 'SELECT displayName FROM "User" WHERE username = ?', username)[0]?.displayName;
      const change = (displayName: string) => ({ change: 'display-name', displayName });
      const before = nameNow();
      expect((await client.post('/profile', change('Of Mallory'), fromMallory())).status).toBe(403);
      await client.get(`/profile?${new URLSearchParams(change('Of Mallory'))}`);
      expect(nameNow()).toBe(before);
      expect((await client.post('/profile', change('Of Her Own'))).status).toBe(303);
      expect(nameNow()).toBe('Of Her Own');
    },
  },

  'login-csrf': {
    because: 'the login form too counts only from a page of this site',
    async run() {
      const { client, username, value } = await loggedIn();
      const mallory = (await register(visitor(server))).username;
      const fields = { username: mallory, password: GOOD_PASSWORD };
      const forged = await client.post('/login', fields, fromMallory());
      expect({ status: forged.status, setCookies: forged.setCookies }).toEqual({ status: 403, setCookies: [] });
      expect(await sessionValue(client)).toBe(value);
      expect((await client.get('/profile')).body).toContain(username);
      expect((await client.post('/login', fields)).status).toBe(303);
      expect((await client.get('/profile')).body).toContain(mallory);
    },
  },

  'stale-session': {
    because: 'the end is checked whenever a session is read, swept or not',
    async run() {
      const { username, value } = await loggedIn();
      expect(await opens(server, value)).toBe(true);
      await moveBack(username, 'expiresAt', YEAR);
      expect(await opens(server, value)).toBe(false);
      expect(sessionRows(server, username)).toHaveLength(1);
      await moveBack(username, 'expiresAt', -YEAR);
      expect(await opens(server, value)).toBe(true);
    },
  },

  restart: {
    because: 'sessions stand in the database, the ended ones do not',
    async run() {
      const [stays, leaves] = [await loggedIn(), await loggedIn()];
      await leaves.client.post('/logout');
      await server.restart();
      expect(await opens(server, stays.value)).toBe(true);
      expect(await opens(server, leaves.value)).toBe(false);
    },
  },

  overflow: {
    because: 'nothing grows in the cookie: what can be saved is small there, or stands in the database',
    async run() {
      const client: Visitor = visitor(server);
      const { username } = await register(client, `${uniqueUsername()}${'w'.repeat(32)}`.slice(0, 32));
      const displayName = '\u{1F36A}'.repeat(60);
      const answers = [
        await client.post('/profile', { change: 'display-name', displayName }),
        await client.post('/preferences', { theme: 'contrast', fontSize: 'x-large', language: 'hi' }),
        await logIn(client, username),
      ];
      expect(answers.map(({ status }) => status)).toEqual([303, 303, 303]);
      for (const field of ['theme', 'fontSize', 'language', 'more']) {
        const pushed = await client.post('/preferences', { theme: 'contrast', [field]: 'x'.repeat(5000) });
        answers.push(pushed);
      }
      for (const line of answers.flatMap(({ setCookies }) => setCookies)) {
        const { name, value } = takeApart(line);
        expect(name.length + value.length, name).toBeLessThanOrEqual(4096);
      }
      const page = await client.get('/profile');
      expect(page.status).toBe(200);
      expect(page.body).toContain(displayName);
      expect(page.body).toContain('data-theme="contrast"');
    },
  },
};

for (const name of ATTACK_NAMES) {
  const { because, run } = TRIALS[name];
  test(`the account app holds against ${name}: ${because}`, run);
}
