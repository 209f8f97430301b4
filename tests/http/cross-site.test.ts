import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeAdmin, query, readDatabase } from '../harness/database.ts';
import { GOOD_PASSWORD, register, request, uniqueUsername, type Visitor, visitor } from '../harness/http.ts';
import { FORM_ADDRESSES } from '../harness/routes.ts';
import { type Server, startServer } from '../harness/server.ts';

let server: Server;
let admin: Visitor;
let adminName: string;
let other: string;
beforeAll(async () => {
  server = await startServer();
  admin = visitor(server);
  adminName = (await register(admin)).username;
  makeAdmin(server, adminName);
  other = (await register(visitor(server))).username;
});
afterAll(() => server.stop());

/** What would work at each address if it came from a page of the site. */
const fieldsFor = (path: string): Record<string, string> => ({
  username: path === '/register' ? uniqueUsername() : other,
  password: GOOD_PASSWORD,
  next: '',
  theme: 'dark',
  change: path === '/profile' ? 'delete' : 'ban',
  end: 'all',
  user: other,
  reason: 'spam',
  token: 'x',
});

type Headers = Record<string, string>;

/** Sent with the administrator's cookies, and with no header of a browser but these. */
async function forge(path: string, headers: Headers) {
  const Cookie = await admin.jar.getCookieString(server.origin);
  return request(server, {
    method: 'POST',
    path,
    headers: { ...headers, Cookie },
    body: new URLSearchParams(fieldsFor(path)),
  });
}

const FORGERIES: [what: string, headers: () => Headers][] = [
  ['no Origin and no Sec-Fetch-Site', () => ({})],
  ['another site', () => ({ Origin: 'http://evil.example', 'Sec-Fetch-Site': 'cross-site' })],
  ['another site in an old browser', () => ({ Origin: 'http://evil.example' })],
  ['another site without Origin', () => ({ 'Sec-Fetch-Site': 'cross-site' })],
  [
    'a sibling of the same site',
    () => ({ Origin: `http://x.session.localhost:${server.port}`, 'Sec-Fetch-Site': 'same-site' }),
  ],
  ['a sibling without Origin', () => ({ 'Sec-Fetch-Site': 'same-site' })],
  ['a shop of the same site', () => ({ Origin: `http://b1.shop.session.localhost:${server.port}` })],
  ['Mallory', () => ({ Origin: `http://mallory.localhost:${server.port}`, 'Sec-Fetch-Site': 'cross-site' })],
  ['a sandboxed frame', () => ({ Origin: 'null', 'Sec-Fetch-Site': 'cross-site' })],
  ['Origin null alone', () => ({ Origin: 'null' })],
  ['Origin null that claims to be same-origin', () => ({ Origin: 'null', 'Sec-Fetch-Site': 'same-origin' })],
  ['another scheme', () => ({ Origin: server.origin.replace('http:', 'https:') })],
  ['another port', () => ({ Origin: `http://session.localhost:${server.port + 1}` })],
  ['no port', () => ({ Origin: 'http://session.localhost' })],
  ['another name of the same machine', () => ({ Origin: `http://127.0.0.1:${server.port}` })],
  ['the own origin in capitals', () => ({ Origin: server.origin.toUpperCase() })],
  ['the own origin with a path', () => ({ Origin: `${server.origin}/` })],
  ['the own origin and a foreign Sec-Fetch-Site', () => ({ Origin: server.origin, 'Sec-Fetch-Site': 'same-site' })],
  [
    'a foreign Origin and a good Sec-Fetch-Site',
    () => ({ Origin: 'http://evil.example', 'Sec-Fetch-Site': 'same-origin' }),
  ],
  ['an unknown Sec-Fetch-Site', () => ({ Origin: server.origin, 'Sec-Fetch-Site': 'same-origin, same-origin' })],
  ['an empty Origin', () => ({ Origin: '' })],
  ['only a good Referer', () => ({ Referer: `${server.origin}/login` })],
];

for (const [what, headers] of FORGERIES) {
  test(`S46 a form from ${what} is refused everywhere and changes nothing`, async () => {
    const before = readDatabase(server);
    for (const path of FORM_ADDRESSES) {
      const answer = await forge(path, headers());
      expect(answer.status, path).toBe(403);
      expect(answer.setCookies, path).toEqual([]);
    }
    expect(readDatabase(server)).toEqual(before);
  });
}

test('S46 a form of the own is taken with Sec-Fetch-Site, with Origin, or with both', async () => {
  const own: Headers[] = [
    { 'Sec-Fetch-Site': 'same-origin' },
    { 'Sec-Fetch-Site': 'none' },
    { Origin: server.origin },
    { Origin: server.origin, 'Sec-Fetch-Site': 'same-origin' },
  ];
  for (const headers of own) expect((await forge('/preferences', headers)).status, JSON.stringify(headers)).toBe(303);
});

test('S48 nobody is logged out by a request that is not a form of the own', async () => {
  const before = query(server, 'SELECT id FROM "Session" ORDER BY id');
  const image = { 'Sec-Fetch-Site': 'cross-site', 'Sec-Fetch-Dest': 'image', 'Sec-Fetch-Mode': 'no-cors' };
  const gets: Headers[] = [
    {},
    image,
    { 'Sec-Fetch-Site': 'same-origin', 'Sec-Fetch-Mode': 'navigate' },
    { Purpose: 'prefetch' },
    { 'Sec-Purpose': 'prefetch;prerender' },
    { RSC: '1', 'Next-Router-Prefetch': '1' },
    { 'X-HTTP-Method-Override': 'POST' },
  ];
  for (const headers of gets) {
    const answer = await admin.get('/logout', { headers });
    expect([307, 405], JSON.stringify(headers)).toContain(answer.status);
    expect(answer.setCookies).toEqual([]);
  }
  expect((await admin.get('/logout?_method=POST')).status).toBe(405);
  const posted = await admin.post('/logout', {}, { headers: { Origin: 'null', 'Sec-Fetch-Site': 'cross-site' } });
  expect(posted.status).toBe(403);
  expect(query(server, 'SELECT id FROM "Session" ORDER BY id')).toEqual(before);
  expect((await admin.get('/profile')).body).toContain(adminName);
});
