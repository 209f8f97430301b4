import { writeFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeAdmin, query } from '../harness/database.ts';
import { GOOD_PASSWORD, logIn, register, request, type Visitor, visitor } from '../harness/http.ts';
import { type Server, startServer } from '../harness/server.ts';

const PRIVATE = ['/profile', '/sessions', '/admin/users'];

let server: Server;
let client: Visitor;
let username: string;
beforeAll(async () => {
  server = await startServer();
  client = visitor(server);
  username = (await register(client)).username;
  makeAdmin(server, username);
});
afterAll(() => server.stop());

/** While `table` is out of reach. */
async function without(table: string, action: () => Promise<void>): Promise<void> {
  query(server, `ALTER TABLE "${table}" RENAME TO "Away"`);
  try {
    await action();
  } finally {
    query(server, `ALTER TABLE "Away" RENAME TO "${table}"`);
  }
}

for (const table of ['Session', 'User']) {
  test(`S66 without the table ${table} nobody is let in: 503 and nothing private`, async () => {
    for (const path of PRIVATE) expect((await client.get(path)).status, path).toBe(200);
    await without(table, async () => {
      for (const path of PRIVATE) {
        const { status, body, headers } = await client.get(path);
        expect(status, path).toBe(503);
        expect(headers.get('retry-after'), path).not.toBeNull();
        expect(body, path).not.toContain(username);
      }
      const change = await client.post('/profile', { change: 'display-name', displayName: 'Changed meanwhile' });
      expect(change.status).toBe(503);
      expect(change.body).not.toContain(username);
      const { status, setCookies } = await logIn(visitor(server), username, GOOD_PASSWORD);
      expect(status).toBe(503);
      expect(setCookies).toEqual([]);
      // Pages that need nobody stay open, and know nobody.
      for (const path of ['/', '/login', '/preferences']) {
        const page = await client.get(path);
        expect(page.status, path).toBe(200);
        expect(page.body, path).not.toContain(username);
      }
    });
    const { status, body } = await client.get('/profile');
    expect(status).toBe(200);
    expect(body).not.toContain('Changed meanwhile');
  });
}

test('S66 the health is 503 while the users are out of reach, and 200 again afterwards', async () => {
  await without('User', async () => {
    const answer = await request(server, { path: '/api/health' });
    expect(answer.status).toBe(503);
    expect(answer.body).not.toMatch(/sql|prisma|table/i);
  });
  expect((await request(server, { path: '/api/health' })).json()).toEqual({ status: 'ok' });
});

test('S66 a database that somebody else holds refuses changes with 503, and still knows who is asking', async () => {
  const holder = new DatabaseSync(server.databaseFile);
  holder.exec('BEGIN IMMEDIATE');
  try {
    const change = client.post('/profile', { change: 'display-name', displayName: 'Never written' });
    expect((await client.get('/profile')).status).toBe(200);
    expect((await change).status).toBe(503);
  } finally {
    holder.exec('ROLLBACK');
    holder.close();
  }
  expect((await client.get('/profile')).body).not.toContain('Never written');
});

test('S66 a file that is no database any more lets nobody in', async () => {
  await using other = await startServer();
  const visitorThere = visitor(other);
  const { username: name } = await register(visitorThere);
  await other.kill('SIGTERM');
  writeFileSync(other.databaseFile, 'This was a database once. '.repeat(1000));
  await other.restart();
  for (const path of PRIVATE) {
    const { status, body } = await visitorThere.get(path);
    expect(status, path).toBe(503);
    expect(body, path).not.toContain(name);
  }
  expect((await request(other, { path: '/api/health' })).status).toBe(503);
});

test('S66 after a database that somebody else held for too long, what is written is written', async () => {
  const holder = new DatabaseSync(server.databaseFile);
  holder.exec('BEGIN IMMEDIATE');
  expect((await client.post('/profile', { change: 'display-name', displayName: 'Refused' })).status).toBe(503);
  holder.exec('ROLLBACK');
  holder.close();
  const { username: name } = await register(visitor(server));
  expect(query(server, 'SELECT id FROM "User" WHERE username = ?', name)).toHaveLength(1);
});
