import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sessionRows } from '../harness/database.ts';
import { register, request, visitor } from '../harness/http.ts';
import { type Server, startServer } from '../harness/server.ts';
import { opens, SESSION_COOKIE, sessionValue, setCookiesNamed, takeApart } from '../harness/session-cookie.ts';

/** Enough for a busy machine to answer in. */
const IDLE_SECONDS = 4;

let server: Server;
beforeAll(async () => {
  server = await startServer({ env: { IDLE_TIMEOUT_SECONDS: String(IDLE_SECONDS) } });
});
afterAll(() => server.stop());

test.concurrent('S24 the server ends an idle session, and requests keep it alive', async () => {
  const [idle, busy] = [visitor(server), visitor(server)];
  await register(idle);
  await register(busy);
  const [left, used] = [await sessionValue(idle), await sessionValue(busy)];
  const begun = Date.now();
  while (Date.now() - begun < (IDLE_SECONDS + 2) * 1000) {
    expect(await opens(server, used)).toBe(true);
    await sleep(500);
  }
  // The browser would still send it: the cookie itself is good for days.
  expect(await idle.cookie(SESSION_COOKIE)).toBe(left);
  expect(await opens(server, left)).toBe(false);
});

test.concurrent('S24 what the visitor did not do keeps no session alive', async () => {
  const client = visitor(server);
  await register(client);
  const cookie = { Cookie: `${SESSION_COOKIE}=${await sessionValue(client)}` };
  const begun = Date.now();
  while (Date.now() - begun < (IDLE_SECONDS + 1) * 1000) {
    await request(server, { path: '/profile', method: 'HEAD', headers: cookie });
    await request(server, { path: '/profile', headers: { ...cookie, Purpose: 'prefetch' } });
    await request(server, { path: '/profile', headers: { ...cookie, 'Sec-Purpose': 'prefetch;prerender' } });
    await sleep(500);
  }
  expect(await opens(server, await sessionValue(client))).toBe(false);
});

test.concurrent('S25 the absolute timeout comes however busy the session is', async () => {
  await using brief = await startServer({ env: { ABSOLUTE_TIMEOUT_SECONDS: '5' } });
  const client = visitor(brief);
  const { username, answer } = await register(client);
  const before = Date.now();
  expect(takeApart(setCookiesNamed(answer, SESSION_COOKIE)[0] ?? '').attributes).toContainEqual(
    expect.stringMatching(/^max-age=[45]$/),
  );
  const copy = await sessionValue(client);
  const [row] = sessionRows(brief, username);
  const end = Date.parse(String(row?.expiresAt));
  expect(end - Date.parse(String(row?.createdAt))).toBeLessThanOrEqual(5000);
  expect(end).toBeGreaterThan(before);
  while (Date.now() < end + 1000) {
    const asked = Date.now();
    const isOpen = await opens(brief, copy);
    if (Date.now() < end) expect(isOpen).toBe(true);
    if (asked > end) expect(isOpen).toBe(false);
    // A change of preferences makes the cookie anew, but not its end.
    await visitor(brief).post('/preferences', { theme: 'dark' }, { headers: { Cookie: `${SESSION_COOKIE}=${copy}` } });
    await sleep(500);
  }
  expect(await opens(brief, copy)).toBe(false);
});
