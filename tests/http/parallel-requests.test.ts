import { afterAll, beforeAll, expect, test } from 'vitest';
import { query, sessionRows } from '../harness/database.ts';
import { logIn, register, visitor } from '../harness/http.ts';
import { type Server, startServer } from '../harness/server.ts';
import { opens, sessionValue } from '../harness/session-cookie.ts';

let server: Server;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());

const THEMES = ['dark', 'light', 'contrast', 'system', 'sepia'];

test('S27 twenty pages at once and five changes of theme lose neither session nor change', async () => {
  const client = visitor(server);
  const { username } = await register(client);
  // So that each page wants to write when it was last seen.
  query(server, `UPDATE "Session" SET lastSeenAt = strftime('%Y-%m-%dT%H:%M:%S', 'now', '-1 hour') || '.000+00:00'`);
  const pages = Array.from({ length: 20 }, (_, index) => client.get(index % 2 ? '/profile' : '/sessions'));
  for (const theme of THEMES) expect((await client.post('/preferences', { theme })).status).toBe(303);
  for (const { status, setCookies } of await Promise.all(pages)) {
    expect(status).toBe(200);
    expect(setCookies).toEqual([]);
  }
  const page = await client.get('/profile');
  expect(page.status).toBe(200);
  expect(page.body).toContain('data-theme="sepia"');
  expect(query(server, 'SELECT theme FROM "User" WHERE username = ?', username)).toEqual([{ theme: 'sepia' }]);
  expect(sessionRows(server, username)).toHaveLength(1);
});

test('S27 changes of different preferences in two tabs keep each other', async () => {
  const client = visitor(server);
  const { username } = await register(client);
  const answers = await Promise.all([
    client.post('/preferences', { theme: 'dark' }),
    client.post('/preferences', { fontSize: 'large' }),
    client.post('/preferences', { language: 'hi' }),
  ]);
  for (const { status } of answers) expect(status).toBe(303);
  const kept = query(server, 'SELECT theme, fontSize, language FROM "User" WHERE username = ?', username);
  expect(kept).toEqual([{ theme: 'dark', fontSize: 'large', language: 'hi' }]);
  expect(await opens(server, await sessionValue(client))).toBe(true);
  expect(sessionRows(server, username)).toHaveLength(1);
});

test('S27 the same login sent twice at once leaves one session in the browser and no error', async () => {
  const client = visitor(server);
  const { username } = await register(client);
  const answers = await Promise.all([logIn(client, username), logIn(client, username)]);
  for (const { status } of answers) expect(status).toBe(303);
  expect(await opens(server, await sessionValue(client))).toBe(true);
});

test('S27 a change of preferences while the database cannot answer logs nobody out', async () => {
  await using failing = await startServer();
  const client = visitor(failing);
  await register(client);
  query(failing, 'ALTER TABLE "Session" RENAME TO "Unreachable"');
  await client.post('/preferences', { theme: 'dark' });
  query(failing, 'ALTER TABLE "Unreachable" RENAME TO "Session"');
  expect(failing.log()).toContain('"event":"database-unavailable"');
  expect(await opens(failing, await sessionValue(client))).toBe(true);
});
