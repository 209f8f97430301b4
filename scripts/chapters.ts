/** Writes the list of the chapters, and the pieces of code that they show, highlighted, before the site is built. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import type { Excerpt } from '../lib/course/chapter.ts';
import { linesOf } from './excerpt.ts';
import { highlighted } from './highlight.ts';
import { chapters } from './written-chapters.ts';

const root = new URL('../', import.meta.url);
const target = new URL('app/learn/generated/', root);
const slugs = chapters.map(({ slug }) => slug);

const excerpts: Record<string, { ours: object; flask: object }> = {};
for (const { slug, listings } of chapters) {
  excerpts[slug] = { ours: await excerpt(listings.ours), flask: await excerpt(listings.flask) };
}

const number = (slug: string) => slug.slice(0, 2);
const list = `// Written by scripts/chapters.ts.
import type { Chapter } from '@/lib/course/chapter';
${slugs.map((slug) => `import { chapter as chapter${number(slug)} } from '../${slug}/chapter';`).join('\n')}

export const chapters: readonly Chapter[] = [${slugs.map((slug) => `chapter${number(slug)}`).join(', ')}];
`;
const prose = `// Written by scripts/chapters.ts.
import type { MDXContent } from 'mdx/types';
${slugs.map((slug) => `import Prose${number(slug)} from '../${slug}/page.mdx';`).join('\n')}

export const prose: Readonly<Record<string, MDXContent>> = {
${slugs.map((slug) => `  '${slug}': Prose${number(slug)},`).join('\n')}
};
`;
mkdirSync(target, { recursive: true });
writeFileSync(new URL('chapters.ts', target), list);
writeFileSync(new URL('prose.ts', target), prose);
writeFileSync(new URL('excerpts.json', target), `${JSON.stringify(excerpts)}\n`);
console.log(`${slugs.length} chapters found`);

async function excerpt(wanted: Excerpt) {
  const text = readFileSync(new URL(wanted.file, root), 'utf8');
  const { first, last, mark } = linesOf(wanted, text);
  const lines = (await highlighted(wanted.file, text)).slice(first, last + 1);
  return {
    file: wanted.file,
    first: first + 1,
    lines: lines.map((runs, place) => ({ runs, marked: first + place === mark })),
  };
}
