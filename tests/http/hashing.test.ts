import { expect, test } from 'vitest';
import { variables } from '../../lib/env.ts';
import { query } from '../harness/database.ts';
import { logIn, register, request, uniqueUsername, visitor } from '../harness/http.ts';
import { type Server, startServer } from '../harness/server.ts';
import { retryAfter, tryLogin } from '../harness/throttle.ts';

const hashOf = (server: Server, username: string) =>
  String(query(server, 'SELECT passwordHash FROM "User" WHERE username = ?', username)[0]?.passwordHash);

test('S40 passwords are bcrypt hashes, of cost 12 unless set otherwise and never under 10', async () => {
  await using server = await startServer({ env: { BCRYPT_COST: '' } });
  const { username } = await register(visitor(server));
  expect(hashOf(server, username)).toMatch(/^\$2b\$12\$[./\w]{53}$/);
  expect(variables.shape.BCRYPT_COST.safeParse('9').success).toBe(false);
});

test('S40 a login hashes the password again when the cost was raised', async () => {
  await using server = await startServer({ env: { BCRYPT_COST: '10' } });
  const { username } = await register(visitor(server));
  const old = hashOf(server, username);
  expect(old).toMatch(/^\$2b\$10\$/);
  await server.restart({ BCRYPT_COST: '11' });
  await logIn(visitor(server), username, 'a wrong password');
  expect(hashOf(server, username)).toBe(old);
  expect((await logIn(visitor(server), username)).status).toBe(303);
  const raised = hashOf(server, username);
  expect(raised).toMatch(/^\$2b\$11\$/);
  expect((await logIn(visitor(server), username)).status).toBe(303);
  expect(hashOf(server, username)).toBe(raised);
});

test('S40 two right logins at once are both let in while the hash is made again', async () => {
  await using server = await startServer({ env: { BCRYPT_COST: '10' } });
  const { username } = await register(visitor(server));
  await server.restart({ BCRYPT_COST: '11' });
  const logins = await Promise.all([1, 2].map(() => logIn(visitor(server), username)));
  expect(logins.map(({ status }) => status)).toEqual([303, 303]);
});

test('S40 an attempt that found the queue full is no failure', async () => {
  await using server = await startServer({ env: { HASH_QUEUE_LIMIT: '1', BCRYPT_COST: '12' } });
  const { username } = await register(visitor(server));
  const inTheWay = tryLogin(server, uniqueUsername(), 'wrong');
  const tries = await Promise.all(Array.from({ length: 8 }, () => tryLogin(server, username, 'wrong')));
  expect(tries.filter(({ status }) => status === 503).length).toBeGreaterThanOrEqual(7);
  await inTheWay;
  const counted = query(server, 'SELECT points FROM "RateLimit" WHERE key = ?', `failures:account:${username}`);
  expect(Number(counted[0]?.points ?? 0)).toBeLessThanOrEqual(1);
});

test('S40 beyond the queue logins are asked to come back, and pages are still served', async () => {
  await using server = await startServer({ env: { HASH_QUEUE_LIMIT: '2', BCRYPT_COST: '11' } });
  const { username } = await register(visitor(server));
  // The first unknown name makes the hash that the later ones are compared with.
  await tryLogin(server, uniqueUsername(), 'wrong');
  const logins = Array.from({ length: 10 }, () => tryLogin(server, uniqueUsername(), 'wrong'));
  const pages = await Promise.all([request(server), request(server, { path: '/api/health' })]);
  expect(pages.map(({ status }) => status)).toEqual([200, 200]);
  const answers = await Promise.all(logins);
  const busy = answers.filter(({ status }) => status === 503);
  expect(busy.length).toBeGreaterThan(0);
  for (const answer of busy) expect(retryAfter(answer)).toBeGreaterThan(0);
  expect(answers.filter(({ status }) => status === 401).length).toBe(answers.length - busy.length);
  expect((await tryLogin(server, username, 'wrong')).status).toBe(401);
});
