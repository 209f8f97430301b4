import { expect, test } from 'vitest';
import type { Chapter, Step } from '@/lib/course/chapter';
import { emptyNotes, merged, type Notebook, type Notes } from '@/lib/course/notebook';
import { advance, nextStep } from '@/lib/course/progress';
import { inMarkdown, reportOf } from '@/lib/course/report';
import type { Exchange } from '@/lib/wire/exchange';
import { exampleExchange } from '../harness/bench-example';
import { chapters } from '../harness/chapters';

const at = (n: number, method: string, target: string): Exchange => exampleExchange(n, { request: { method, target } });

const waits = (target: string): Step => ({
  say: target,
  expect: target,
  wait: (exchange) => exchange.request.target === target,
});
const [real] = chapters;
const chapter: Chapter = {
  ...(real as Chapter),
  stepsBefore: 1,
  steps: [
    waits('/one'),
    waits('/two'),
    { ...waits('/three'), press: { label: 'Press', action: async () => 'Pressed.' } },
  ],
};
const predicted: Notes = { ...emptyNotes(), prediction: 'a' };

test('steps are done in order, each by an exchange after the one before', () => {
  const wire = [at(1, 'GET', '/two'), at(2, 'GET', '/one'), at(3, 'GET', '/two')];
  const { observations } = advance(chapter, predicted, wire);
  expect(observations.map(({ exchange }) => exchange)).toEqual([2, 3]);
  expect(observations[1]).toMatchObject({ request: expect.stringMatching(/^GET \/two/), until: 3 });
});

test('before the question is answered only the steps before it are done', () => {
  const wire = [at(1, 'GET', '/one'), at(2, 'GET', '/two')];
  expect(advance(chapter, emptyNotes(), wire).observations).toHaveLength(1);
  expect(nextStep(chapter, advance(chapter, emptyNotes(), wire))).toBeNull();
});

test('a step with a button waits for what comes after it was pressed', () => {
  const two = advance(chapter, predicted, [at(1, 'GET', '/one'), at(2, 'GET', '/two'), at(3, 'GET', '/three')]);
  expect(two.observations).toHaveLength(2);
  const pressed = { ...two, pressed: { after: 3, said: 'Pressed.' } };
  expect(advance(chapter, pressed, [at(3, 'GET', '/three')])).toBe(pressed);
  const done = advance(chapter, pressed, [at(3, 'GET', '/three'), at(4, 'GET', '/three')]);
  expect(done).toMatchObject({ done: true, pressed: null });
  expect(done.observations[2]).toMatchObject({ exchange: 4, said: 'Pressed.' });
});

test('exchanges from before the experiment count for nothing', () => {
  expect(advance(chapter, { ...predicted, since: 1 }, [at(1, 'GET', '/one')]).observations).toEqual([]);
});

const slug = chapter.slug;
const notebook = (notes: Partial<Notes>): Notebook => ({ chapters: { [slug]: { ...emptyNotes(), ...notes } } });
const mergedNotes = (a: Partial<Notes>, b: Partial<Notes>) => merged(notebook(a), notebook(b)).chapters[slug];
const observation = { exchange: 1, request: 'GET /', status: '200 OK', reason: null, said: null, until: 1 };

test('of two notebooks the further one counts for each chapter, whichever comes first', () => {
  const further = { prediction: 'c', observations: [observation], bench: 'abcd' } as const;
  const other = { prediction: 'a', bench: 'efgh', at: 5 } as const;
  for (const notes of [
    mergedNotes({ ...further, observations: [observation] }, other),
    mergedNotes(other, { ...further, observations: [observation] }),
  ]) {
    expect(notes).toMatchObject({ prediction: 'c', bench: 'abcd' });
    expect(notes?.observations).toHaveLength(1);
  }
});

test('no text is dropped, and none stands twice', () => {
  expect(mergedNotes({ sentence: 'mine' }, { sentence: 'other' })?.sentence.split('\n').sort()).toEqual([
    'mine',
    'other',
  ]);
  expect(mergedNotes({ sentence: 'mine' }, { sentence: 'mine' })?.sentence).toBe('mine');
  expect(mergedNotes({ sentence: '' }, { sentence: 'mine' })?.sentence).toBe('mine');
  expect(mergedNotes({ done: true }, { prediction: 'b', sentence: 'mine' })).toMatchObject({
    done: true,
    prediction: 'b',
    sentence: 'mine',
  });
});

test('chapters that only one of them has are in both', () => {
  expect(merged(notebook({ prediction: 'b' }), { chapters: {} }).chapters[slug]?.prediction).toBe('b');
  expect(merged({ chapters: {} }, notebook({ prediction: 'b' })).chapters[slug]?.prediction).toBe('b');
  expect(merged({ chapters: {} }, { chapters: { 'no-such': emptyNotes() } }).chapters).toEqual({});
});

test('the report holds what was noted, and in Markdown nothing that was typed is markup', () => {
  const all = reportOf(
    [chapter],
    notebook({ prediction: 'a', observations: [observation], sentence: '# <b>[x](y)</b>\n- two' }),
  );
  const text = inMarkdown(all, new Date('2026-11-27T10:00:00Z'));
  expect(text).toContain('Exchange 1: GET /');
  expect(text).toContain('> \\# \\<b\\>\\[x\\]\\(y\\)\\</b\\>\n> \\- two');
  expect(reportOf([chapter], { chapters: {} })).toEqual([]);
});
