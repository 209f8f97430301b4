import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { call, newBench } from '../harness/benches.ts';
import { request } from '../harness/http.ts';
import { type Server, startServer } from '../harness/server.ts';

/** Event streams whose readers do not read. */

let server: Server;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());

test('whoever only asks for the head of a stream leaves none open', async () => {
  const bench = await newBench(server);
  for (let index = 0; index < 10; index++) {
    const head = await call(server, 'HEAD', `/${bench.view.id}/events`);
    expect(head.status).toBe(200);
    expect(head.headers.get('content-type')).toContain('text/event-stream');
  }
});

test('a stream that nobody reads is cut off, and does not pile up in memory', async () => {
  const bench = await newBench(server, { preset: 'lecture-server' });
  const { host } = new URL(bench.view.url);
  const socket = connect(server.port, '127.0.0.1');
  const lines = [`GET /api/benches/${bench.view.id}/events HTTP/1.1`, `Host: session.localhost:${server.port}`];
  socket.write([...lines, 'Connection: close', '', ''].join('\r\n'));
  socket.pause();
  await sleep(200);
  const junk = { 'X-Junk': randomBytes(6000).toString('hex') };
  for (let index = 0; index < 1000; index += 50) {
    await Promise.all(Array.from({ length: 50 }, () => request(server, { host, path: '/', headers: junk })));
  }
  let received = 0;
  socket.on('data', (data) => {
    received += data.length;
  });
  socket.resume();
  await once(socket, 'end', { signal: AbortSignal.timeout(10_000) });
  expect(received).toBeLessThan(15_000_000);
});
