import type { Bench } from '@/lib/bench/bench';
import { createBench, endBench, findBench, keepBench, NoSuchBench } from '@/lib/bench/benches';
import { type Chapter, LETTERS, type Letter } from '@/lib/course/chapter';
import { Hand } from '@/lib/course/hand';
import { MAX_SENTENCE } from '@/lib/course/limits';
import { cut, type Notes, notesOf, withNotes } from '@/lib/course/notebook';
import { changeNotebook, type Reader, readNotebook } from '@/lib/course/notebooks';
import { advance, nextStep, placedAt } from '@/lib/course/progress';
import { show, showNothing } from '@/lib/course/shown';
import { StepRefused } from '@/lib/course/step-refused';
import { measureSum } from '@/lib/course/sum';
import { NamedError } from '@/lib/named-error';
import { mayAskForHint } from './view';

/** What a chapter's forms and its page's JSON calls both do: one reading and one doing of each. */

/** The form is not one of the chapter's. The message is one sentence for whoever sent it. */
export class BadForm extends NamedError {
  static override readonly errorName = 'BadForm';
}

/** Where a reader is in a chapter: their notes, and the bench that belongs to them. */
export interface Standing {
  notes: Notes;
  bench: Bench | null;
}

/**
 * What is noted at a chapter, brought up to what has crossed the wire.
 * @param reader null for somebody without a notebook
 */
export async function standingOf(chapter: Chapter, reader: Reader | null): Promise<Standing> {
  if (!reader) return { notes: notesOf({ chapters: {} }, chapter.slug), bench: null };
  const notes = notesOf(await readNotebook(reader), chapter.slug);
  const bench = await existing(notes.bench);
  if (!bench) return { notes, bench };
  const exchanges = bench.journal.after(notes.since);
  if (advance(chapter, notes, exchanges) === notes) return { notes, bench };
  return { notes: await change(chapter, reader, (now) => advance(chapter, now, exchanges)), bench };
}

async function existing(id: string | null): Promise<Bench | null> {
  if (id === null) return null;
  return findBench(id).catch((error: unknown) => {
    if (error instanceof NoSuchBench) return null;
    throw error;
  });
}

/** Changes the notes of one chapter; null forgets them. */
async function change(chapter: Chapter, reader: Reader, to: (notes: Notes) => Notes | null): Promise<Notes> {
  const notebook = await changeNotebook(reader, (before) => {
    const notes = notesOf(before, chapter.slug);
    const changed = to(notes);
    return changed === notes ? before : withNotes(before, chapter.slug, changed);
  });
  return notesOf(notebook, chapter.slug);
}

/** A form of a chapter: what it asks for, and its fields. */
export interface Work {
  chapter: Chapter;
  reader: Reader;
  fields: Record<string, string>;
  /** Whose, for the limit of new benches. */
  address: string;
}

const works: Record<string, (work: Work, standing: Standing) => Promise<unknown>> = {
  predict,
  open,
  press,
  hint,
  measure,
  keep,
  answer,
  reset,
  go,
  'start-over': startOver,
};

/**
 * Does what a form asks for.
 * @throws {BadForm} {StepRefused} with one sentence, and whatever the bench refuses
 */
export async function doWork(work: Work): Promise<Standing> {
  const { fields, chapter, reader } = work;
  const does = Object.hasOwn(works, fields.do ?? '') ? works[fields.do as string] : undefined;
  if (!does) throw new BadForm('This form asks for nothing that there is here.');
  await does(work, await standingOf(chapter, reader));
  return standingOf(chapter, reader);
}

const isLetter = (text: string | undefined): text is Letter => LETTERS.includes(text as Letter);

/** The answer is written down before anything can be tried out, and stays what it was. */
async function predict(work: Work, standing: Standing): Promise<void> {
  const { answer: letter } = work.fields;
  if (!isLetter(letter)) throw new BadForm('Choose one of the four answers.');
  await change(work.chapter, work.reader, (notes) => ({ ...notes, prediction: notes.prediction ?? letter }));
  if (!standing.bench) await open(work, standing);
}

/** Makes the chapter's bench, where there is none (any more). Steps that were done on another one are to be done again. */
async function open({ chapter, reader, address }: Work, { bench }: Standing): Promise<void> {
  if (bench) return;
  const { id } = await createBench(chapter.start, address);
  await change(chapter, reader, (notes) => ({
    ...notes,
    bench: id,
    since: 0,
    observations: [],
    pressed: null,
    hints: null,
  }));
}

/** A walkthrough stands at a step. It needs a bench there, and neither an answer nor the steps before. */
async function go(work: Work, standing: Standing): Promise<void> {
  const { chapter, reader, fields } = work;
  const number = /^\d{1,2}$/.test(fields.step ?? '') ? Number(fields.step) : chapter.steps.length;
  if (number >= chapter.steps.length) throw new BadForm('There is no such step.');
  await open(work, standing);
  const last = standing.bench?.journal.last ?? 0;
  await change(chapter, reader, (notes) => placedAt(notes, number, last));
}

function needed({ bench }: Standing): Bench {
  if (!bench) throw new StepRefused('Your bench has ended. Open a new one first.');
  return bench;
}

/** Presses the button of the step that comes next; of a page that has fallen behind, nothing is pressed. */
async function press({ chapter, reader, fields }: Work, standing: Standing): Promise<void> {
  const bench = needed(standing);
  const next = nextStep(chapter, standing.notes);
  if (!next || String(next.number) !== fields.step) return;
  if (!next.step.press) throw new BadForm('This step has no button.');
  const after = bench.journal.last;
  const said = cut(await next.step.press.action(new Hand(bench)));
  await keepBench(bench);
  await change(chapter, reader, (notes) => ({ ...notes, pressed: { after, said } }));
}

async function hint({ chapter, reader, fields }: Work, standing: Standing): Promise<void> {
  const { last } = needed(standing).journal;
  const next = nextStep(chapter, standing.notes);
  if (!next || String(next.number) !== fields.step) return;
  if (!mayAskForHint(standing.notes.hints, last)) {
    throw new StepRefused('Try something first: the next hint comes after a request.');
  }
  const most = next.step.hints?.length ?? 0;
  await change(chapter, reader, (notes) => ({
    ...notes,
    hints: { opened: Math.min((notes.hints?.opened ?? 0) + 1, most), after: last },
  }));
}

/** Fills the table of all mechanisms, with the switches of the reader's bench. */
async function measure({ chapter }: Work, standing: Standing): Promise<void> {
  const bench = needed(standing);
  if (!chapter.panels?.includes('sum')) throw new BadForm('This chapter has nothing to measure.');
  show(bench, { sum: await measureSum(bench) });
}

/** The reader's own sentence, and which of the ideas they found in it. */
async function keep({ chapter, reader, fields }: Work): Promise<void> {
  const sentence = (fields.sentence ?? '').replaceAll('\r\n', '\n').trim();
  if (sentence === '') throw new BadForm('Write a sentence first.');
  if (sentence.length > MAX_SENTENCE) throw new BadForm(`A sentence has ${MAX_SENTENCE} characters at most.`);
  const ideas = chapter.own.ideas.flatMap((_, place) => (fields[`idea${place}`] === 'on' ? [place] : []));
  await change(chapter, reader, (notes) => ({ ...notes, sentence, ideas }));
}

async function answer({ chapter, reader }: Work): Promise<void> {
  await change(chapter, reader, (notes) => ({ ...notes, answered: true }));
}

/** The bench as it was when the experiment began; what was predicted and written stays. */
async function startOver({ chapter, reader }: Work, standing: Standing): Promise<void> {
  const bench = needed(standing);
  await bench.startOver();
  showNothing(bench);
  await keepBench(bench);
  const since = bench.journal.last;
  await change(chapter, reader, (notes) => ({ ...notes, since, observations: [], pressed: null, hints: null }));
}

/** Forgets the chapter as if it had never been opened. */
async function reset({ chapter, reader }: Work, { bench }: Standing): Promise<void> {
  await change(chapter, reader, () => null);
  if (bench) await endBench(bench.id);
}
