import type { Chapter } from '@/lib/course/chapter';
import type { Notebook } from '@/lib/course/notebook';
import { isDatabaseFailure } from '@/lib/db';
import { currentNotebook, currentReader } from './reader';
import { type Standing, standingOf } from './work';

/** What a chapter's pages are drawn from; the error where the database does not answer. */
export async function readAll(chapter: Chapter): Promise<{ standing: Standing; notebook: Notebook } | Error> {
  try {
    const standing = await standingOf(chapter, await currentReader());
    return { standing, notebook: await currentNotebook() };
  } catch (error) {
    if (error instanceof Error && isDatabaseFailure(error)) return error;
    throw error;
  }
}
