import type { Bench } from '@/lib/bench/bench';
import { NoSuchBench } from '@/lib/bench/benches';
import { errorText, log } from '@/lib/log';
import { StoreUnavailable } from '@/lib/shop/stores/store';
import type { Attack } from '../attack';
import { AttackImpossible } from '../attack-impossible';
import { runOnScratch } from '../on-scratch';
import { noteResult } from '../results';
import { AttackMeaningless, TooManyAttacks } from '../run-attack';
import { PageWindow } from './page-window';
import { Run, RunEnded } from './run';

/** Each holds a bench of its own for as long as it takes. */
const MAX_RUNS = 60;

// On globalThis, since the bundler may hold this module several times in one process.
const shared = globalThis as typeof globalThis & { sessionLabRuns?: Map<string, Run> };
/** By the bench whose policy is tried: one at a time. */
const runs = shared.sessionLabRuns ?? firstRuns();

function firstRuns(): Map<string, Run> {
  const none = new Map<string, Run>();
  shared.sessionLabRuns = none;
  // A page that waits for its next order would hold up the server's shutdown.
  const endAll = () => {
    for (const run of none.values()) run.end('The server was stopped.');
  };
  process.once('SIGTERM', endAll);
  process.once('SIGINT', endAll);
  return none;
}

/**
 * Begins an attack in the browser whose page asks for it. Another run of the same bench ends: its page may have been
 * closed or reloaded.
 * @throws {TooManyAttacks}
 */
export function beginRun(bench: Bench, attack: Attack): Run {
  runs.get(bench.id)?.end('This attack was begun anew, here or in another tab.');
  if ([...runs.values()].filter(({ isOver }) => !isOver).length >= MAX_RUNS)
    throw new TooManyAttacks('Too many attacks run in browsers just now. Try again in a minute.');
  const run = new Run();
  runs.set(bench.id, run);
  void carryOut(run, bench, attack);
  return run;
}

/** The run that a page speaks of; null where it is over, or another's. */
export function findRun(bench: Bench, key: string): Run | null {
  const run = runs.get(bench.id);
  return run?.key === key ? run : null;
}

/** So long a page may take to hear how its run ended. */
const FAREWELL_MILLISECONDS = 15_000;

async function carryOut(run: Run, bench: Bench, attack: Attack): Promise<void> {
  const { policy } = bench;
  const attacked = runOnScratch(bench, attack, (scratch) => new PageWindow(run, scratch));
  try {
    // A run ends with its page, whatever its attack still waits for.
    const result = await Promise.race([attacked, run.broken]);
    noteResult(bench, policy, result);
    run.done();
  } catch (error) {
    run.end(sentenceFor(error));
  }
  setTimeout(() => {
    if (runs.get(bench.id) === run) runs.delete(bench.id);
  }, FAREWELL_MILLISECONDS).unref();
}

function sentenceFor(error: unknown): string {
  const isExpected = [
    RunEnded,
    AttackMeaningless,
    AttackImpossible,
    TooManyAttacks,
    NoSuchBench,
    StoreUnavailable,
  ].some((kind) => error instanceof kind);
  if (isExpected) return (error as Error).message;
  log().error({ event: 'unexpected-error', error: errorText(error) });
  return 'This went wrong here, and was logged.';
}
