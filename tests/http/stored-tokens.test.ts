import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { query, sessionRows } from '../harness/database.ts';
import { logIn, register, visitor } from '../harness/http.ts';
import { openedBy, useSecret } from '../harness/seals.ts';
import { randomSecret, type Server, startServer } from '../harness/server.ts';
import { profileWith, SESSION_COOKIE, sessionValue } from '../harness/session-cookie.ts';

let server: Server;
beforeAll(async () => {
  const secret = randomSecret();
  useSecret(secret);
  server = await startServer({ env: { SESSION_SECRETS: `1:${secret}`, SWEEP_INTERVAL_SECONDS: '1' } });
});
afterAll(() => server.stop());

test('S30 the database holds the hash of a token and not the token, in no spelling', async () => {
  const client = visitor(server);
  const { username } = await register(client);
  const value = await sessionValue(client);
  const token = String((await openedBy('session', value)).token);
  const raw = Buffer.from(token, 'base64url');
  // 256 bits, from a generator made for this: nothing to guess (S8).
  expect(raw).toHaveLength(32);
  const hash = createHash('sha256').update(token).digest('hex');
  expect(sessionRows(server, username).map(({ tokenHash }) => tokenHash)).toEqual([hash]);

  const files = ['', '-wal', '-shm', '-journal'].map((end) => server.databaseFile + end).filter(existsSync);
  const bytes = Buffer.concat(files.map((file) => readFileSync(file)));
  expect(bytes.includes(hash)).toBe(true);
  for (const one of [token, value, raw, raw.toString('hex'), raw.toString('base64')]) {
    expect(bytes.includes(one)).toBe(false);
  }
});

test('S30 rows of sessions that are over are swept away, and living ones are not', async () => {
  const clients = [visitor(server), visitor(server), visitor(server)] as const;
  const { username } = await register(clients[0]);
  for (const client of clients.slice(1)) await logIn(client, username);
  const [expired, idle, alive] = sessionRows(server, username).map(({ id }) => String(id));
  const past = '2001-01-01T00:00:00.000+00:00';
  query(server, 'UPDATE "Session" SET expiresAt = ? WHERE id = ?', past, expired ?? '');
  query(server, 'UPDATE "Session" SET lastSeenAt = ? WHERE id = ?', past, idle ?? '');
  const rows = () => sessionRows(server, username).map(({ id }) => id);
  await expect.poll(rows, { timeout: 10_000 }).toEqual([alive]);
  expect((await profileWith(server, `${SESSION_COOKIE}=${await sessionValue(clients[2])}`)).status).toBe(200);
});
