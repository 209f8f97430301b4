import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { call, newBench } from '../harness/benches.ts';
import { startServer } from '../harness/server.ts';

const filesOf = (folder: string, bench: string) => {
  const path = join(folder, 'files', bench);
  return existsSync(path) ? readdirSync(path).length : 0;
};

test('the bench unused for longest ends first, with its rows and files', async () => {
  await using server = await startServer({ env: { MAX_BENCHES: '3' } });
  const policy = { store: 'file', csrf: 'none' };
  const benches = [];
  for (let index = 0; index < 3; index++) benches.push(await newBench(server, { preset: 'lecture-server', policy }));
  const [first, second, third] = benches;
  if (!first || !second || !third) throw new Error('Three benches were made.');
  for (const bench of benches) await bench.logIn();
  expect(await first.who()).toBe('ada');
  const { BENCH_DATA } = server.settings();
  expect(filesOf(BENCH_DATA ?? '', second.view.id)).toBe(1);
  const fourth = await newBench(server, { preset: 'flask' });
  const status = async (id: string) => (await call(server, 'GET', `/${id}`)).status;
  expect(await status(second.view.id)).toBe(404);
  expect(filesOf(BENCH_DATA ?? '', second.view.id)).toBe(0);
  for (const bench of [first, third, fourth]) expect(await status(bench.view.id)).toBe(200);
  // Also after a restart, when it is known only by its row.
  await server.restart();
  await newBench(server);
  const left = await Promise.all([first, third, fourth].map(({ view }) => status(view.id)));
  expect(left.filter((one) => one === 404)).toHaveLength(1);
});

test('one address makes a limited number of benches, and is told when to come back', async () => {
  await using server = await startServer({ env: { BENCHES_PER_ADDRESS: '2' } });
  await newBench(server);
  await newBench(server);
  const refused = await call(server, 'POST', '', {});
  expect(refused.status).toBe(429);
  expect(refused.json()).toEqual({ error: 'Too many benches have been made from this address lately.' });
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  expect(
    (
      await call(
        server,
        'POST',
        '',
        {},
        { body: '{}', headers: { 'Content-Type': 'application/json' }, localAddress: '127.0.0.9' },
      )
    ).status,
  ).toBe(201);
});
