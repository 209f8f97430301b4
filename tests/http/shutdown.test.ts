import { connect } from 'node:net';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import { test } from 'vitest';
import { readDatabase } from '../harness/database.ts';
import { logIn, register, uniqueUsername, visitor } from '../harness/http.ts';
import { startServer } from '../harness/server.ts';

/** A hash of this cost takes half a second or more: time enough to be asked to stop in the middle. */
const SLOW = { BCRYPT_COST: '13' };

test.concurrent('S69 SIGTERM in the middle of a request lets it end, and the process ends with 0', async ({
  expect,
}) => {
  await using server = await startServer({ env: SLOW });
  const username = uniqueUsername();
  const client = visitor(server);
  const registration = register(client, username);
  await sleep(150);
  const begun = Date.now();
  const exit = server.kill('SIGTERM');
  const { answer } = await registration;
  expect(answer.status).toBe(303);
  expect(answer.setCookies.length).toBeGreaterThan(0);
  expect(await exit).toEqual({ code: 0, signal: null });
  expect(Date.now() - begun).toBeLessThan(10_000);

  expect(readDatabase(server).User?.map((user) => user.username)).toContain(username);
  const database = new DatabaseSync(server.databaseFile);
  expect(database.prepare('PRAGMA integrity_check').get()).toEqual({ integrity_check: 'ok' });
  database.close();
  await server.restart();
  expect((await client.get('/profile')).status).toBe(200);
});

test.concurrent('S69 a client that never finishes does not hold the end for more than ten seconds', async ({
  expect,
}) => {
  await using server = await startServer();
  const socket = connect(server.port, '127.0.0.1').on('error', () => {});
  socket.write(
    `POST /login HTTP/1.1\r\nHost: session.localhost:${server.port}\r\nContent-Length: 100\r\n\r\nusername=`,
  );
  await sleep(100);
  const begun = Date.now();
  expect(await server.kill('SIGTERM')).toEqual({ code: 0, signal: null });
  expect(Date.now() - begun).toBeLessThan(12_000);
  socket.destroy();
});

test.concurrent('S69 what was written is there after kill -9', async ({ expect }) => {
  await using server = await startServer();
  const { username } = await register(visitor(server));
  await server.kill('SIGKILL');
  await server.restart();
  expect((await logIn(visitor(server), username)).status).toBe(303);
});
