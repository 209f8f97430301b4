import { originalValues } from '@/app/bench/original-values';
import type { Tapped } from '@/lib/attacks/tap/tapped';
import type { Bench } from '@/lib/bench/bench';
import type { Chapter, Letter, Lure, Step, Told, Visit } from '@/lib/course/chapter';
import type { Notes, Observation } from '@/lib/course/notebook';
import { nextStep } from '@/lib/course/progress';
import { shownOf } from '@/lib/course/shown';
import type { Sum } from '@/lib/course/sum';
import { cookieName } from '@/lib/shop/policy';

/** A step as the page draws it. */
export interface StepView {
  say: Told;
  expect: Told;
  isControl: boolean;
  /** What was seen there, once it is done. */
  observation: Observation | null;
  /** A walkthrough has passed it over. */
  isSkipped: boolean;
}

/** What can be done at the step that comes next. */
export interface NextView {
  /** From 0. */
  number: number;
  press: string | null;
  /** What its button came to, where it was pressed and the step waits for an exchange now. */
  said: string | null;
  /** A change of the jar, ready to be sent; `value` null deletes the cookie. */
  edit: { label: string; name: string; value: string | null } | null;
  /** A page of the shop to be opened. */
  visit: Visit | null;
  /** A page of Mallory's site to be opened. */
  lure: Lure | null;
  /** The hints that are open, and whether there is another one and it may be asked for. */
  hints: { open: Told[]; further: boolean; may: boolean };
}

/** What stands beneath the steps; null where the chapter has no place for it, or there is no bench. */
export interface PanelsView {
  /** What Mallory's tap read last. */
  tap: Tapped[] | null;
  /** The table of all mechanisms; `measured` is null until that is asked for. */
  sum: { measured: Sum | null } | null;
}

/** A chapter as far as its reader has come: plain data, for the page and for its script. */
export interface ChapterView {
  prediction: Letter | null;
  steps: StepView[];
  next: NextView | null;
  /** Every step was done once: the explanation may be read. */
  isDone: boolean;
  panels: PanelsView;
}

export function viewOf(chapter: Chapter, notes: Notes, bench: Bench | null): ChapterView {
  const next = nextStep(chapter, notes);
  return {
    prediction: notes.prediction,
    steps: chapter.steps.map(({ say, expect, control }, number) => {
      const noted = notes.observations[number];
      const isSkipped = noted?.skipped === true;
      return { say, expect, isControl: control === true, observation: isSkipped ? null : (noted ?? null), isSkipped };
    }),
    next: next && bench ? nextView(next.step, next.number, notes, bench) : null,
    isDone: notes.done,
    panels: panelsView(chapter, bench),
  };
}

function panelsView({ panels = [] }: Chapter, bench: Bench | null): PanelsView {
  if (!bench) return { tap: null, sum: null };
  const { tapped, sum } = shownOf(bench);
  return {
    tap: panels.includes('tap') ? tapped : null,
    sum: panels.includes('sum') ? { measured: sum } : null,
  };
}

function nextView(step: Step, number: number, { pressed, hints }: Notes, bench: Bench): NextView {
  const all = step.hints ?? [];
  const opened = hints?.opened ?? 0;
  return {
    number,
    press: step.press?.label ?? null,
    said: pressed?.said ?? null,
    edit: editView(step, bench),
    visit: step.visit ?? null,
    lure: step.lure ?? null,
    hints: {
      open: all.slice(0, opened),
      further: opened < all.length,
      may: mayAskForHint(hints, bench.journal.last),
    },
  };
}

/** The first hint is free; each further one comes after a try, which is an exchange. */
export function mayAskForHint(hints: Notes['hints'], last: number): boolean {
  return !hints || hints.opened === 0 || last > hints.after;
}

function editView({ edit }: Step, bench: Bench): NextView['edit'] {
  if (!edit) return null;
  const name = cookieName(bench.policy);
  const cookie = bench
    .lastJar()
    ?.all()
    .findLast((one) => one.name === name && one.refusedFor.length === 0);
  const given = originalValues(bench.journal.after(0))[name];
  const value = cookie && edit.change(cookie.value, given ?? cookie.value);
  return value === undefined ? null : { label: edit.label, name, value };
}
