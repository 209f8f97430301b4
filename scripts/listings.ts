/**
 * Reads the files that pages show of themselves and writes them as highlighted HTML, before the site is built.
 * What is shown is what runs: a listing cannot drift from its file.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { sources } from '../app/_ui/listings/files.ts';
import { highlighted, inHtml } from './highlight.ts';

const root = new URL('../', import.meta.url);
const target = new URL('app/_ui/listings/generated.json', root);

const listings: Record<string, { lines: number; html: string }> = {};
for (const path of new Set(Object.values(sources).flat())) {
  listings[path] = await listing(path);
}
await writeFile(target, `${JSON.stringify(listings)}\n`);
console.log(`${Object.keys(listings).length} listings written`);

async function listing(path: string) {
  const code = await readFile(new URL(path, root), 'utf8').catch(() => {
    throw new Error(`${path}: a page shows this file, but it does not exist (see app/_ui/listings/files.ts)`);
  });
  const lines = await highlighted(path, code);
  return {
    lines: lines.length,
    html: lines.map((line, place) => `<li id="L${place + 1}"><code>${inHtml(line)}</code></li>`).join(''),
  };
}
