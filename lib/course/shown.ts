import type { Tapped } from '@/lib/attacks/tap/tapped';
import type { Bench } from '@/lib/bench/bench';
import type { Sum } from './sum';

/** What was found out on a bench and is too long for a notebook: in memory, as long as the bench is there. */
export interface Shown {
  /** What Mallory's tap read last. */
  tapped: Tapped[];
  sum: Sum | null;
}

// On globalThis, since the bundler may hold this module several times in one process.
const shared = globalThis as typeof globalThis & { sessionLabShown?: WeakMap<Bench, Shown> };
shared.sessionLabShown ??= new WeakMap();
const shown = shared.sessionLabShown;

const NOTHING: Shown = { tapped: [], sum: null };

export const shownOf = (bench: Bench): Shown => shown.get(bench) ?? NOTHING;

export function show(bench: Bench, found: Partial<Shown>): void {
  shown.set(bench, { ...shownOf(bench), ...found });
}

/** The bench is back at its start. */
export function showNothing(bench: Bench): void {
  shown.delete(bench);
}
