/**
 * Reads the files that pages show of themselves and writes them as highlighted HTML, before the site is built.
 * What is shown is what runs: a listing cannot drift from its file.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { type BundledLanguage, codeToTokens, createCssVariablesTheme, type ThemedToken } from 'shiki';
import { sources } from '../app/_ui/listings/files.ts';

const root = new URL('../', import.meta.url);
const target = new URL('app/_ui/listings/generated.json', root);

const languages: Record<string, BundledLanguage> = {
  '.css': 'css',
  '.json': 'json',
  '.mjs': 'js',
  '.prisma': 'prisma',
  '.sql': 'sql',
  '.ts': 'ts',
  '.tsx': 'tsx',
};

// The policy of the site forbids style attributes, so the theme's variables become elements that listings.css dresses.
const theme = createCssVariablesTheme();
const tags: Record<string, [open: string, close: string]> = {
  'var(--shiki-token-keyword)': ['<b>', '</b>'],
  'var(--shiki-token-comment)': ['<i>', '</i>'],
  'var(--shiki-token-string)': ['<span class="s">', '</span>'],
  'var(--shiki-token-string-expression)': ['<span class="s">', '</span>'],
};

const listings: Record<string, { lines: number; html: string }> = {};
for (const path of new Set(Object.values(sources).flat())) {
  listings[path] = await listing(path);
}
await writeFile(target, `${JSON.stringify(listings)}\n`);
console.log(`${Object.keys(listings).length} listings written`);

async function listing(path: string) {
  const lang = languages[extname(path)];
  if (!lang) throw new Error(`${path}: no language is known for this kind of file`);
  const code = await readFile(new URL(path, root), 'utf8').catch(() => {
    throw new Error(`${path}: a page shows this file, but it does not exist (see app/_ui/listings/files.ts)`);
  });
  const { tokens } = await codeToTokens(code.trimEnd(), { lang, theme });
  return {
    lines: tokens.length,
    html: tokens.map((line, place) => `<li id="L${place + 1}"><code>${highlight(line)}</code></li>`).join(''),
  };
}

/** One line as HTML. Neighbours dressed alike share one element, and space is never dressed. */
function highlight(line: ThemedToken[]): string {
  const runs: { variable: string; text: string }[] = [];
  for (const { content, color } of line) {
    const last = runs.at(-1);
    const variable = isPlain(content, color) ? '' : (color ?? '');
    if (last && (last.variable === variable || content.trim() === '')) last.text += content;
    else runs.push({ variable, text: content });
  }
  return runs
    .map(({ variable, text }) => {
      const [open, close] = tags[variable] ?? ['', ''];
      return open + escapeMarkup(text) + close;
    })
    .join('');
}

/** Operators count as keywords in the grammar; set heavy they would shout. */
function isPlain(content: string, color: string | undefined): boolean {
  return !color || !(color in tags) || (color === 'var(--shiki-token-keyword)' && !/[a-z]/i.test(content));
}

function escapeMarkup(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
