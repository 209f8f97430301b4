import './as-bundled.mjs';
import { readdirSync } from 'node:fs';
import type { Chapter } from '../lib/course/chapter.ts';

/** Every chapter that is written, as its `chapter.ts` says: a folder of `app/learn` whose name begins with two digits. */

const learn = new URL('../app/learn/', import.meta.url);
const slugs = readdirSync(learn)
  .filter((name) => /^\d\d-[a-z-]+$/.test(name))
  .sort();

export const chapters: readonly Chapter[] = await Promise.all(slugs.map(read));

async function read(slug: string): Promise<Chapter> {
  const { chapter } = (await import(new URL(`${slug}/chapter.ts`, learn).href)) as { chapter: Chapter };
  if (chapter.slug !== slug) throw new Error(`app/learn/${slug}/chapter.ts says that it is ${chapter.slug}.`);
  return chapter;
}
