import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { call, newBench } from '../harness/benches.ts';
import { EventStream } from '../harness/event-stream.ts';
import { type Server, startServer } from '../harness/server.ts';

let server: Server;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());

const eventsOf = (id: string) => `/api/benches/${id}/events`;

test('an exchange is told when it has left, and the server’s side after it', async () => {
  const bench = await newBench(server, { preset: 'lecture-name' });
  const stream = await EventStream.open(server, eventsOf(bench.view.id));
  await stream.count('server', 1);
  await bench.logIn();
  const [exchange] = await stream.count('exchange', 1);
  expect(exchange?.id).toBe('1');
  expect(JSON.parse(exchange?.data ?? '')).toMatchObject({ n: 1, response: { status: 303 } });
  const told = await stream.count('server', 2);
  expect(JSON.parse(told.at(-1)?.data ?? '')).toMatchObject({ loggedInAs: 'ada' });
  stream.close();
});

test('a stream goes on after the exchange that was seen last', async () => {
  const bench = await newBench(server, { preset: 'lecture-name' });
  for (let index = 0; index < 5; index++) await bench.visitor.get('/');
  const resumed = await EventStream.open(server, `${eventsOf(bench.view.id)}?after=1`, { 'Last-Event-ID': '3' });
  const exchanges = await resumed.count('exchange', 2);
  expect(exchanges.map(({ id }) => id)).toEqual(['4', '5']);
  resumed.close();
});

test('a fault is told without an exchange', async () => {
  const bench = await newBench(server, { preset: 'express' });
  const stream = await EventStream.open(server, eventsOf(bench.view.id));
  await stream.count('server', 1);
  await bench.fault('ban-user', { username: 'grace' });
  const told = await stream.count('server', 2);
  expect(JSON.parse(told.at(-1)?.data ?? '').users).toContainEqual(
    expect.objectContaining({ username: 'grace', banned: true }),
  );
  expect(stream.events.some(({ event }) => event === 'exchange')).toBe(false);
  stream.close();
});

test('a bench has eight streams at most, and one that is closed makes room', async () => {
  const bench = await newBench(server);
  const open = () => EventStream.open(server, eventsOf(bench.view.id));
  const streams = await Promise.all(Array.from({ length: 8 }, open));
  const refused = await call(server, 'GET', `/${bench.view.id}/events`);
  expect(refused.status).toBe(429);
  expect(refused.json()).toEqual({ error: '8 pages listen to this bench already.' });
  streams[0]?.close();
  await expect.poll(() => open().then((stream) => streams.push(stream)), { timeout: 5000 }).toBe(9);
  for (const stream of streams) stream.close();
});

test('a stream ends with its bench', async () => {
  const bench = await newBench(server);
  const stream = await EventStream.open(server, eventsOf(bench.view.id));
  await bench.call('DELETE');
  await stream.ended;
});

test('an open stream does not hold up the server’s end', async () => {
  const own = await startServer();
  const bench = await newBench(own);
  const stream = await EventStream.open(own, eventsOf(bench.view.id));
  await stream.count('server', 1);
  const begun = performance.now();
  await own.kill('SIGTERM');
  expect(performance.now() - begun).toBeLessThan(5000);
  await Promise.race([stream.ended, sleep(1000)]);
  await own.stop().catch(() => undefined);
});
