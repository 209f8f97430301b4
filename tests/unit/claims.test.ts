import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { type LectureClaim, lectureClaims } from '@/lib/course/lecture-claims';
import { path, stopOf } from '@/lib/course/path';
import { tableOf, withTable } from '../../scripts/claims-table.ts';
import { chapters } from '../harness/chapters.ts';

/** What the lecture's notes claim is met in the chapters, and docs/teaching.md says where. */

const ids = Object.keys(lectureClaims) as LectureClaim[];
const written = chapters.map(({ slug }) => stopOf(slug)?.number);

test.each(ids)('"%s" is met in its chapter', (id) => {
  const { chapter: number } = lectureClaims[id];
  expect(path[number - 1]?.number).toBe(number);
  const chapter = chapters[written.indexOf(number)];
  if (chapter) expect(chapter.claims.map(({ of }) => of)).toContain(id);
});

test('no chapter answers a claim twice, and the steps that it names are there', () => {
  for (const { slug, claims, steps } of chapters) {
    const answered = claims.flatMap(({ of }) => of ?? []);
    expect(answered, slug).toEqual([...new Set(answered)]);
    for (const { claim, step } of claims) if (step !== undefined) expect(steps[step - 1], claim).toBeDefined();
  }
});

test('the table in docs/teaching.md is what the chapters say: node scripts/claims.ts writes it', () => {
  const guide = readFileSync('docs/teaching.md', 'utf8');
  expect(guide).toBe(withTable(guide, tableOf(chapters)));
});
