import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync, statSync, utimesSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import expressSession, { type SessionRequest } from 'express-session';
import { getIronSession, webCookies } from 'iron-session';
import { Cookie } from 'tough-cookie';
import { describe, expect, onTestFinished, test } from 'vitest';
import { type CookiePolicy, cookieName, type ServerPolicy, type SessionPolicy } from '@/lib/shop/policy';
import { findPreset, presets } from '@/lib/shop/presets';
import { testWith } from '../harness/test-with.ts';

/** A preset is what its framework does unless told otherwise; here the frameworks are asked. */

function policyOf(id: string): SessionPolicy {
  const preset = findPreset(id);
  if (!preset) throw new Error(`There is no preset "${id}".`);
  return preset.policy;
}
const serverPolicyOf = (id: string) => policyOf(id) as ServerPolicy;

type Attributes = Omit<CookiePolicy, 'name' | 'prefix'> & { fullName: string };

function attributesOf(setCookie: string): Attributes {
  const cookie = Cookie.parse(setCookie);
  if (!cookie) throw new Error(`No cookie in "${setCookie}".`);
  const sameSite = cookie.sameSite ?? 'unset';
  return {
    fullName: cookie.key,
    httpOnly: cookie.httpOnly,
    secure: cookie.secure,
    sameSite: sameSite as CookiePolicy['sameSite'],
    path: cookie.path ?? '',
    domain: cookie.domain,
    maxAgeSeconds: typeof cookie.maxAge === 'number' ? cookie.maxAge : null,
  };
}

/** The attributes that a policy asks for. */
function wanted(policy: SessionPolicy): Attributes {
  const { name, prefix, ...attributes } = policy.cookie;
  return { fullName: cookieName(policy), ...attributes };
}

const idIn = (response: Response) => response.headers.getSetCookie()[0]?.split(/[=;]/)[1];
const foreign = { Origin: 'http://elsewhere.example' };

test('every framework but Rails is asked here; Rails’ preset follows its guide', () => {
  const asked = ['iron-session', 'flask', 'django', 'express', 'php'];
  const frameworks = presets.map(({ id }) => id).filter((id) => !id.startsWith('lecture-'));
  expect(frameworks.filter((id) => !asked.includes(id))).toEqual(['rails']);
});

test('iron-session: cookie and lifetime', async () => {
  const policy = policyOf('iron-session');
  const headers = new Headers();
  const options = { cookieName: cookieName(policy), password: 'x'.repeat(32) };
  const session = await getIronSession<{ user: string }>(webCookies(new Request('http://x'), headers), options);
  session.user = 'ada';
  await session.save();
  const [setCookie = ''] = headers.getSetCookie();
  expect(attributesOf(setCookie)).toEqual(wanted(policy));
  const expiry = Number(setCookie.split('*')[5]);
  expect((expiry - Date.now()) / 1000).toBeCloseTo(policy.idleSeconds as number, -1);
});

describe('express-session', () => {
  /** An app with nothing set but the secret, which it demands. */
  async function startExpress() {
    const open = expressSession({ secret: 'test' });
    const listener: RequestListener = (request, response) =>
      open(request, response, () => {
        const { session, sessionID } = request as SessionRequest;
        if (request.url === '/login') session.user = 'ada';
        const say = () => response.end(JSON.stringify({ id: sessionID, user: session.user, cookie: session.cookie }));
        if (request.url === '/regenerate') session.regenerate(() => response.end());
        else say();
      });
    const server = createServer(listener).listen(0, '127.0.0.1');
    await once(server, 'listening');
    onTestFinished(() => {
      server.closeAllConnections();
      server.close();
    });
    const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    return (path: string, cookie = '', init: RequestInit = {}) =>
      fetch(origin + path, { ...init, headers: { ...init.headers, Cookie: cookie } });
  }

  test('cookie, no limit, no Referrer-Policy, no defence against other sites', async () => {
    const policy = policyOf('express');
    const get = await startExpress();
    const response = await get('/', '', { method: 'POST', headers: foreign });
    expect(response.status).toBe(200);
    expect(attributesOf(response.headers.getSetCookie()[0] ?? '')).toEqual(wanted(policy));
    expect(response.headers.get('referrer-policy')).toBeNull();
    const { cookie } = (await response.json()) as { cookie: { originalMaxAge: number | null } };
    expect([cookie.originalMaxAge, policy.idleSeconds, policy.absoluteSeconds]).toEqual([null, null, null]);
    expect([policy.csrf, policy.referrerPolicy]).toEqual(['none', 'unset']);
  });

  test('an unknown id gives way to a new one, though its signature is good', async () => {
    // The stores of two servers differ, their secret does not.
    const [here, elsewhere] = [await startExpress(), await startExpress()];
    const made = `connect.sid=${idIn(await elsewhere('/login'))}`;
    const { id } = (await (await elsewhere('/', made)).json()) as { id: string };
    const answer = (await (await here('/', made)).json()) as { id: string };
    expect(answer.id === id).toBe(serverPolicyOf('express').acceptUnknownIds);
  });

  test('login keeps the id, unless the app renews it', async () => {
    const get = await startExpress();
    const first = await get('/');
    const cookie = `connect.sid=${idIn(first)}`;
    const before = (await first.json()) as { id: string };
    const after = (await (await get('/login', cookie)).json()) as { id: string; user: string };
    expect(after.user).toBe('ada');
    expect(after.id !== before.id).toBe(serverPolicyOf('express').renewAtLogin);
    const renewed = (await get('/regenerate', cookie)).headers.getSetCookie();
    expect(renewed).toHaveLength(1);
    expect(renewed[0]).not.toContain(cookie);
  });

  test('a use does not write the cookie again', async () => {
    const get = await startExpress();
    const cookie = `connect.sid=${idIn(await get('/login'))}`;
    const isWritten = (await get('/', cookie)).headers.getSetCookie().length > 0;
    expect(isWritten).toBe(policyOf('express').rolling);
  });
});

testWith('python3-flask')('Flask: cookie, lifetime, no Referrer-Policy, no defence against other sites', (python) => {
  const policy = policyOf('flask');
  const found = JSON.parse(execFileSync(python, ['tests/interop/flask_defaults.py'], { encoding: 'utf8' }));
  expect(found.setCookie.map(attributesOf)).toEqual([wanted(policy)]);
  expect(found.lifetimeSeconds).toBe(policy.idleSeconds);
  expect(found.setCookieWhenUnchanged.length > 0).toBe(policy.rolling);
  expect([found.status, policy.csrf]).toEqual([200, 'none']);
  expect([found.referrerPolicy, policy.referrerPolicy]).toEqual([null, 'unset']);
});

testWith('python3-django')('Django: cookie, lifetime, ids, logout, roles, CSRF token, Referrer-Policy', (python) => {
  const policy = serverPolicyOf('django');
  const folder = mkdtempSync(join(tmpdir(), 'session-lab-django-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const found = JSON.parse(execFileSync(python, ['tests/interop/django_defaults.py', folder], { encoding: 'utf8' }));
  expect(attributesOf(found.setCookie)).toEqual(wanted(policy));
  expect(policy.idleSeconds).toBe(attributesOf(found.setCookie).maxAgeSeconds);
  expect(found.setCookieWhenUnchanged).toBe(policy.rolling);
  expect(found.acceptsUnknownId).toBe(policy.acceptUnknownIds);
  expect(found.renewsAtLogin).toBe(policy.renewAtLogin);
  expect([found.rowBeforeLogout, found.rowAfterLogout, policy.logout]).toEqual([true, false, 'destroy']);
  expect([found.roleBefore, found.roleAfter, policy.roleFrom]).toEqual(['user', 'admin', 'database']);
  expect([found.postWithoutToken, policy.csrf]).toEqual([403, 'token']);
  expect(found.referrerPolicy).toBe(policy.referrerPolicy);
});

describe('PHP', () => {
  /** PHP's own server, without any php.ini; only the folder for the sessions is ours. */
  async function startPhp(program: string) {
    const folder = mkdtempSync(join(tmpdir(), 'session-lab-php-'));
    const settings = ['-n', '-d', `session.save_path=${folder}`];
    const port = await freePort();
    const server = spawn(program, [...settings, '-S', `127.0.0.1:${port}`, 'tests/interop/php_defaults.php'], {
      stdio: 'ignore',
    });
    onTestFinished(async () => {
      const ended = once(server, 'exit');
      server.kill();
      await ended;
      rmSync(folder, { recursive: true });
    });
    const get = (cookie = '', init: RequestInit = {}) =>
      fetch(`http://127.0.0.1:${port}/`, { ...init, headers: { ...init.headers, Cookie: cookie } });
    for (let tries = 0; tries < 100; tries++) {
      const answers = await fetch(`http://127.0.0.1:${port}/ready`).catch(() => null);
      if (answers) break;
      await wait(50);
    }
    return { get, folder };
  }

  async function freePort(): Promise<number> {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    server.close();
    await once(server, 'close');
    return port;
  }

  const testWithPhp = testWith('php-cli');

  testWithPhp('cookie, no Referrer-Policy, no defence against other sites', async (program) => {
    const policy = policyOf('php');
    const { get } = await startPhp(program);
    const response = await get('', { method: 'POST', headers: foreign });
    expect(response.headers.getSetCookie().map(attributesOf)).toEqual([wanted(policy)]);
    expect([response.status, policy.csrf]).toEqual([200, 'none']);
    expect([response.headers.get('referrer-policy'), policy.referrerPolicy]).toEqual([null, 'unset']);
  });

  testWithPhp('an unknown id is accepted, and kept in a file', async (program) => {
    const policy = serverPolicyOf('php');
    const { get, folder } = await startPhp(program);
    const { id } = (await (await get('PHPSESSID=chosen')).json()) as { id: string };
    expect(id === 'chosen').toBe(policy.acceptUnknownIds);
    expect([readdirSync(folder).includes('sess_chosen'), policy.store]).toEqual([true, 'file']);
  });

  testWithPhp('a use prolongs the session, and nothing renews its id', async (program) => {
    const policy = serverPolicyOf('php');
    const { get, folder } = await startPhp(program);
    await get('PHPSESSID=chosen');
    const file = join(folder, 'sess_chosen');
    utimesSync(file, 1, 1);
    const again = await get('PHPSESSID=chosen');
    expect(await again.json()).toEqual({ id: 'chosen', visits: 2 });
    expect(statSync(file).mtimeMs > 1000).toBe(policy.rolling);
    expect(again.headers.getSetCookie().length > 0).toBe(policy.renewAtLogin);
  });

  testWithPhp('sessions count as garbage after 24 minutes, looked for at one request in a hundred', (program) => {
    const names = ['gc_maxlifetime', 'gc_probability', 'gc_divisor', 'use_strict_mode', 'use_only_cookies'];
    const script = `foreach (explode(',', '${names}') as $name) $found[$name] = ini_get("session.$name"); echo json_encode($found);`;
    const found = JSON.parse(execFileSync(program, ['-n', '-r', script], { encoding: 'utf8' }));
    expect(found).toEqual({
      gc_maxlifetime: String(policyOf('php').idleSeconds),
      gc_probability: '1',
      gc_divisor: '100',
      use_strict_mode: '0',
      use_only_cookies: '1',
    });
    expect(findPreset('php')?.note).toContain('one request in a hundred');
  });
});
