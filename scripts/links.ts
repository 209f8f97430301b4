import { globSync, readFileSync } from 'node:fs';

/**
 * `npm run links`: asks every page that the project links to whether it is still there, and has the place that the link
 * names. Where there is no internet it says so.
 */

const FILES = ['*.md', 'docs/**/*.md', '{app,lib}/**/*.{ts,tsx,mdx}'];

/** Addresses that are only spoken of. */
const EXAMPLE = /\bexample\b|localhost|[$*<…]|\/\/\d+\.\d+\.\d+\.\d+/;
const SECONDS = 20;

/** Page to the fragments that links name on it. */
const pages = new Map<string, Set<string>>();
for (const file of globSync(FILES, { exclude: ['**/generated/**'] })) {
  for (const [link] of readFileSync(file, 'utf8').matchAll(/https:\/\/[^\s'"`)>\]|]+/g)) {
    if (EXAMPLE.test(link)) continue;
    const [page = '', fragment] = link.replace(/[.,;:]+$/, '').split('#');
    const fragments = pages.get(page) ?? new Set();
    // GitHub’s own script goes to them; in the page they are called otherwise.
    if (fragment && !page.startsWith('https://github.com/')) fragments.add(fragment);
    pages.set(page, fragments);
  }
}

/** @returns what is wrong with a page and the places on it; null where no answer came */
async function faultsOf(page: string, fragments: Set<string>): Promise<string[] | null> {
  const headers = { 'user-agent': 'Session Lab, npm run links' };
  const answer = await fetch(page, { headers, signal: AbortSignal.timeout(SECONDS * 1000) }).catch(() => null);
  if (!answer) return null;
  if (answer.status !== 200) return [`${page}: ${answer.status}`];
  const text = await answer.text().catch(() => '');
  return [...fragments]
    .filter((fragment) => !['id', 'name'].some((name) => isIn(text, name, fragment)))
    .map((fragment) => `${page}: there, but nothing on it is called ${fragment}`);
}

const isIn = (text: string, name: string, value: string) =>
  [`${name}="${value}"`, `${name}='${value}'`, `${name}=${value} `, `${name}=${value}>`].some((one) =>
    text.includes(one),
  );

const results = await Promise.all(
  [...pages].map(async ([page, fragments]) => ({ page, faults: await faultsOf(page, fragments) })),
);
const faults = results.flatMap((result) => result.faults ?? [`${result.page}: no answer within ${SECONDS} s`]);
if (results.every((result) => result.faults === null)) {
  console.log(`None of ${pages.size} pages answered: there is no internet here, and nothing was checked.`);
} else {
  console.log([...faults, `${pages.size} pages asked, ${faults.length} faults`].join('\n'));
  process.exitCode = faults.length > 0 ? 1 : 0;
}
