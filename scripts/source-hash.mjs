import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

/** Not part of what is built. */
const APART = ['tests', 'test-results', 'playwright-report'];

/**
 * One hash over every file that a build may read: all that git does not ignore, without the tests and hidden files.
 * Contents count, dates do not: a checkout that changes nothing causes no build.
 * @param {string} root
 */
export function sourceHash(root) {
  const ignores = ignoreRules(readFileSync(join(root, '.gitignore'), 'utf8'));
  const hash = createHash('sha256');
  const visit = (folder) => {
    const entries = readdirSync(folder, { withFileTypes: true });
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const file = join(folder, entry.name);
      const path = relative(root, file).split(sep).join('/');
      if (entry.name.startsWith('.') || APART.includes(path) || ignores(path)) continue;
      if (entry.isDirectory()) visit(file);
      else if (entry.isFile()) hash.update(`${path}\0`).update(readFileSync(file)).update('\0');
    }
  };
  visit(root);
  return hash.digest('hex');
}

/** Reads the plain forms of .gitignore that this project uses: `name`, `path/name`, `folder/` and `*.ending`. */
function ignoreRules(text) {
  const patterns = text
    .split('\n')
    .map((line) => line.trim().replace(/\/$/, ''))
    .filter((line) => line !== '' && !line.startsWith('#'));
  return (path) =>
    patterns.some((pattern) => (pattern.startsWith('*.') ? path.endsWith(pattern.slice(1)) : path === pattern));
}
