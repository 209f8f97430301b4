import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, test } from 'vitest';

/** docs/security.md says which tests prove which row. This holds it to that, in both directions. */

const tests = join(import.meta.dirname, '..');
const document = readFileSync(join(tests, '..', 'docs', 'security.md'), 'utf8');
const ROWS = 70;

interface Row {
  row: number;
  held: string;
  files: string[];
}

const table: Row[] = [...document.matchAll(/^\| (\d+) \| .+? \| (yes|in part|no) \| (.*) \|$/gm)].map(
  ([, row, held = '', files = '']) => ({ row: Number(row), held, files: files.match(/[\w./-]+\.ts/g) ?? [] }),
);

/** Row number to the files with a test whose name begins with it: `S20 …`, or `S20 S21 …`. */
function proofs(): Map<number, string[]> {
  const found = new Map<number, string[]>();
  for (const file of readdirSync(tests, { recursive: true, encoding: 'utf8' }).sort()) {
    if (!/\.(test|spec)\.ts$/.test(file) || file === join('unit', basename(import.meta.filename))) continue;
    const text = readFileSync(join(tests, file), 'utf8');
    const rows = new Set([...text.matchAll(/['"`]((?:S\d+,? )+)/g)].flatMap(([, names]) => names?.match(/\d+/g) ?? []));
    for (const row of rows) found.set(Number(row), [...(found.get(Number(row)) ?? []), file]);
  }
  return found;
}

test('the table of docs/security.md has every row once', () => {
  expect(table.map(({ row }) => row)).toEqual(Array.from({ length: ROWS }, (_, index) => index + 1));
});

test('the table names exactly the tests that carry the number of their row', () => {
  const found = proofs();
  for (const { row, held, files } of table) {
    expect(files, `row ${row}`).toEqual(found.get(row) ?? []);
    if (held !== 'no') expect(files.length, `row ${row} is said to be held`).toBeGreaterThan(0);
  }
});

test('a row that is not held whole has a note that says why', () => {
  for (const { row, held } of table) {
    if (held !== 'yes') expect(document, `row ${row}`).toContain(`**Row ${row}**`);
  }
});
