import pLimit, { type LimitFunction } from 'p-limit';
import type { Bench } from '@/lib/bench/bench';
import { keepScratchBench } from '@/lib/bench/benches';
import { errorText, log } from '@/lib/log';
import { presets } from '@/lib/shop/presets';
import { TooManyAttacks } from '../run-attack';
import { GridRun } from './run';

/**
 * Every run of a grid in this process. A run is kept for half an hour, in memory alone; a bench has one, and the presets
 * share theirs between all who look at them.
 */

const KEPT_MILLISECONDS = 30 * 60 * 1000;
/** For so long nobody needs to run the same again: a class that presses the button together costs one run. */
const RECENT_MILLISECONDS = 5 * 60 * 1000;
const MAX_RUNS = 300;
const MAX_BYTES = 32 * 1024 * 1024;

interface Kept {
  run: GridRun;
  /** Forgets it, and whatever was made for it. */
  drop(): void;
}

interface Runs {
  /** By the bench's id, the oldest first. */
  ofBenches: Map<string, Kept>;
  /** By the preset's. */
  ofPresets: Map<string, Kept>;
  /** Whoever asks about one bench does not wait for all presets. */
  benchTurns: LimitFunction;
  presetTurns: LimitFunction;
}

// On globalThis, since the bundler may hold this module several times in one process.
const shared = globalThis as typeof globalThis & { sessionLabGrids?: Runs };
shared.sessionLabGrids ??= {
  ofBenches: new Map(),
  ofPresets: new Map(),
  benchTurns: pLimit(2),
  presetTurns: pLimit(2),
};
const { ofBenches, ofPresets, benchTurns, presetTurns } = shared.sessionLabGrids;

const isRecent = ({ isRunning, startedAt }: GridRun) =>
  isRunning || Date.now() - (startedAt ?? 0) < RECENT_MILLISECONDS;

/** The run of a bench's policy; one that is not begun where that policy has not been attacked lately. */
export function benchGrid(bench: Bench): { run: GridRun; isStale: boolean } {
  const kept = ofBenches.get(bench.id)?.run;
  if (kept?.isOf(bench)) return { run: kept, isStale: false };
  return { run: new GridRun(bench, kept), isStale: kept !== undefined };
}

/**
 * Runs all attacks against a bench's policy, unless that is under way.
 * @param again also where it has been done lately
 * @returns the run, and whether it has begun by this
 * @throws {TooManyAttacks} where too many benches wait for theirs
 */
export function runBenchGrid(bench: Bench, again = false): { run: GridRun; isNew: boolean } {
  const before = ofBenches.get(bench.id)?.run ?? null;
  if (before?.isOf(bench) && (before.isRunning || (!again && isRecent(before)))) return { run: before, isNew: false };
  ofBenches.get(bench.id)?.drop();
  makeRoom();
  const run = new GridRun(bench, before);
  const unwatch = bench.watch(({ kind }) => kind === 'ended' && ofBenches.get(bench.id)?.drop());
  keep(ofBenches, bench.id, run, unwatch);
  run.begin(benchTurns);
  return { run, isNew: true };
}

/** The oldest go first, and of those none that people wait for. */
function makeRoom(): void {
  let bytes = 0;
  for (const { run } of ofBenches.values()) bytes += run.bytes;
  for (const { run, drop } of [...ofBenches.values()]) {
    if (ofBenches.size < MAX_RUNS && bytes < MAX_BYTES) return;
    if (run.isRunning) continue;
    bytes -= run.bytes;
    drop();
  }
  if (ofBenches.size >= MAX_RUNS) throw new TooManyAttacks('Too many benches wait for their attacks.');
}

/** The run of each preset, by its id; presets that have not been attacked are missing. */
export function presetGrids(): Map<string, GridRun> {
  return new Map([...ofPresets].map(([id, { run }]) => [id, run]));
}

/** Runs all attacks against every preset, but for those where that is under way or was done lately. */
export function runPresetGrids(): void {
  for (const { id, policy } of presets) {
    const kept = ofPresets.get(id);
    if (kept && isRecent(kept.run)) continue;
    kept?.drop();
    const { bench, end } = keepScratchBench({ preset: id, policy });
    const run = new GridRun(bench, kept?.run);
    keep(ofPresets, id, run, () => {
      end().catch((error: unknown) => log().error({ event: 'grid-bench-not-ended', error: errorText(error) }));
    });
    run.begin(presetTurns);
  }
}

/** Whether pressing the button would run anything. */
export function mayRunPresetGrids(): boolean {
  return presets.some(({ id }) => {
    const kept = ofPresets.get(id);
    return !kept || !isRecent(kept.run);
  });
}

function keep(runs: Map<string, Kept>, id: string, run: GridRun, ended: () => void): void {
  const drop = () => {
    clearTimeout(timer);
    run.drop();
    if (runs.get(id)?.run === run) runs.delete(id);
    ended();
  };
  const timer = setTimeout(drop, KEPT_MILLISECONDS).unref();
  runs.set(id, { run, drop });
}
