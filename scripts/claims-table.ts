import type { Chapter, Claim, Told } from '../lib/course/chapter.ts';
import { type LectureClaim, lectureClaims } from '../lib/course/lecture-claims.ts';
import { stopOf } from '../lib/course/path.ts';

/** The table of what the lecture's notes claim, for docs/teaching.md: all of it is what the chapters say. */

const BEGIN = '<!-- Written by scripts/claims.ts from the chapters. -->';
const END = '<!-- Up to here. -->';

const HEAD = `| claim | notes | verdict | what to say instead, or besides | chapter | shown by |
|---|---|---|---|---|---|`;

/** In the order of the lecture's claims; what others say comes last. */
export function tableOf(chapters: readonly Chapter[]): string {
  const order = Object.keys(lectureClaims);
  const place = ({ of }: Claim) => (of === undefined ? order.length : order.indexOf(of));
  const rows = chapters.flatMap((chapter) => chapter.claims.map((claim) => ({ chapter, claim })));
  const sorted = rows.toSorted((a, b) => place(a.claim) - place(b.claim));
  return [HEAD, ...sorted.map(({ chapter, claim }) => rowOf(chapter, claim))].join('\n');
}

function rowOf(chapter: Chapter, { of, claim, verdict, instead, step }: Claim): string {
  const stop = stopOf(chapter.slug);
  if (!stop) throw new Error(`${chapter.slug} is not on the path.`);
  const cells = [claim, notesOf(of), verdict, instead, `${stop.number} ${stop.title}`, shownBy(chapter, step)];
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}

const notesOf = (of: LectureClaim | undefined) => (of === undefined ? '' : lectureClaims[of].notes.join(', '));

function shownBy({ slug, steps }: Chapter, number: Claim['step']): string {
  if (number === undefined) return 'told';
  const step = steps[number - 1];
  if (!step) throw new Error(`${slug} has no step ${number}, which a claim names.`);
  return `step ${number}${step.control ? ', control' : ''}: ${named(step.expect)}`;
}

/** Actors by their names; the other marks of a sentence are those of Markdown. */
const named = (text: Told) => text.replace(/\{mallory\}/g, 'Mallory').replace(/\{(\w+)\}/g, '$1');

/**
 * A document with this table in its place.
 * @throws where the document has no place for it
 */
export function withTable(document: string, table: string): string {
  const [before, after] = [document.indexOf(BEGIN), document.indexOf(END)];
  if (before < 0 || after < before) throw new Error(`There is no place for the table: "${BEGIN}", then "${END}".`);
  return `${document.slice(0, before + BEGIN.length)}\n\n${table}\n\n${document.slice(after)}`;
}
