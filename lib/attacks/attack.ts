import type { PolicyChanges, SessionPolicy } from '@/lib/shop/policy';
import type { Exchange } from '@/lib/wire/exchange';
import type { Lab } from './lab';
import type { AttackName } from './names';
import type { Tapped } from './tap/tapped';

/** What one try came to. Sentences are plain English with a full stop; numbers in them come from the exchange itself. */
export interface Outcome {
  /** Mallory got what she was after. */
  succeeded: boolean;
  /** What happened and why: one or two sentences, with the server's own reason where it gave one. */
  why: string;
  /** Where there are several ways to it, what each came to; `succeeded` says which of them count together. */
  ways?: Way[];
  /** What Mallory's tap read, where she listens on the wire: real bytes, to be shown. */
  tapped?: Tapped[];
}

/** One of several ways, as "by form POST". */
export interface Way {
  way: string;
  succeeded: boolean;
  why: string;
}

/** The same once more, everything else equal, with a session that must not work: it has to fail. */
export interface Control extends Outcome {
  /** What was different, as a sentence. */
  what: string;
}

/** One change of switches by itself, and what it does to this attack, as a sentence. */
export interface SwitchEffect {
  change: PolicyChanges;
  because: string;
}

/**
 * One thing Mallory tries. Each is a file, all of one shape. `run` and `control` exchange real bytes with the shop of
 * the lab's bench; nothing else tells them what came of it.
 */
export interface Attack {
  name: AttackName;
  /** "Change the cookie: from user to admin". */
  title: string;
  /** What Mallory tries, in one sentence without jargon. */
  tries: string;
  /** What she needs for it, in one sentence. */
  needed: string;
  /** `http`: her client does it. `browser`: only a visitor's own browser can show it. */
  by: 'http' | 'browser';
  /** Why it means nothing under this policy, as a sentence; null where it can be tried. */
  meaningless(policy: SessionPolicy): string | null;
  run(lab: Lab): Promise<Outcome>;
  control(lab: Lab): Promise<Control>;
  /** Each of these alone stops it under this policy, where it succeeds. */
  stoppedBy(policy: SessionPolicy): SwitchEffect[];
  /** None of these stops it, though one might think so. */
  notStoppedBy(policy: SessionPolicy): SwitchEffect[];
}

/** What `POST /api/benches/:id/attacks/:attack` answers with. */
export interface AttackResult extends Outcome {
  attack: AttackName;
  control: Control & { exchanges: number[] };
  /** Every exchange of attack and control, in order, as they stand on the wire. */
  exchanges: Exchange[];
}
