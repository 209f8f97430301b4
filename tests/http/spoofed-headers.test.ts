import { afterAll, beforeAll, expect, test } from 'vitest';
import { query } from '../harness/database.ts';
import { GOOD_PASSWORD, register, request, sendBytes, uniqueUsername, visitor } from '../harness/http.ts';
import { normalised } from '../harness/normalised.ts';
import { type Server, startServer } from '../harness/server.ts';

let server: Server;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());

const EVIL = 'evil.example';
const CLAIMS: [name: string, value: string][] = [
  ['X-Forwarded-Host', EVIL],
  ['X-Forwarded-Proto', 'https'],
  ['X-Forwarded-Port', '444'],
  ['X-Forwarded-For', '198.51.100.7'],
  ['X-Forwarded-Prefix', `/${EVIL}`],
  ['X-Forwarded-Server', EVIL],
  ['Forwarded', `for=198.51.100.7;host=${EVIL};proto=https`],
  ['X-Real-IP', '198.51.100.7'],
  ['True-Client-IP', '198.51.100.7'],
  ['X-Host', EVIL],
  ['X-Original-Host', EVIL],
  ['X-Original-URL', '/style'],
  ['X-Rewrite-URL', '/style'],
  ['X-Invoke-Path', '/style'],
  ['X-Matched-Path', '/style'],
  ['X-Middleware-Rewrite', '/style'],
  ['X-Middleware-Next', '1'],
  ['X-Middleware-Override-Headers', 'host'],
  ['X-Nextjs-Data', '1'],
  ['Referer', `http://${EVIL}/`],
  ['Base-URL', `http://${EVIL}`],
];
const PATHS = ['/', '/login?next=/sessions', '/profile', '/nothing-here'];

test('S50 what a client claims about host, scheme, address and path changes no answer', async () => {
  const plain = await Promise.all(PATHS.map(async (path) => normalised(await request(server, { path }))));
  expect(plain.map(({ status }) => status)).toEqual([200, 200, 307, 404]);
  for (const [index, path] of PATHS.entries()) {
    expect(normalised(await request(server, { path, headers: CLAIMS })), path).toEqual(plain[index]);
  }
  for (const [name, value] of CLAIMS) {
    const answer = await request(server, { path: '/profile', headers: { [name]: value } });
    expect(normalised(answer), name).toEqual(plain[2]);
  }
});

test('S50 what a client claims changes no redirect, cookie or row after a form', async () => {
  for (const [name, value] of CLAIMS) {
    const headers = { [name]: value };
    const answer = await visitor(server).post('/preferences', { theme: 'dark' }, { headers });
    expect([answer.status, answer.headers.get('location')], name).toEqual([303, '/preferences?done=saved']);
    expect(answer.setCookies.join()).toMatch(
      /^__Host-Http-session=[^;,]+; Max-Age=\d+; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
    );
  }
  const username = uniqueUsername();
  const claims = CLAIMS.filter(([name]) => name !== 'Referer');
  const answer = await visitor(server).post(
    '/register',
    { username, password: GOOD_PASSWORD, next: '' },
    { headers: claims },
  );
  expect([answer.status, answer.headers.get('location')]).toEqual([303, '/profile?welcome']);
  const [row] = query(
    server,
    'SELECT s.* FROM "Session" s JOIN "User" u ON u.id = s.userId WHERE u.username = ?',
    username,
  );
  expect(row?.address).toBe('127.0.0.1');
  expect(server.log()).not.toContain(EVIL);
  expect(server.log()).not.toContain('198.51.100.7');
});

test('S50 no claim makes a foreign form one of the own', async () => {
  const client = visitor(server);
  await register(client);
  const claims = CLAIMS.filter(([name]) => /host|forwarded$/i.test(name));
  for (const claimed of [claims, ...claims.map((claim) => [claim])]) {
    const headers: [string, string][] = [...claimed, ['Origin', `http://${EVIL}`]];
    expect((await client.post('/logout', {}, { headers })).status, JSON.stringify(claimed)).toBe(403);
  }
  expect((await client.get('/profile')).status).toBe(200);
});

test('S50 a target that names another host is taken for that host, and redirects nowhere', async () => {
  for (const host of [EVIL, `${EVIL}:${server.port}`, 'user@evil.example']) {
    const answer = await request(server, { path: `http://${host}/profile` });
    expect(answer.status).toBe(307);
    expect(answer.headers.get('location')).toBe('/login?next=%2Fprofile');
    expect(answer.body).not.toContain(EVIL);
  }
  const own = await request(server, { path: `${server.origin}/login` });
  expect(own.status).toBe(200);
});

test('S50 a request with two hosts, or none, or a broken one is refused', async () => {
  const good = `session.localhost:${server.port}`;
  for (const hosts of [
    [good, EVIL],
    [EVIL, good],
    [''],
    ['evil.example/path'],
    ['a b'],
    [`user@${good}`],
    ['evil.example#'],
  ]) {
    const headers = hosts.map((host): [string, string] => ['Host', host]);
    const answer = await request(server, { path: '/login', headers });
    expect([400, 421], JSON.stringify(hosts)).toContain(answer.status);
    expect(answer.body).not.toContain(EVIL);
  }
  expect(await sendBytes(server, 'GET /login HTTP/1.1\r\nConnection: close\r\n\r\n')).toMatch(/^HTTP\/1\.1 400 /);
});

test('S50 a site with a public name answers to no other, and takes forms of that name alone', async () => {
  await using named = await startServer({ env: { SITE_ORIGIN: 'https://lab.example.edu' } });
  const post = (headers: Record<string, string>) =>
    request(named, { method: 'POST', path: '/preferences', headers, body: new URLSearchParams({ theme: 'dark' }) });
  for (const host of [
    EVIL,
    'lab.example.edu.evil.example',
    'evil-lab.example.edu',
    'example.edu',
    'lab.example.edu.',
  ]) {
    const answer = await request(named, { path: '/login', host });
    expect(answer.status, host).toBe(421);
    expect(answer.body).not.toContain(host);
    expect((await post({ Host: host, Origin: `https://${host}` })).status, host).toBe(421);
  }
  const Host = 'lab.example.edu';
  expect((await post({ Host, Origin: 'https://lab.example.edu' })).status).toBe(303);
  for (const Origin of ['http://lab.example.edu', 'https://lab.example.edu:444', 'https://evil.example']) {
    expect((await post({ Host, Origin, 'X-Forwarded-Host': 'lab.example.edu' })).status, Origin).toBe(403);
  }
});

test('S50 behind one trusted proxy the address is what that proxy wrote, and the scheme what is set', async () => {
  await using behind = await startServer({ env: { TRUSTED_PROXY_HOPS: '1' } });
  const headers = {
    'X-Forwarded-For': '198.51.100.66, 192.0.2.44',
    'X-Forwarded-Proto': 'https',
    'X-Forwarded-Host': EVIL,
  };
  const { body } = await request(behind, { headers });
  expect(body).toContain('192.0.2.44');
  expect(body).not.toContain('198.51.100.66');
  expect(body).not.toContain(EVIL);
});
