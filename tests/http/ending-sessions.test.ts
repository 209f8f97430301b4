import { expect, test } from 'vitest';
import { makeAdmin, query, sessionRows } from '../harness/database.ts';
import { GOOD_PASSWORD, logIn, register, visitor } from '../harness/http.ts';
import { startServer } from '../harness/server.ts';
import { opens, sessionValue } from '../harness/session-cookie.ts';

test('S23 a user sees every session and ends one, the others, or all, after giving the password again', async () => {
  await using server = await startServer();
  const clients = [visitor(server), visitor(server), visitor(server), visitor(server)] as const;
  const [here, second, third, fourth] = clients;
  const { username } = await register(here);
  for (const client of clients.slice(1)) await logIn(client, username);
  const alive = () => Promise.all(clients.map(async (client) => opens(server, await sessionValue(client))));
  expect(await alive()).toEqual([true, true, true, true]);

  const page = (await here.get('/sessions')).body;
  const rows = sessionRows(server, username).map(({ id }) => String(id));
  const buttons = [...page.matchAll(/name="end" value="([^"]+)"|value="([^"]+)" name="end"/g)].map((m) => m[1] ?? m[2]);
  expect(rows).toHaveLength(4);
  // This very session has no button: that is what "log out" is for.
  expect(buttons.toSorted()).toEqual([...rows.slice(1), 'all', 'others'].toSorted());

  const end = (what: string) => here.post('/sessions', { end: what, password: GOOD_PASSWORD });
  expect((await here.post('/sessions', { end: rows[1] as string })).status).toBe(403);
  expect(await alive()).toEqual([true, true, true, true]);
  expect((await end(rows[1] as string)).status).toBe(303);
  expect(await alive()).toEqual([true, false, true, true]);
  expect((await end(rows[1] as string)).status).toBe(404);
  expect((await end('others')).status).toBe(303);
  expect(await alive()).toEqual([true, false, false, false]);

  for (const client of [second, third, fourth]) await logIn(client, username);
  const copies = await Promise.all(clients.map(sessionValue));
  expect((await end('all')).status).toBe(303);
  for (const copy of copies) expect(await opens(server, copy)).toBe(false);
  expect(sessionRows(server, username)).toEqual([]);
});

test("S23 an administrator ends any user's sessions, and only theirs", async () => {
  await using server = await startServer();
  const admin = visitor(server);
  makeAdmin(server, (await register(admin)).username);
  const [one, two, bystander] = [visitor(server), visitor(server), visitor(server)];
  const { username } = await register(one);
  await logIn(two, username);
  await register(bystander);
  const act = (password: string) => admin.post('/admin/users', { user: username, change: 'end-sessions', password });
  expect((await act('')).status).toBe(403);
  expect(await opens(server, await sessionValue(one))).toBe(true);
  expect((await act(GOOD_PASSWORD)).status).toBe(303);
  for (const client of [one, two]) expect(await opens(server, await sessionValue(client))).toBe(false);
  for (const client of [admin, bystander]) expect(await opens(server, await sessionValue(client))).toBe(true);
});

test('S29 a server that was killed still knows who is logged in and who no longer is', async () => {
  await using server = await startServer();
  const [gone, shutOut, stays] = [visitor(server), visitor(server), visitor(server)];
  await register(gone);
  const { username } = await register(shutOut);
  await register(stays);
  const copies = await Promise.all([gone, shutOut, stays].map(sessionValue));
  await gone.post('/logout');
  const other = visitor(server);
  await logIn(other, username);
  await other.post('/sessions', { end: 'others', password: GOOD_PASSWORD });
  await server.kill('SIGKILL');
  await server.restart();
  expect(await Promise.all(copies.map((copy) => opens(server, copy)))).toEqual([false, false, true]);
  expect(await opens(server, await sessionValue(other))).toBe(true);
  expect(query(server, 'PRAGMA integrity_check')).toEqual([{ integrity_check: 'ok' }]);
});
