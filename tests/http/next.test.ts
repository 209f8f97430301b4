import { afterAll, beforeAll, expect, test } from 'vitest';
import { GOOD_PASSWORD, register, request, uniqueUsername, visitor } from '../harness/http.ts';
import { type Server, startServer } from '../harness/server.ts';

let server: Server;
let username: string;
beforeAll(async () => {
  server = await startServer({ env: { ADDRESS_FAILURES_LIMIT: '10000' } });
  username = (await register(visitor(server))).username;
});
afterAll(() => server.stop());

const OUTSIDE = [
  'http://evil.example',
  'https://evil.example/profile',
  '//evil.example',
  '///evil.example',
  '////evil.example/%2f..',
  '/\\evil.example',
  '\\\\evil.example',
  '\\/evil.example',
  '/\t/evil.example',
  '/\n/evil.example',
  '/\r\n/evil.example',
  '\t//evil.example',
  ' //evil.example',
  '\u0001//evil.example',
  'https:evil.example',
  'https:/evil.example',
  'http:\\\\evil.example',
  '/..//evil.example',
  '/.//evil.example',
  '/%2e%2e//evil.example',
  '/a/../..//evil.example',
  '@evil.example',
  '.evil.example',
  ':80@evil.example',
  'javascript:alert(1)',
  'java\nscript:alert(1)',
  'data:text/html,x',
  'blob:http://evil.example/x',
  'vbscript:x',
  'evil.example',
  '%2f%2fevil.example',
  'http://session.localhost.evil.example',
  'http://session.localhost@evil.example',
  '/\u3000/evil.example',
  '〱evil.example',
  '//e\u200bvil.example',
  '/sessions\r\nSet-Cookie: planted=1',
  '/sessions\r\n\r\n<script>alert(1)</script>',
  '/%5cevil.example',
  '/%09/evil.example',
  '/%0d%0aSet-Cookie:planted=1',
  '//',
  '/',
  '?',
  '#',
  '',
  `/${'x'.repeat(8192)}`,
];

const INSIDE: [next: string, location: string][] = [
  ['/sessions', '/sessions'],
  ['/sessions?done=one&x=%2F#end', '/sessions?done=one&x=%2F#end'],
  ['/a/../preferences', '/preferences'],
  ['/learn/3?of=//evil.example', '/learn/3?of=//evil.example'],
  ['/learn/ü', '/learn/%C3%BC'],
];

/** Where a browser on the site would go. */
function targetOf(location: string | null): URL {
  expect(location).toMatch(/^\/(?![/\\])[\x21-\x7e]*$/);
  return new URL(location ?? '', server.origin);
}

test('S53 after a form nothing in next leads away from the site', async () => {
  for (const next of OUTSIDE) {
    const answer = await visitor(server).post('/preferences', { theme: 'dark', next });
    expect(answer.status, JSON.stringify(next)).toBe(303);
    expect(targetOf(answer.headers.get('location')).origin, JSON.stringify(next)).toBe(server.origin);
    expect(answer.headers.get('set-cookie')).not.toContain('planted');
    expect(answer.rawHeaders.filter(([name]) => /^set-cookie$/i.test(name)).length).toBe(1);
  }
});

test('S53 after login and registration nothing in next leads away from the site', async () => {
  for (const next of [
    '//evil.example',
    '/\\evil.example',
    'https:evil.example',
    '/..//evil.example',
    '/\t/evil.example',
  ]) {
    const login = await visitor(server).post('/login', { username, password: GOOD_PASSWORD, next });
    expect([login.status, login.headers.get('location')], next).toEqual([303, '/profile']);
    const registration = { username: uniqueUsername(), password: GOOD_PASSWORD, next };
    const registered = await visitor(server).post('/register', registration);
    expect([registered.status, registered.headers.get('location')], next).toEqual([303, '/profile?welcome']);
  }
});

test('S53 next leads to where one was going', async () => {
  for (const [next, location] of INSIDE) {
    const answer = await visitor(server).post('/preferences', { theme: 'dark', next });
    expect(answer.headers.get('location')).toBe(location);
  }
  const login = await visitor(server).post('/login', { username, password: GOOD_PASSWORD, next: '/sessions?x=1' });
  expect(login.headers.get('location')).toBe('/sessions?x=1');
});

test('S53 a page that needs login names itself and nothing else as the place to come back to', async () => {
  for (const path of ['/profile', '/sessions?x=1&y=2', '/profile/', '/profile?next=%2F%2Fevil.example']) {
    const answer = await request(server, { path });
    const target = targetOf(answer.headers.get('location'));
    expect([answer.status, target.pathname, target.searchParams.get('next')]).toEqual([307, '/login', path]);
  }
});

test('S53 no path of its own makes the server redirect to another host', async () => {
  const paths = [
    '//evil.example',
    '//evil.example/profile',
    '/\\evil.example',
    '/\\\\evil.example/',
    '///evil.example',
    '/%2f/evil.example',
    '/..//evil.example',
    '/profile//',
    '//profile/../..//evil.example',
  ];
  for (const path of paths) {
    const location = (await request(server, { path })).headers.get('location');
    if (location !== null) expect(targetOf(location).origin, path).toBe(server.origin);
  }
});

test('S53 next given twice is refused in a form, and the first is shown again as text in a page', async () => {
  const body = new URLSearchParams('theme=dark&next=/sessions&next=//evil.example');
  expect((await visitor(server).post('/preferences', body)).status).toBe(400);
  const page = await request(server, {
    path: '/login?next=%22%3E%3Cscript%3Ealert(1)%3C/script%3E&next=//evil.example',
  });
  expect(page.status).toBe(200);
  expect(page.body).not.toContain('<script>alert(1)');
  expect(page.body).toContain('&quot;&gt;&lt;script&gt;alert(1)');
});
