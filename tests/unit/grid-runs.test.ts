import { beforeAll, expect, test, vi } from 'vitest';
import { runOnScratch } from '@/lib/attacks/on-scratch';
import { Bench } from '@/lib/bench/bench';
import { findPreset } from '@/lib/shop/presets';
import { randomSecret } from '../harness/server';

/** How many runs of a grid are kept, and for how long. The attacks themselves are replaced: no server runs here. */

vi.mock('@/lib/attacks/on-scratch', () => ({ runOnScratch: vi.fn() }));
vi.stubEnv('SESSION_SECRETS', `1:${randomSecret()}`);
vi.stubEnv('PASSWORD_PEPPER', randomSecret());
vi.useFakeTimers();

type Runs = typeof import('@/lib/attacks/grid/runs');
let runs: Runs;
beforeAll(async () => {
  runs = await import('@/lib/attacks/grid/runs');
});

const MINUTE = 60_000;
const policy = findPreset('lecture-name')?.policy ?? expect.fail('There is no such preset.');
const newBench = (id: string) => Bench.make(id, 'lecture-name', policy);
const done = () =>
  vi.mocked(runOnScratch).mockImplementation(async (_, { name }) => ({
    attack: name,
    succeeded: false,
    why: 'It did not work.',
    control: { what: 'The same.', succeeded: false, why: 'Nor did it.', exchanges: [] },
    exchanges: [],
  }));
const isKept = (bench: Bench) => runs.benchGrid(bench).run.startedAt !== null;

test('of 301 benches the one that was attacked first is forgotten, and after half an hour all are', async () => {
  done();
  const benches = Array.from({ length: 301 }, (_, index) => newBench(`kept${index}`));
  for (const bench of benches.slice(0, 300)) runs.runBenchGrid(bench);
  await vi.advanceTimersByTimeAsync(MINUTE);
  expect(benches.filter(isKept)).toHaveLength(300);
  runs.runBenchGrid(benches[300] as Bench);
  expect(benches.filter(isKept)).toEqual(benches.slice(1));
  await vi.advanceTimersByTimeAsync(28 * MINUTE);
  expect(benches.filter(isKept)).toHaveLength(300);
  await vi.advanceTimersByTimeAsync(2 * MINUTE);
  expect(benches.filter(isKept)).toEqual([]);
});

test('a run that somebody waits for is not forgotten: whoever is too many is told so', async () => {
  vi.mocked(runOnScratch).mockImplementation(() => new Promise(() => undefined));
  const benches = Array.from({ length: 301 }, (_, index) => newBench(`waits${index}`));
  for (const bench of benches.slice(0, 300)) runs.runBenchGrid(bench);
  expect(() => runs.runBenchGrid(benches[300] as Bench)).toThrow('Too many benches wait for their attacks.');
  expect(benches.filter(isKept)).toHaveLength(300);
});
