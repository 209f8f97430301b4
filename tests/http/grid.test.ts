import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AttackResult } from '../../lib/attacks/attack.ts';
import { attacks } from '../../lib/attacks/attacks.ts';
import type { CellView, GridView, PresetsGridView } from '../../lib/attacks/grid/view.ts';
import { call, newBench, type TestBench } from '../harness/benches.ts';
import { request, visitor } from '../harness/http.ts';
import { freePort, type Server, startServer } from '../harness/server.ts';

/** The grids: every attack against one bench's policy, and against every preset. */

let server: Server;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server?.stop());

const RUN_LIMIT = { timeout: 60_000, interval: 100 };
/** All presets are ten times as much. */
const PRESETS_LIMIT = { timeout: 150_000, interval: 1000 };
const byHttp = attacks.filter(({ by }) => by === 'http').map(({ name }) => name);

const start = (bench: TestBench, body: unknown = {}) => call(bench.server, 'POST', `/${bench.view.id}/grid`, body);
const gridOf = (bench: TestBench) => bench.call<GridView>('GET', '/grid');
const verdictOf = (cell: CellView) => (cell.state === 'done' ? cell.succeeded : cell.state);

async function runToEnd(bench: TestBench, body: unknown = {}): Promise<GridView> {
  expect((await start(bench, body)).status).toBe(202);
  await expect.poll(async () => (await gridOf(bench)).isRunning, RUN_LIMIT).toBe(false);
  return gridOf(bench);
}

async function allPresets(method: 'GET' | 'POST'): Promise<{ status: number; view: PresetsGridView }> {
  const body = method === 'POST' ? { body: '{}', headers: { 'Content-Type': 'application/json' } } : {};
  const answer = await request(server, { method, path: '/api/grid', ...body });
  return { status: answer.status, view: answer.json() as PresetsGridView };
}

test.each(['lecture-name', 'express'])('each cell of %s says what the attack by itself says', async (preset) => {
  const bench = await newBench(server, { preset });
  const { cells, done, of, startedAt } = await runToEnd(bench);
  expect(cells.map(({ attack }) => attack)).toEqual(attacks.map(({ name }) => name));
  expect(done).toBe(of);
  expect(Math.abs((startedAt ?? 0) - Date.now())).toBeLessThan(60_000);
  for (const cell of cells) {
    const alone = await newBench(server, { preset });
    const answer = await call(server, 'POST', `/${alone.view.id}/attacks/${cell.attack}`, {});
    if (cell.state === 'meaningless') expect(answer.json(), cell.attack).toEqual({ error: cell.why });
    else if (cell.state === 'needs-browser') expect(answer.json(), cell.attack).toMatchObject({ needs: 'browser' });
    else if (cell.state === 'done') {
      const { succeeded, control, exchanges } = answer.json() as AttackResult;
      expect([cell.succeeded, cell.control.succeeded], cell.why).toEqual([succeeded, control.succeeded]);
      expect(cell.control.what).toBe(control.what);
      expect(cell.exchanges.length + cell.leftOut).toBeGreaterThan(control.exchanges.length);
      expect(exchanges.length).toBeGreaterThan(0);
      expect(cell.stoppedBy.length + cell.notStoppedBy.length > 0, cell.attack).toBe(succeeded);
    } else expect.fail(`${cell.attack} ${cell.state}`);
  }
});

test('the visitor’s own sessions, wire and clock do not notice', async () => {
  const bench = await newBench(server, { preset: 'lecture-server', policy: { csrf: 'none' } });
  await bench.logIn();
  const before = { wire: await bench.wire(), view: await bench.call<{ server: object }>('GET') };
  await runToEnd(bench);
  expect(await bench.wire()).toEqual(before.wire);
  const after = await bench.call<{ server: { clock: { aheadSeconds: number }; rows: object[] } }>('GET');
  expect(after.server.clock.aheadSeconds).toBe(0);
  expect(after.server.rows).toHaveLength(1);
  expect(await bench.who()).toBe('ada');
});

test('a run counts as long as the policy is the one that was attacked', async () => {
  const bench = await newBench(server, { preset: 'lecture-name' });
  expect(await gridOf(bench)).toMatchObject({ startedAt: null, isRunning: false, isStale: false });
  const first = await runToEnd(bench);
  expect(await gridOf(bench)).toEqual(first);

  const same = await start(bench);
  expect([same.status, same.json()]).toEqual([200, first]);

  await bench.change({ mechanism: 'encrypted' });
  expect(await gridOf(bench)).toMatchObject({ startedAt: null, isStale: true, policy: { mechanism: 'encrypted' } });
  const second = await runToEnd(bench);
  const tamper = (view: GridView) => view.cells.find(({ attack }) => attack === 'tamper');
  expect(tamper(first)).toMatchObject({ state: 'done', succeeded: true });
  expect(tamper(second)).toMatchObject({ state: 'done', succeeded: false, succeededBefore: true });

  expect((await start(bench)).status).toBe(200);
  const again = await start(bench, { again: true });
  expect(again.status).toBe(202);
  // While it runs, asking again begins no other.
  expect((await start(bench, { again: true })).status).toBe(200);
  await expect.poll(async () => (await gridOf(bench)).isRunning, RUN_LIMIT).toBe(false);

  // What the weak key signs is not what the strong one did.
  await bench.fault('rotate-secret');
  expect(await gridOf(bench)).toMatchObject({ startedAt: null, isStale: true });
});

test('only what has changed since is asked for', async () => {
  const bench = await newBench(server, { preset: 'flask' });
  const { changed, cells } = await runToEnd(bench);
  const first = Math.min(...cells.map((cell) => cell.changed));
  expect((await bench.call<GridView>('GET', `/grid?after=${changed}`)).cells).toEqual([]);
  expect((await bench.call<GridView>('GET', `/grid?after=${first}`)).cells).toHaveLength(cells.length - 1);
  await start(bench, { again: true });
  expect((await bench.call<GridView>('GET', `/grid?after=${changed}`)).cells).toHaveLength(cells.length);
  await expect.poll(async () => (await gridOf(bench)).isRunning, RUN_LIMIT).toBe(false);
});

test('fifty visitors at once start one run of the presets, and see the same', async () => {
  const before = await allPresets('GET');
  expect(before.view).toMatchObject({ startedAt: null, mayRun: true, cells: [] });
  const answers = await Promise.all(Array.from({ length: 50 }, () => allPresets('POST')));
  expect(answers.map(({ status }) => status).sort()).toEqual([...Array(49).fill(200), 202]);
  const starts = new Set(answers.map(({ view }) => view.startedAt));
  expect(starts.size).toBe(1);

  await expect.poll(async () => (await allPresets('GET')).view.isRunning, PRESETS_LIMIT).toBe(false);
  const { view } = await allPresets('GET');
  expect(view.mayRun).toBe(false);
  expect(view.done).toBe(view.of);
  expect(view.cells).toHaveLength(10 * attacks.length);
  expect(view.cells.filter(({ state }) => ['waiting', 'running', 'failed'].includes(state))).toEqual([]);
  // Every cell was made once, and those that were run changed twice: nothing was run a second time.
  const made = Math.min(...view.cells.map(({ changed }) => changed));
  expect(view.changed - made).toBeLessThan(view.cells.length + 2 * view.of);
  expect((await allPresets('POST')).status).toBe(200);

  const page = await visitor(server).get('/grid/lecture-name/tamper');
  expect(page.status).toBe(200);
  for (const text of ['falls', 'GET /admin', 'It fails, as it must.']) expect(page.body).toContain(text);
}, 180_000);

test('without script: a form runs it, the page reads itself again until it is done, a switch closes a hole', async () => {
  const bench = await newBench(server, { preset: 'lecture-name' });
  const client = visitor(server);
  const path = `/bench/${bench.view.id}/grid`;
  const isRefreshed = (body: string) => /<meta http-equiv="refresh"/i.test(body);
  expect(isRefreshed((await client.get(path)).body)).toBe(false);

  const answer = await client.post(path, { do: 'run' });
  expect([answer.status, answer.headers.get('location')]).toEqual([303, path]);
  expect(isRefreshed((await client.get(path)).body)).toBe(true);
  await expect.poll(async () => isRefreshed((await client.get(path)).body), RUN_LIMIT).toBe(false);
  expect((await client.get(`${path}/tamper`)).body).toContain('falls');

  expect((await client.post(path, { do: 'policy', mechanism: 'signed' })).status).toBe(303);
  expect(await gridOf(bench)).toMatchObject({ isStale: false, policy: { mechanism: 'signed' } });
  await expect.poll(async () => (await gridOf(bench)).isRunning, RUN_LIMIT).toBe(false);
  expect((await client.get(`${path}/tamper`)).body).toContain('holds');
});

test('what is wrong gets a 4xx with a sentence', async () => {
  const bench = await newBench(server);
  const path = `/${bench.view.id}/grid`;
  const json = { 'Content-Type': 'application/json' };
  const sent = [
    await call(server, 'POST', path, '{"again":"yes"}'),
    await call(server, 'POST', path, '{"attack":"tamper"}'),
    await call(server, 'POST', path, '[]'),
    await call(server, 'POST', path, '{'),
    await call(server, 'GET', `${path}?after=soon`),
    await call(server, 'GET', `${path}?after=-1`),
    await request(server, { path: '/api/grid?after=x' }),
    await request(server, { method: 'POST', path: '/api/grid', body: '{"preset":"flask"}', headers: json }),
  ];
  for (const answer of sent) {
    expect(answer.status).toBe(400);
    expect(answer.json()).toEqual({ error: expect.stringMatching(/\.$/) });
  }
  const foreign = { ...json, Origin: 'http://mallory.localhost' };
  for (const path of [`/api/benches/${bench.view.id}/grid`, '/api/grid']) {
    expect((await request(server, { method: 'POST', path, body: '{}', headers: foreign })).status).toBe(403);
    expect((await request(server, { method: 'POST', path, body: 'a=b' })).status).toBe(415);
  }
  expect(await gridOf(bench)).toMatchObject({ startedAt: null });

  const client = visitor(server);
  expect((await client.post(`/bench/${bench.view.id}/grid`, { do: 'win' })).status).toBe(400);
  const refused = await client.post(`/bench/${bench.view.id}/grid`, { do: 'policy', mechanism: 'jwt' });
  expect([refused.status, refused.body.includes('mechanism')]).toEqual([400, true]);
  for (const path of ['/grid/flask/win', '/grid/nothing/tamper', `/bench/${bench.view.id}/grid/win`]) {
    expect((await client.get(path)).status, path).toBe(404);
  }
  expect((await client.get('/grid?preset=nothing')).status).toBe(200);
});

test('a bench that ends takes its run along', async () => {
  const bench = await newBench(server, { preset: 'express' });
  await start(bench);
  await bench.call('DELETE');
  expect((await call(server, 'GET', `/${bench.view.id}/grid`)).status).toBe(404);
  expect((await start(bench)).status).toBe(404);
  const client = visitor(server);
  expect((await client.get(`/bench/${bench.view.id}/grid`)).status).toBe(404);
  expect((await client.get(`/bench/${bench.view.id}/grid/tamper`)).status).toBe(404);
  expect((await client.post(`/bench/${bench.view.id}/grid`, { do: 'run' })).status).toBe(404);
  expect(server.log()).not.toContain('unexpected-error');
});

test('where a store is away the cells say so, and those of others go on', async () => {
  const port = await freePort();
  const redis = spawn('redis-server', ['--port', String(port), '--bind', '127.0.0.1', '--save', '']);
  const exited = once(redis, 'exit');
  await using own = await startServer({ env: { REDIS_URL: `redis://127.0.0.1:${port}` } });
  const asked = { preset: 'lecture-server', policy: { store: 'redis' } };
  const made = () => newBench(own, asked).catch(() => null);
  await expect.poll(made, { timeout: 5000 }).not.toBeNull();
  const away = await newBench(own, asked);
  redis.kill('SIGKILL');
  await exited;

  const other = await newBench(own, { preset: 'express' });
  const [{ cells }, fine] = await Promise.all([runToEnd(away), runToEnd(other)]);
  for (const cell of cells.filter(({ attack }) => byHttp.includes(attack))) {
    if (cell.state === 'meaningless') continue;
    expect(cell, cell.attack).toMatchObject({ state: 'failed', why: expect.stringMatching(/Redis.*\.$/) });
  }
  expect(cells.some(({ state }) => state === 'failed')).toBe(true);
  expect(fine.cells.map(verdictOf)).not.toContain('failed');
}, 60_000);
