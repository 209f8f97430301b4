import { isDeepStrictEqual } from 'node:util';
import type { LimitFunction } from 'p-limit';
import type { Bench } from '@/lib/bench/bench';
import { errorText, log } from '@/lib/log';
import type { SessionPolicy } from '@/lib/shop/policy';
import { StoreUnavailable } from '@/lib/shop/stores/store';
import type { Attack, AttackResult } from '../attack';
import { AttackImpossible } from '../attack-impossible';
import { attacks } from '../attacks';
import type { AttackName } from '../names';
import { runOnScratch } from '../on-scratch';
import { resultCount, resultOf } from '../results';
import { AttackMeaningless, TooManyAttacks } from '../run-attack';
import { nextChange } from './changes';
import { KeptResult } from './kept-result';
import type { CellState, CellView } from './view';

/** What is attacked. It stays as it is while the bench that it was taken from changes. */
export interface Target {
  preset: string;
  policy: SessionPolicy;
  secret: string;
}

interface Cell {
  attack: Attack;
  state: Exclude<CellState['state'], 'done'> | KeptResult;
  why: string;
  changed: number;
}

/**
 * All attacks against one policy, each on a bench of its own, so that nobody's sessions notice. What needs a browser is
 * taken over from there when a visitor's browser has done it.
 */
export class GridRun {
  readonly target: Target;
  /** Whose policy it is; what its visitor's browser finds out is taken over. */
  readonly bench: Bench;
  /** Milliseconds since 1970; null until it is begun. */
  startedAt: number | null = null;
  readonly #cells: Cell[];
  readonly #before: Map<AttackName, boolean>;
  /** Which result of a browser is known here. */
  readonly #taken = new Map<AttackName, number>();
  #isDropped = false;

  /**
   * @param bench whose policy it is
   * @param before the run that this one replaces
   */
  constructor(bench: Bench, before: GridRun | null = null) {
    const { preset, policy, secret } = bench;
    this.target = { preset, policy, secret };
    this.bench = bench;
    this.#before = before?.verdicts() ?? new Map();
    this.#cells = attacks.map((attack) => {
      const reason = attack.meaningless(policy);
      const state = reason !== null ? 'meaningless' : attack.by === 'browser' ? 'needs-browser' : 'waiting';
      return { attack, state, why: reason ?? '', changed: nextChange() };
    });
  }

  /** Whether it is about the bench as it is now. */
  isOf({ policy, secret }: Bench): boolean {
    return isDeepStrictEqual(this.target.policy, policy) && this.target.secret === secret;
  }

  /** Has every attack run that can be; they wait for their turn with those of other runs. @param turns whose */
  begin(turns: LimitFunction): void {
    this.startedAt = Date.now();
    for (const cell of this.#cells) if (cell.state === 'waiting') void turns(() => this.#carryOut(cell));
  }

  async #carryOut(cell: Cell): Promise<void> {
    if (this.#isDropped) return;
    change(cell, 'running');
    try {
      this.#keep(cell, await runOnScratch(this.target, cell.attack));
    } catch (error) {
      fail(cell, error);
    }
  }

  #keep(cell: Cell, result: AttackResult): void {
    change(cell, new KeptResult(cell.attack, this.target.policy, result));
  }

  /** What still waits is left out. */
  drop(): void {
    this.#isDropped = true;
  }

  get isRunning(): boolean {
    return this.startedAt !== null && this.#cells.some(({ state }) => state === 'waiting' || state === 'running');
  }

  /** Of the attacks that need no browser, how many are run, and how many there are. */
  get progress(): { done: number; of: number } {
    const own = this.#cells.filter(({ attack, state }) => attack.by === 'http' && state !== 'meaningless');
    return { done: own.filter(({ state }) => state !== 'waiting' && state !== 'running').length, of: own.length };
  }

  /** About what it takes in memory. */
  get bytes(): number {
    return this.#cells.reduce((sum, { state }) => sum + (state instanceof KeptResult ? state.bytes : 0), 0);
  }

  /** @param after only what has changed since the change of this number */
  cells(after = 0): CellView[] {
    this.#takeOverFromBrowser();
    return this.#cells.filter(({ changed }) => changed > after).map((cell) => this.#view(cell));
  }

  cell(name: string): CellView | null {
    return this.cells().find(({ attack }) => attack === name) ?? null;
  }

  /** With every exchange; null where it has not come to anything. */
  result(name: string): AttackResult | null {
    this.#takeOverFromBrowser();
    const state = this.#cells.find(({ attack }) => attack.name === name)?.state;
    return state instanceof KeptResult ? state.whole() : null;
  }

  verdicts(): Map<AttackName, boolean> {
    const known = this.cells().flatMap((cell): [AttackName, boolean][] =>
      cell.state === 'done' ? [[cell.attack, cell.succeeded]] : [],
    );
    return new Map([...this.#before, ...known]);
  }

  #view({ attack: { name, title }, state, why, changed }: Cell): CellView {
    const succeededBefore = this.#before.get(name);
    const common = { attack: name, title, changed, ...(succeededBefore !== undefined && { succeededBefore }) };
    if (state instanceof KeptResult) return { ...common, state: 'done', ...state.said };
    return state === 'meaningless' || state === 'failed' ? { ...common, state, why } : { ...common, state };
  }

  /** A browser reports to its bench; when it has run an attack again, the newer result counts. */
  #takeOverFromBrowser(): void {
    if (!this.isOf(this.bench)) return;
    for (const cell of this.#cells) {
      const { name, by } = cell.attack;
      const count = by === 'browser' ? resultCount(this.bench, name) : 0;
      const result = count > (this.#taken.get(name) ?? 0) ? resultOf(this.bench, name) : null;
      if (!result) continue;
      this.#taken.set(name, count);
      try {
        this.#keep(cell, result);
      } catch (error) {
        fail(cell, error);
      }
    }
  }
}

function change(cell: Cell, state: Cell['state'], why = ''): void {
  cell.state = state;
  cell.why = why;
  cell.changed = nextChange();
}

/** One attack that cannot be run is no reason for the others to stop. */
function fail(cell: Cell, error: unknown): void {
  const isExpected = [AttackImpossible, StoreUnavailable, TooManyAttacks].some((kind) => error instanceof kind);
  if (error instanceof AttackMeaningless) change(cell, 'meaningless', error.message);
  else if (isExpected) change(cell, 'failed', (error as Error).message);
  else {
    log().error({ event: 'unexpected-error', attack: cell.attack.name, error: errorText(error) });
    change(cell, 'failed', 'This went wrong here, and was logged.');
  }
}
