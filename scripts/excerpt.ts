import type { Excerpt } from '../lib/course/chapter.ts';

/** Which lines of a file an excerpt is; counted from 0, the last one included. */
export interface Lines {
  first: number;
  last: number;
  /** The line that decides; null where none is marked. */
  mark: number | null;
}

/**
 * Finds an excerpt by what its lines say.
 * @throws where a line is not there, or where the first could be several
 */
export function linesOf({ file, from, until, mark }: Excerpt, text: string): Lines {
  const lines = text.split('\n');
  const begins = lines.flatMap((line, place) => (line.includes(from) ? [place] : []));
  if (begins.length !== 1) {
    throw new Error(`${file}: ${begins.length} lines say "${from}", where a listing is to begin; one is needed.`);
  }
  const [first = 0] = begins;
  const last = lines.findIndex((line, place) => place >= first && line.includes(until));
  if (last < 0) throw new Error(`${file}: no line after "${from}" says "${until}", where a listing is to end.`);
  if (mark === undefined) return { first, last, mark: null };
  const marked = lines.findIndex((line, place) => place >= first && place <= last && line.includes(mark));
  if (marked < 0) throw new Error(`${file}: no line of the listing that begins with "${from}" says "${mark}".`);
  return { first, last, mark: marked };
}
