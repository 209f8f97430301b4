import { extname } from 'node:path';
import { type BundledLanguage, codeToTokens, createCssVariablesTheme, type ThemedToken } from 'shiki';

const languages: Record<string, BundledLanguage> = {
  '.css': 'css',
  '.json': 'json',
  '.mjs': 'js',
  '.prisma': 'prisma',
  '.py': 'python',
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

/**
 * A file's lines as HTML, every character escaped that HTML knows.
 * @param path tells the language
 * @throws where no language is known for its ending
 */
export async function highlighted(path: string, code: string): Promise<string[]> {
  const lang = languages[extname(path)];
  if (!lang) throw new Error(`${path}: no language is known for this kind of file`);
  const { tokens } = await codeToTokens(code.trimEnd(), { lang, theme });
  return tokens.map(highlight);
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
