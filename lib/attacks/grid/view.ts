import type { SessionPolicy } from '@/lib/shop/policy';
import type { Exchange } from '@/lib/wire/exchange';
import type { Attack, Outcome, SwitchEffect } from '../attack';
import type { AttackName } from '../names';

/** A grid as pages and JSON calls show it. Types alone, so that the browser's script can have them. */

/** What is said of an attack before it is run. */
export type AttackText = Pick<Attack, 'name' | 'title' | 'tries' | 'needed'>;

/** One exchange of a cell in short: which clients spoke, and what was answered. */
export interface ExchangeLine extends Pick<Exchange, 'n' | 'sender' | 'scripted' | 'to'> {
  method: string;
  target: string;
  status: number;
  /** The server refused something on the way. */
  isRefused: boolean;
  /** It belongs to the negative control. */
  isControl: boolean;
}

/** What an attack and its control came to. */
export interface CellResult extends Outcome {
  control: Outcome & { what: string };
  /** Single changes of switches that stop it, and that do not; none where it does not succeed. */
  stoppedBy: SwitchEffect[];
  notStoppedBy: SwitchEffect[];
  exchanges: ExchangeLine[];
  /** So many more crossed the wire, and were not kept. */
  leftOut: number;
}

export type CellState =
  | { state: 'waiting' | 'running' }
  /** The server can do nothing: the visitor's own browser has to. */
  | { state: 'needs-browser' }
  /** It means nothing under this policy, or it could not be run: `why` says it in one sentence. */
  | { state: 'meaningless' | 'failed'; why: string }
  | ({ state: 'done' } & CellResult);

export type CellView = CellState & {
  attack: AttackName;
  title: string;
  /** The number of the change that made it what it is: later changes have higher numbers. */
  changed: number;
  /** Whether Mallory succeeded when it was run last, under the policy of before. */
  succeededBefore?: boolean;
};

/** A run of all attacks against one policy. */
export interface GridView {
  /** What is attacked. */
  policy: SessionPolicy;
  /** When it began: milliseconds since 1970, by the server's clock; null where nothing has been run under this policy. */
  startedAt: number | null;
  isRunning: boolean;
  /** Of the attacks that need no browser, so many have been run. */
  done: number;
  of: number;
  /** It was run, but under another policy than the one of now. */
  isStale: boolean;
  /** The number of the last change; `?after=` that number asks for what has changed since. */
  changed: number;
  cells: CellView[];
}

/** A cell of the big grid: what its page holds is left out. */
export type ShortCellView = Pick<CellView, 'attack' | 'changed' | 'state'> & {
  preset: string;
  succeeded?: boolean;
  why?: string;
};

/** Runs of all attacks against all presets. */
export type PresetsGridView = Omit<GridView, 'policy' | 'cells' | 'isStale'> & {
  /** Some presets have not been attacked lately: asking for it would run them. */
  mayRun: boolean;
  cells: ShortCellView[];
};
