import { z } from 'zod';
import { LETTERS } from './chapter';
import { MAX_SENTENCE } from './limits';
import { path, stopOf } from './path';

/**
 * What a reader has written down on the way through the course: one object, kept as JSON (notebooks.ts). Everything in
 * it is bounded, since a reader without an account can write as much as anybody.
 */

const MAX_SEEN = 400;
/** A chapter has six steps; a few more do no harm. */
const MAX_STEPS = 12;

const seen = z.string().max(MAX_SEEN);

/** What was seen at one step, from the wire. */
const observationSchema = z.object({
  /** The exchange that the step had waited for; null where a button alone did it. */
  exchange: z.number().int().positive().nullable(),
  /** "GET /profile", "401 Unauthorized", and the server's reason or whom it took the visitor for. */
  request: seen.nullable(),
  status: seen.nullable(),
  reason: seen.nullable(),
  /** What the step's button came to. */
  said: seen.nullable(),
  /** Exchanges up to this one have been looked at. */
  until: z.number().int().min(0),
  /** It was not done: a walkthrough has passed it over. */
  skipped: z.literal(true).optional(),
});

const notesSchema = z.object({
  prediction: z.enum(LETTERS).nullable().default(null),
  /** It was gone through in front of a class, whose answer may be a show of hands: the steps do not wait for one in writing. */
  walked: z.boolean().default(false),
  /** The bench of this chapter. */
  bench: z
    .string()
    .regex(/^[a-z0-9]{4,20}$/)
    .nullable()
    .default(null),
  /** The last exchange on it before the experiment began. */
  since: z.number().int().min(0).default(0),
  observations: z.array(observationSchema).max(MAX_STEPS).default([]),
  /** The button of the step that is to be done was pressed: after which exchange, and what it came to. */
  pressed: z
    .object({ after: z.number().int().min(0), said: seen })
    .nullable()
    .default(null),
  /** Hints that were opened at the step that is to be done, and the exchange after which the last of them was. */
  hints: z
    .object({ opened: z.number().int().min(0).max(3), after: z.number().int().min(0) })
    .nullable()
    .default(null),
  /** All its steps were done once. */
  done: z.boolean().default(false),
  sentence: z
    .string()
    .max(4 * MAX_SENTENCE)
    .default(''),
  ideas: z.array(z.number().int().min(0).max(9)).max(10).default([]),
  /** The last question's answer was looked at. */
  answered: z.boolean().default(false),
  /** When it was last changed: milliseconds since 1970. */
  at: z.number().default(0),
});

export type Observation = z.infer<typeof observationSchema>;
/** What was noted at one chapter. */
export type Notes = z.infer<typeof notesSchema>;

export const notebookSchema = z.object({
  chapters: z.record(z.string(), notesSchema).default({}),
});

export type Notebook = z.infer<typeof notebookSchema>;

export const emptyNotebook = (): Notebook => ({ chapters: {} });
export const emptyNotes = (): Notes => notesSchema.parse({});

export const cut = (text: string): string => (text.length <= MAX_SEEN ? text : `${text.slice(0, MAX_SEEN - 1)}…`);

/** What was noted at a chapter; empty notes where nothing was. */
export function notesOf(notebook: Notebook, slug: string): Notes {
  return Object.hasOwn(notebook.chapters, slug) ? (notebook.chapters[slug] as Notes) : emptyNotes();
}

/** The notebook with other notes at one chapter. */
export function withNotes(notebook: Notebook, slug: string, notes: Notes | null): Notebook {
  if (!stopOf(slug)) throw new Error(`There is no chapter ${slug}.`);
  const { [slug]: _, ...others } = notebook.chapters;
  return { chapters: notes ? { ...others, [slug]: { ...notes, at: Date.now() } } : others };
}

/** A text is no longer than this, also where two of them were put together. */
const MAX_TOGETHER = 4 * MAX_SENTENCE;

/** How far a reader has come in a chapter, as a number to compare by. */
const reached = (notes: Notes) =>
  (notes.done ? 100 : 0) + notes.observations.length * 2 + (notes.prediction === null ? 0 : 1);

/**
 * Two notebooks as one: for each chapter whichever has come further, the later one where both have come as far. What
 * was written in words is never dropped: two different sentences stand below each other.
 */
export function merged(one: Notebook, other: Notebook): Notebook {
  const chapters: Notebook['chapters'] = {};
  for (const { slug } of path) {
    const [a, b] = [one.chapters[slug], other.chapters[slug]];
    if (a && b) chapters[slug] = mergedNotes(a, b);
    else if (a ?? b) chapters[slug] = (a ?? b) as Notes;
  }
  return { chapters };
}

function mergedNotes(a: Notes, b: Notes): Notes {
  const isFirst = reached(a) - reached(b) || a.at - b.at;
  const [further, other] = isFirst >= 0 ? [a, b] : [b, a];
  return {
    ...further,
    prediction: further.prediction ?? other.prediction,
    done: a.done || b.done,
    answered: a.answered || b.answered,
    sentence: together(further.sentence, other.sentence),
    ideas: [...new Set([...further.ideas, ...other.ideas])],
  };
}

function together(first: string, second: string): string {
  if (second === '' || first.includes(second)) return first;
  if (first === '' || second.includes(first)) return second;
  return `${first}\n${second}`.slice(0, MAX_TOGETHER);
}
