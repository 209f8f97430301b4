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
const kinds: Record<string, RunKind> = {
  'var(--shiki-token-keyword)': 'keyword',
  'var(--shiki-token-comment)': 'comment',
  'var(--shiki-token-string)': 'string',
  'var(--shiki-token-string-expression)': 'string',
};

/** What is set apart in code: keywords heavy, comments grey, strings italic; all else is plain. */
type RunKind = 'plain' | 'keyword' | 'comment' | 'string';

/** Some letters of one line that are dressed alike. */
export type Run = [kind: RunKind, text: string];

/**
 * A file's lines, each in runs.
 * @param path tells the language
 * @throws where no language is known for its ending
 */
export async function highlighted(path: string, code: string): Promise<Run[][]> {
  const lang = languages[extname(path)];
  if (!lang) throw new Error(`${path}: no language is known for this kind of file`);
  const { tokens } = await codeToTokens(code.trimEnd(), { lang, theme });
  return tokens.map(runsOf);
}

/** Neighbours dressed alike share one run, and space is never dressed. */
function runsOf(line: ThemedToken[]): Run[] {
  const runs: Run[] = [];
  for (const { content, color } of line) {
    const last = runs.at(-1);
    const kind = kindOf(content, color);
    if (last && (last[0] === kind || content.trim() === '')) last[1] += content;
    else runs.push([kind, content]);
  }
  return runs;
}

/** Operators count as keywords in the grammar; set heavy they would shout. */
function kindOf(content: string, color = ''): RunKind {
  const kind = kinds[color] ?? 'plain';
  return kind === 'keyword' && !/[a-z]/i.test(content) ? 'plain' : kind;
}

const tags = {
  plain: ['', ''],
  keyword: ['<b>', '</b>'],
  comment: ['<i>', '</i>'],
  string: ['<span class="s">', '</span>'],
};

/** One line as HTML, every character escaped that HTML knows. */
export function inHtml(runs: readonly Run[]): string {
  return runs
    .map(([kind, text]) => {
      const [open, close] = tags[kind];
      return open + escapeMarkup(text) + close;
    })
    .join('');
}

function escapeMarkup(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
