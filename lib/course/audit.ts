import { setTimeout as sleep } from 'node:timers/promises';
import type { Attack } from '@/lib/attacks/attack';
import { attackNamed } from '@/lib/attacks/attacks';
import { effective } from '@/lib/attacks/effects';
import { benchGrid, runBenchGrid } from '@/lib/attacks/grid/runs';
import type { CellView } from '@/lib/attacks/grid/view';
import { secondAddress } from '@/lib/attacks/second-address';
import type { Bench } from '@/lib/bench/bench';
import type { PolicyChanges, SessionPolicy } from '@/lib/shop/policy';
import { StepRefused } from './step-refused';

/** An attack that succeeds, and the changes of switches that stop it, each alone. */
export interface Hole {
  title: string;
  closedBy: PolicyChanges[];
}

/** Every attack against one bench's policy. */
export interface Audit {
  open: Hole[];
  /** How many were run and came to nothing. */
  held: number;
  /** How many mean nothing under this policy. */
  meaningless: number;
  /** Those that cannot be tried here by a button and are counted by their switch: one that stops them is on. */
  bySwitch: string[];
  /** Those that could not be run, each with the reason. */
  failed: string[];
}

/** As long as somebody may look at a button that was pressed; the run goes on, and is there when it is pressed again. */
const PATIENCE_MILLISECONDS = 40_000;
const LOOK_MILLISECONDS = 100;

/**
 * Runs the grid of a bench, or takes the one that was run lately under the same policy.
 * @throws {TooManyAttacks} @throws {StepRefused} while it is under way, and where the switches have changed meanwhile
 */
export async function audit(bench: Bench): Promise<Audit> {
  const hasFailed = benchGrid(bench)
    .run.cells()
    .some(({ state }) => state === 'failed');
  const { run } = runBenchGrid(bench, hasFailed);
  const end = Date.now() + PATIENCE_MILLISECONDS;
  while (run.isRunning && Date.now() < end) await sleep(LOOK_MILLISECONDS);
  const { done, of } = run.progress;
  if (run.isRunning) {
    throw new StepRefused(`The attacks are under way: ${done} of ${of} have been run. Press again in a moment.`);
  }
  if (!run.isOf(bench)) throw new StepRefused('The switches have changed meanwhile. Press again.');
  return judged(run.cells(), run.target.policy, (await secondAddress()) !== null);
}

/**
 * What the cells of a grid come to.
 * @param hasElsewhere Mallory can come from another address than ada's
 */
export function judged(cells: readonly CellView[], policy: SessionPolicy, hasElsewhere: boolean): Audit {
  const result: Audit = { open: [], held: 0, meaningless: 0, bySwitch: [], failed: [] };
  for (const cell of cells) {
    const { title } = cell;
    const attack = attackNamed(cell.attack);
    if (cell.state === 'meaningless') result.meaningless += 1;
    else if (cell.state === 'failed') result.failed.push(`${title}: ${cell.why}`);
    else if (cell.state === 'done' && (!cell.succeeded || hasElsewhere || !needsElsewhere(attack))) {
      if (cell.succeeded) result.open.push({ title, closedBy: cell.stoppedBy.map(({ change }) => change) });
      else result.held += 1;
    } else {
      const left = effective(policy, attack.stoppedBy(policy));
      if (left.length < attack.stoppedBy(policy).length) result.bySwitch.push(title);
      else result.open.push({ title, closedBy: left.map(({ change }) => change) });
    }
  }
  return result;
}

/** Whether binding a session to an address stops it cannot be seen from that very address. */
const needsElsewhere = ({ name }: Attack) => name === 'stolen-cookie';
