import pLimit from 'p-limit';
import type { Bench } from '@/lib/bench/bench';
import { findBench } from '@/lib/bench/benches';
import { NamedError } from '@/lib/named-error';
import type { Attack, AttackResult } from './attack';
import { Lab } from './lab';
import type { VictimWindow } from './victim-window';

/** This attack means nothing here. The message is one sentence for whoever asked. */
export class AttackMeaningless extends NamedError {
  static override readonly errorName = 'AttackMeaningless';
}

/** Only a visitor's own browser can show it. */
export class NeedsBrowser extends NamedError {
  static override readonly errorName = 'NeedsBrowser';
}

/** Too many attacks wait for their turn. */
export class TooManyAttacks extends NamedError {
  static override readonly errorName = 'TooManyAttacks';
}

/** So many attacks run at once in this process, so that whoever shops, learns or logs in meanwhile is not kept waiting. */
const AT_ONCE = 2;
const MAX_WAITING = 200;

interface Turns {
  limit: ReturnType<typeof pLimit>;
  /** Benches on which one runs: two at once would see each other's doing. */
  busy: WeakSet<Bench>;
}

// On globalThis, since the bundler may hold this module several times in one process.
const shared = globalThis as typeof globalThis & { sessionLabAttacks?: Turns };
shared.sessionLabAttacks ??= { limit: pLimit(AT_ONCE), busy: new WeakSet() };
const turns = shared.sessionLabAttacks;

/**
 * Runs an attack and its control against a bench, for real. Afterwards the bench's clock, users, guestbook and servers
 * are what they were; its wire and its store show what happened.
 *
 * @throws {AttackMeaningless} @throws {NeedsBrowser} @throws {TooManyAttacks} @throws {AttackImpossible}
 * @throws {StoreUnavailable} where the bench's store is out of reach
 * @throws {NoSuchBench} where the bench has ended meanwhile
 */
export async function runAttack(
  bench: Bench,
  attack: Attack,
  window: VictimWindow | null = null,
): Promise<AttackResult> {
  const reason = attack.meaningless(bench.policy);
  if (reason !== null) throw new AttackMeaningless(reason);
  if (attack.by === 'browser' && !window) throw new NeedsBrowser('This is shown in your own browser.');
  return inTurn(bench, window, () => carryOut(bench, attack, window));
}

/**
 * Lets the people of a lab do a part of an attack on a bench, for real and in turn with all attacks. Afterwards the bench
 * is put back as after an attack.
 *
 * @throws {TooManyAttacks} @throws {AttackImpossible} @throws {StoreUnavailable} @throws {NoSuchBench} as {@link runAttack} does
 */
export function runPart<Result>(bench: Bench, part: (lab: Lab) => Promise<Result>): Promise<Result> {
  return inTurn(bench, null, () => inLab(bench, null, part));
}

async function inTurn<Result>(bench: Bench, window: VictimWindow | null, work: () => Promise<Result>): Promise<Result> {
  if (turns.busy.has(bench)) throw new TooManyAttacks('Another attack is under way on this bench.');
  // A window waits for its visitor, and is no work.
  if (!window && turns.limit.pendingCount >= MAX_WAITING)
    throw new TooManyAttacks('Too many attacks wait for their turn.');
  turns.busy.add(bench);
  try {
    return window ? await work() : await turns.limit(work);
  } finally {
    turns.busy.delete(bench);
  }
}

function carryOut(bench: Bench, attack: Attack, window: VictimWindow | null): Promise<AttackResult> {
  return inLab(bench, window, async (lab, putBack) => {
    const outcome = await attack.run(lab);
    putBack();
    const attempted = lab.exchanges.at(-1)?.n ?? 0;
    const control = await attack.control(lab);
    const { exchanges } = lab;
    return {
      attack: attack.name,
      ...outcome,
      control: { ...control, exchanges: exchanges.filter(({ n }) => n > attempted).map(({ n }) => n) },
      exchanges: exchanges.toSorted((a, b) => a.n - b.n),
    };
  });
}

/** @param work may have clock, users, guestbook and servers put back in between */
async function inLab<Result>(
  bench: Bench,
  window: VictimWindow | null,
  work: (lab: Lab, putBack: () => void) => Promise<Result>,
): Promise<Result> {
  const before = structuredClone(bench.saved());
  const lab = new Lab(bench, window);
  try {
    return await work(lab, () => bench.restore(before));
  } finally {
    await window?.leave();
    lab.close();
    bench.restore(before);
    bench.changed();
    // Of a bench that has ended meanwhile nothing is to be told.
    await findBench(bench.id);
  }
}
