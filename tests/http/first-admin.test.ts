import { expect, test } from 'vitest';
import { makeAdmin, query } from '../harness/database.ts';
import { register, type Visitor, visitor } from '../harness/http.ts';
import { type Server, startServer } from '../harness/server.ts';
import { opens, sessionValue } from '../harness/session-cookie.ts';

function printedLink(server: Server): string {
  const link = /http:\S+(\/admin\/first\?token=[\w-]+)/.exec(server.log())?.[1];
  if (!link) throw new Error(`No link was printed:\n${server.log()}`);
  return link;
}

const accept = (client: Visitor, link: string) =>
  client.post('/admin/first', { token: new URL(link, 'http://any.test').searchParams.get('token') ?? '' });

const roleOf = (server: Server, username: string) =>
  query(server, 'SELECT role FROM "User" WHERE username = ?', username)[0]?.role;

test('the printed link makes the first administrator, once, and gives the session a new token', async () => {
  await using server = await startServer();
  const link = printedLink(server);
  expect((await visitor(server).get(link)).headers.get('location')).toContain('/login?next=%2Fadmin%2Ffirst');

  const [first, second] = [visitor(server), visitor(server)];
  const { username } = await register(first);
  const { username: other } = await register(second);
  expect((await accept(first, '/admin/first?token=made-up')).status).toBe(403);
  expect(roleOf(server, username)).toBe('student');

  const before = await sessionValue(first);
  expect((await first.get(link)).status).toBe(200);
  expect((await accept(first, link)).status).toBe(303);
  expect(roleOf(server, username)).toBe('admin');
  expect((await first.get('/admin/users')).status).toBe(200);
  expect(await opens(server, before)).toBe(false);

  expect((await accept(second, link)).status).toBe(403);
  expect(roleOf(server, other)).toBe('student');
});

test('the link opens nothing once there is an administrator by other means', async () => {
  await using server = await startServer();
  const link = printedLink(server);
  const [client, other] = [visitor(server), visitor(server)];
  makeAdmin(server, (await register(other)).username);
  const { username } = await register(client);
  expect((await accept(client, link)).status).toBe(403);
  expect(roleOf(server, username)).toBe('student');
  await server.restart();
  expect(server.log().split('Session Lab starts').at(-1)).not.toContain('/admin/first');
});
