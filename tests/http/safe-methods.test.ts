import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeAdmin, query, readDatabase } from '../harness/database.ts';
import { register, request, type Visitor, visitor } from '../harness/http.ts';
import { builtAddresses, FORM_ADDRESSES } from '../harness/routes.ts';
import { type Server, startServer } from '../harness/server.ts';

let server: Server;
/** Logged in, and last seen long enough ago that being seen again is written down. */
let admin: Visitor;
beforeAll(async () => {
  server = await startServer();
  admin = visitor(server);
  const { username } = await register(admin);
  makeAdmin(server, username);
  query(
    server,
    'UPDATE "Session" SET lastSeenAt = ?',
    new Date(Date.now() - 600_000).toISOString().replace('Z', '+00:00'),
  );
});
afterAll(() => server.stop());

/** The link that the server printed is among them: reading the page must not use it up. */
function addresses(): string[] {
  const invitation = /\/admin\/first\?token=[\w-]+/.exec(server.log())?.[0];
  if (!invitation) throw new Error('The server printed no link for the first administrator.');
  const queries = ['/sessions?end=all&change=delete', '/preferences?theme=dark', '/admin/users?q=a&page=2&change=ban'];
  return [...new Set([...builtAddresses(), ...FORM_ADDRESSES, ...queries, invitation, '/nothing-here'])];
}

const GUESSES: Record<string, string>[] = [
  { Purpose: 'prefetch' },
  { 'Sec-Purpose': 'prefetch;prerender' },
  { RSC: '1', 'Next-Router-Prefetch': '1' },
  { RSC: '1', 'Next-Router-Prefetch': '1', 'Next-Router-Segment-Prefetch': '/_tree' },
];

test("S49 a browser's guess at the next page changes nothing at all, not even when one was last seen", async () => {
  const before = readDatabase(server);
  for (const path of addresses()) {
    for (const headers of GUESSES) {
      const answer = await admin.get(path, { headers, follow: headers.RSC === '1' });
      expect(answer.status, path).toBeLessThan(500);
    }
  }
  expect(readDatabase(server)).toEqual(before);
});

test('S49 HEAD changes nothing and answers as GET does, without a body', async () => {
  const before = readDatabase(server);
  for (const path of addresses()) {
    const Cookie = await admin.jar.getCookieString(server.origin);
    const answer = await request(server, { method: 'HEAD', path, headers: { Cookie } });
    expect(answer.status, path).toBeLessThan(500);
    expect(answer.body, path).toBe('');
  }
  expect(readDatabase(server)).toEqual(before);
});

test('S49 GET changes nothing but the time one was last seen', async () => {
  const before = readDatabase(server);
  for (const path of addresses()) expect((await admin.get(path)).status, path).toBeLessThan(500);
  const after = readDatabase(server);
  const unseen = (rows: Record<string, unknown>[] = []) => rows.map((row) => ({ ...row, lastSeenAt: null }));
  expect({ ...after, Session: unseen(after.Session) }).toEqual({ ...before, Session: unseen(before.Session) });
  expect(after.Session).not.toEqual(before.Session);
});
