import type { Bench } from '@/lib/bench/bench';
import type { AttackResult } from './attack';

// On globalThis, since the bundler may hold this module several times in one process.
const shared = globalThis as typeof globalThis & { sessionLabLastRuns?: WeakMap<Bench, AttackResult> };
shared.sessionLabLastRuns ??= new WeakMap();
const runs = shared.sessionLabLastRuns;

/** Remembers what came of the attack that was run last on a bench itself, for the page that shows it after a redirect. */
export function noteRun(bench: Bench, result: AttackResult): void {
  runs.set(bench, result);
}

export function lastRun(bench: Bench): AttackResult | null {
  return runs.get(bench) ?? null;
}
