import { globSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { en } from '@/app/_ui/messages/en';
import { hi } from '@/app/_ui/messages/hi';
import { unexpected } from '@/app/_ui/messages/unexpected';

/** A text of a catalogue: what it says, and how many values it is given. */
type Text = { says: string; values: number };

/** Every text by its path. A function is called with marks in place of its values, so that they can be found again. */
function textsIn(value: unknown, path = ''): Map<string, Text> {
  if (typeof value === 'string') return new Map([[path, { says: value, values: 0 }]]);
  if (typeof value === 'function') {
    const marks = Array.from({ length: value.length }, (_, place) => `⟨${place}⟩`);
    return new Map([[path, { says: String(value(...marks)), values: value.length }]]);
  }
  const texts = new Map<string, Text>();
  for (const [key, below] of Object.entries(value as object)) {
    for (const [at, text] of textsIn(below, path === '' ? key : `${path}.${key}`)) texts.set(at, text);
  }
  return texts;
}

const english = textsIn({ ...en, unexpected: unexpected.en });
const hindi = textsIn({ ...hi, unexpected: unexpected.hi });
const paths = [...english.keys()];
const placeholders = (says = '') => [...new Set(says.match(/\{\w+\}|⟨\d+⟩/g))].sort();

/** The same in both languages: names. */
const ALIKE = ['site.name', 'actors.mallory', 'seen.userAgent'];

/** What Hindi too writes in Latin letters. */
const NAMES =
  /Session Lab|Mallory|User-Agent|HTTPS?|bcrypt|HMAC|SHA-256|303 See Other|docs\/deploying\.md|\ba से z\b|\{\w+\}/g;

describe('the Hindi catalogue', () => {
  test('has the same texts as the English one', () => {
    expect([...hindi.keys()]).toEqual(paths);
  });

  test('gives each text the same values', () => {
    for (const path of paths) {
      const [original, translated] = [english.get(path), hindi.get(path)];
      expect(translated?.values, path).toBe(original?.values);
      expect(placeholders(translated?.says), path).toEqual(placeholders(original?.says));
    }
  });

  test('is in Hindi, but for names', () => {
    const alike = paths.filter((path) => hindi.get(path)?.says === english.get(path)?.says);
    expect(alike.sort()).toEqual([...ALIKE].sort());
    for (const [path, { says }] of hindi) {
      if (path === 'languageCode') continue;
      expect(says.replace(NAMES, ''), path).not.toMatch(/[A-Za-z]/);
      const isWords = /[a-z]/i.test(english.get(path)?.says ?? '');
      if (isWords && !ALIKE.includes(path)) expect(says, path).toMatch(/\p{Script=Devanagari}/u);
    }
  });
});

test.each([
  ['English', english],
  ['Hindi', hindi],
])('no %s text is empty', (_, texts) => {
  for (const [path, { says }] of texts) expect(says.trim(), path).not.toBe('');
});

/** The first group of every match of the patterns in the files. */
function keysIn(files: string[], ...patterns: RegExp[]): string[] {
  const text = files.flatMap((pattern) => globSync(pattern)).map((file) => readFileSync(file, 'utf8'));
  const all = text.flatMap((one) => patterns.flatMap((pattern) => [...one.matchAll(pattern)].map(([, key]) => key)));
  return [...new Set(all.filter((key) => key !== undefined))].sort();
}

const SUBMISSIONS = ['app/(account)/**/*.ts', 'lib/account/*.ts'];

describe('every message that a form can answer with is in the catalogue, and no other', () => {
  test('beside a field', () => {
    const answered = keysIn(
      SUBMISSIONS,
      /errors: \{ \w+: '(\w+)' \}/g,
      /error: '(\w+)'/g,
      /present\('(\w+)'\)/g,
      /checkedBy\(\w+, '(\w+)'\)/g,
      /\.(?:min|max)\(\d+, '(\w+)'\)/g,
      /return '((?:username|password|displayName)\w+)'/g,
    );
    expect(answered).toEqual(Object.keys(en.fields).sort());
  });

  test('for the form as a whole', () => {
    expect(keysIn(SUBMISSIONS, /because: '(\w+)'/g)).toEqual(Object.keys(en.refusals).sort());
  });

  test('in place of the page', () => {
    const because = keysIn(['proxy.ts'], /because: '(\w+)'/g);
    const [denials = ''] = keysIn(['lib/account/guards.ts'], /denied: ((?:'\w+' ?\|? ?)+)/g);
    const denied = [...denials.matchAll(/'(\w+)'/g)].map(([, key]) => key).filter((key) => key !== 'login');
    expect(denied).toContain('banned');
    // The sentences for what nobody expected stand apart, for both languages.
    const sayable = [...Object.keys(en.problems), 'unexpected'];
    for (const key of [...because, ...denied]) expect(sayable).toContain(key);
  });
});
