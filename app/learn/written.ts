import type { Chapter, Excerpt } from '@/lib/course/chapter';
import { chapters } from './generated/chapters';
import excerpts from './generated/excerpts.json';

/** The chapters that are written, in the order of the path. scripts/chapters.ts finds them by their folders. */
export const written: readonly Chapter[] = chapters;

export function findWritten(slug: string): Chapter | null {
  return written.find((chapter) => chapter.slug === slug) ?? null;
}

/** A piece of code as scripts/chapters.ts has cut it out of its file. */
export interface ShownExcerpt extends Pick<Excerpt, 'file'> {
  /** The number of its first line in the file. */
  first: number;
  lines: { runs: [kind: string, text: string][]; marked: boolean }[];
}

export function excerptsOf(slug: string): { ours: ShownExcerpt; flask: ShownExcerpt } {
  const found = (excerpts as unknown as Record<string, { ours: ShownExcerpt; flask: ShownExcerpt }>)[slug];
  if (!found) throw new Error(`No code was cut out for the chapter ${slug}.`);
  return found;
}
