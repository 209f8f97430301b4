import type { PolicyChanges } from '@/lib/shop/policy';
import type { Exchange } from '@/lib/wire/exchange';
import type { Hand } from './hand';
import type { LectureClaim } from './lecture-claims';

export const LETTERS = ['a', 'b', 'c', 'd'] as const;
export type Letter = (typeof LETTERS)[number];

/**
 * Sentences of a chapter are plain English. In them `{server}` is drawn as that actor (browser, server, store, cookie,
 * mallory), `*…*` is what matters, and `` `…` `` are bytes.
 */
export type Told = string;

/** One of the four answers to a chapter's question. */
export interface Answer {
  says: Told;
  /** What whoever chose it is told beside what happened: the misconception behind it, or why it is right. */
  because: Told;
}

/**
 * Whether an exchange is the one that a step waits for. Pure: it looks at nothing but the wire.
 * @param soFar every exchange since the experiment began, this one last
 */
export type Wait = (exchange: Exchange, soFar: readonly Exchange[]) => boolean;

/** A button in a step that does something real to the bench. */
export interface Press {
  label: string;
  /**
   * Does it, and says in one or two sentences what it came to, from what really happened.
   * @throws {StepRefused} where it cannot be done now; the step is then not done
   */
  action: (hand: Hand) => Promise<string>;
}

/** A button in a step that changes a cookie in the reader's own browser, as developer tools would. */
export interface JarEdit {
  label: string;
  /**
   * @param value of the session's cookie, as it is in the jar now
   * @param given as the shop itself had set it last, whatever was made of it since
   * @returns what is to be there instead: null deletes it, undefined where there is nothing to change yet
   */
  change: (value: string, given: string) => string | null | undefined;
}

/** A button in a step that opens a page of the shop in its frame, for what no link of the shop leads to. */
export interface Visit {
  label: string;
  /** As `/admin`. */
  path: string;
}

/** A button in a step that opens a page of Mallory's own site, in a tab beside this one. */
export interface Lure {
  label: string;
  /** Below this bench's corner of her site, as `/` or `/trick/login`. */
  path: string;
}

/**
 * One of the six things to do. It is done once its button was pressed (where it has one), and then what it waits for
 * has crossed the wire (where it waits for something).
 */
export interface Step {
  say: Told;
  /** What there is to see then, in one sentence: for whoever looks on, and for the lecturer. */
  expect: Told;
  /** It has to fail, or nothing has been shown. */
  control?: true;
  press?: Press;
  edit?: JarEdit;
  visit?: Visit;
  lure?: Lure;
  wait?: Wait;
  /** What to look at, where to look, do it for me. */
  hints?: readonly [Told, Told, Told];
}

/** A piece of a real file. It is found by what its lines say, never by their numbers. */
export interface Excerpt {
  /** From the project's folder. */
  file: string;
  /** A part of the first line that is shown; it must be in one line of the file only. */
  from: string;
  /** A part of the last line: the first line from there on that holds it. */
  until: string;
  /** A part of the line that decides; it is marked. */
  mark?: string;
}

/** Something that the lecture's notes say, and what is true. */
export interface Claim {
  /** Which of the lecture's claims this is; none where others say it. */
  of?: LectureClaim;
  claim: string;
  verdict: 'right' | 'partly' | 'misleading' | 'wrong' | 'outdated' | 'missing';
  /** What to say instead or besides, with the authority for it. */
  instead: string;
  /** The step that shows it, counted from 1; none where it can only be told. */
  step?: 1 | 2 | 3 | 4 | 5 | 6;
}

export interface Link {
  title: string;
  url: string;
}

/**
 * What a chapter's page may show beneath its steps besides the bench: what Mallory's tap read last, and the table of all
 * mechanisms, measured with the switches of the reader's bench.
 */
export type Panel = 'tap' | 'sum';

/** A lesson around one experiment: what `chapter.ts` in a chapter's folder says. Its prose is in `page.mdx` beside it. */
export interface Chapter {
  /** The name of its folder, which is on the path (path.ts). */
  slug: string;
  /** The title in full, as it stands over the chapter. */
  title: string;
  question: Told;
  answers: Readonly<Record<Letter, Answer>>;
  right: Letter;
  /** How many of the steps come before the question: as a rule none. */
  stepsBefore?: number;
  /** The policy that the experiment begins with. */
  start: { preset: string; policy?: PolicyChanges; secret?: string };
  /** The switches that the reader sees beside the bench; each has been spoken of by now. */
  switches?: readonly string[];
  panels?: readonly Panel[];
  steps: readonly Step[];
  /** The sentence to be able to say. */
  say: string;
  own: { question: string; model: string; ideas: readonly string[] };
  last: { question: string; answer: string };
  listings: { ours: Excerpt; flask: Excerpt };
  claims: readonly Claim[];
  links: readonly Link[];
}
