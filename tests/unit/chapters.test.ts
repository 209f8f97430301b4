import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { switches } from '@/app/bench/switches/switches';
import { LETTERS } from '@/lib/course/chapter';
import { glossary } from '@/lib/course/glossary';
import { path, stopOf } from '@/lib/course/path';
import { symptoms } from '@/lib/course/symptoms';
import { changePolicy } from '@/lib/shop/policy';
import { findPreset } from '@/lib/shop/presets';
import { linesOf } from '../../scripts/excerpt.ts';
import { chapters } from '../harness/chapters.ts';

/** What every chapter has, whoever has written it. */

const PARTS = ['Story', 'Aside', 'Explanation', 'InTools', 'Notes'];

describe.each(chapters.map((chapter) => [chapter.slug, chapter] as const))('%s', (slug, chapter) => {
  const page = readFileSync(`app/learn/${slug}/page.mdx`, 'utf8');
  const part = (name: string) => new RegExp(`<${name}>\\n\\n([\\s\\S]*?)\\n\\n</${name}>`).exec(page)?.[1] ?? '';

  test('is on the path', () => {
    expect(stopOf(slug)).not.toBeNull();
  });

  test('tells a story of 350 to 700 words', () => {
    const words = part('Story').match(/[\p{L}\p{N}][\p{L}\p{N}’'.-]*/gu) ?? [];
    expect(words.length).toBeGreaterThanOrEqual(350);
    expect(words.length).toBeLessThanOrEqual(700);
  });

  test('has an explanation, a look into one’s own tools, and notes for every step; each tag stands alone in its line', () => {
    expect(part('Explanation').length).toBeGreaterThan(100);
    expect(part('InTools').length).toBeGreaterThan(40);
    const noted = [...page.matchAll(/^<Notes step="(\d)">$/gm)].map(([, step]) => Number(step));
    expect([...new Set(noted)].sort()).toEqual(chapter.steps.map((_, place) => place + 1));
    for (const [line, name] of page.matchAll(/^.*<\/?([A-Z]\w+).*$/gm)) {
      expect(PARTS, line).toContain(name);
      expect(line).toMatch(/^<\/?\w+( step="\d")?>$/);
    }
  });

  test('writes apostrophes and quotation marks as a printer does', () => {
    const prose = page.replace(/`[^`]*`/g, '').replace(/<[^>]*>/g, '');
    expect(prose).not.toMatch(/['"]/);
    expect(prose).not.toMatch(/ - |--/);
  });

  test('has a question with four answers, a model sentence, two or three ideas and a last question', () => {
    expect(chapter.question.endsWith('?')).toBe(true);
    for (const letter of LETTERS) expect(chapter.answers[letter].because.length, letter).toBeGreaterThan(20);
    expect([2, 3]).toContain(chapter.own.ideas.length);
    expect(chapter.own.model.length).toBeGreaterThan(20);
    expect(chapter.last.answer.length).toBeGreaterThan(20);
    expect(chapter.claims.length).toBeGreaterThan(0);
    expect(chapter.links.length).toBeGreaterThan(0);
    for (const { url } of chapter.links) expect(url).toMatch(/^https:\/\//);
  });

  test('has six steps, each with something to do, a control among them, and hints somewhere', () => {
    expect(chapter.steps).toHaveLength(6);
    for (const { press, wait, edit, visit, lure, say } of chapter.steps) {
      expect(press ?? wait, say).toBeDefined();
      if (edit ?? visit ?? lure) expect(wait, say).toBeDefined();
    }
    expect(chapter.steps.some(({ control }) => control)).toBe(true);
    expect(chapter.steps.some(({ hints }) => hints)).toBe(true);
  });

  test('begins with a policy that there is, and speaks of switches that there are', () => {
    const preset = findPreset(chapter.start.preset);
    expect(preset).not.toBeNull();
    if (preset && chapter.start.policy) expect(() => changePolicy(preset.policy, chapter.start.policy)).not.toThrow();
    const names = switches.map(({ name }) => name);
    for (const name of chapter.switches ?? []) expect(names).toContain(name);
  });

  test('shows code that is there', () => {
    for (const excerpt of [chapter.listings.ours, chapter.listings.flask]) {
      const { first, last } = linesOf(excerpt, readFileSync(excerpt.file, 'utf8'));
      expect(last - first).toBeGreaterThan(2);
      expect(last - first).toBeLessThan(32);
    }
    expect(chapter.listings.flask.file).toBe(`app/learn/${slug}/in_flask.py`);
    expect(existsSync(`tests/browser/course/${slug.slice(0, 2)}.ts`)).toBe(true);
  });
});

describe('a piece of code is found by what its lines say', () => {
  const text = 'one\ntwo {\n  three\n}\nfour\ntwo again\n';
  const file = 'a.ts';

  test('from the line that says the one thing to the first after it that says the other', () => {
    expect(linesOf({ file, from: 'two {', until: '}' }, text)).toEqual({ first: 1, last: 3, mark: null });
    expect(linesOf({ file, from: 'two {', until: '}', mark: 'three' }, text)).toEqual({ first: 1, last: 3, mark: 2 });
  });

  test.each([
    ['its beginning is not there', { from: 'five', until: 'four' }],
    ['its beginning could be two', { from: 'two', until: 'four' }],
    ['its end is not there', { from: 'one', until: 'five' }],
    ['its end comes before', { from: 'four', until: 'one' }],
    ['its mark is outside', { from: 'two {', until: '}', mark: 'four' }],
  ])('and the build fails where %s', (_, wanted) => {
    expect(() => linesOf({ file, ...wanted }, text)).toThrow(/^a\.ts: /);
  });
});

test('the path has sixteen stops in order, eight of them core', () => {
  expect(path.map(({ number }) => number)).toEqual(Array.from({ length: 16 }, (_, place) => place + 1));
  expect(path.filter(({ core }) => core).map(({ number }) => number)).toEqual([1, 2, 4, 5, 8, 13, 14, 15]);
});

test('words of the glossary are in order, have ids of their own, and belong to chapters', () => {
  const words = glossary.map(({ word }) => word.toLowerCase());
  expect(words).toEqual([...words].sort((a, b) => a.localeCompare(b, 'en')));
  expect(new Set(glossary.map(({ id }) => id)).size).toBe(glossary.length);
  const numbers = [...glossary.map(({ chapter }) => chapter), ...symptoms.flatMap(({ chapters: all }) => all)];
  for (const number of numbers) expect(path[number - 1]?.number).toBe(number);
});
