import { readdirSync } from 'node:fs';
import '../../scripts/as-bundled.mjs';
import type { Chapter } from '../../lib/course/chapter.ts';

/** Every chapter that is written, as its `chapter.ts` says. */
const learn = new URL('../../app/learn/', import.meta.url);
const slugs = readdirSync(learn)
  .filter((name) => /^\d\d-/.test(name))
  .sort();

export const chapters: readonly Chapter[] = await Promise.all(
  slugs.map(
    async (slug) => ((await import(new URL(`${slug}/chapter.ts`, learn).href)) as { chapter: Chapter }).chapter,
  ),
);
