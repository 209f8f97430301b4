import { describe, expect, test } from 'vitest';
import { commandOf, KEYS, type Pressed } from '@/app/learn/_present/keys';
import { inMinutes } from '@/app/learn/_present/time-gone';
import type { Chapter } from '@/lib/course/chapter';
import { emptyNotes, type Notes, type Observation } from '@/lib/course/notebook';
import { advance, nextStep, placedAt } from '@/lib/course/progress';
import { reportOf } from '@/lib/course/report';
import { nameOfSlide, slideFrom, slideNumbered, slidesOf } from '@/lib/course/slides';
import { aroundChange } from '@/lib/wire/around-change';
import { chapters } from '../harness/chapters.ts';

const chapter = chapters.find(({ slug }) => slug === '05-signed') as Chapter;
const numbers = (of: Chapter, parts: number) => slidesOf(of, parts).map(({ number }) => number);

describe('the slides of a chapter', () => {
  test('are its question, its steps, its answer, what happened by paragraphs, and the sentence to say', () => {
    expect(numbers(chapter, 2)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(slidesOf(chapter, 2).map((slide) => nameOfSlide(slide, 6))).toEqual([
      'question',
      'step 1 of 6',
      'step 2 of 6',
      'step 3 of 6',
      'step 4 of 6',
      'step 5 of 6',
      'step 6 of 6',
      'the answer',
      'what happened',
      'what happened',
      'to be able to say',
    ]);
  });

  test('have steps before the question where the chapter has', () => {
    expect(numbers({ ...chapter, stepsBefore: 1 }, 0)).toEqual([1, 0, 2, 3, 4, 5, 6, 7, 8]);
  });

  test('are found by number, and one after the other', () => {
    const slides = slidesOf({ ...chapter, stepsBefore: 1 }, 0);
    expect(slideNumbered(slides, 3).number).toBe(3);
    expect(slideNumbered(slides, undefined).number).toBe(1);
    expect(slideNumbered(slides, 99).number).toBe(1);
    expect(slideFrom(slides, 1, 1)?.number).toBe(0);
    expect(slideFrom(slides, 1, -1)).toBeNull();
    expect(slideFrom(slides, 8, 1)).toBeNull();
  });
});

describe('a walkthrough at a step', () => {
  const seen: Observation = { exchange: 3, request: 'GET /', status: '200 OK', reason: null, said: null, until: 3 };
  const withDone = (count: number): Notes => ({ ...emptyNotes(), observations: Array(count).fill(seen) });
  const standing = (notes: Notes) => notes.observations.map(({ skipped }) => (skipped ? 'passed' : 'done'));

  test('needs no answer in writing', () => {
    expect(nextStep(chapter, emptyNotes())).toBeNull();
    expect(nextStep(chapter, placedAt(emptyNotes(), 0, 0))?.number).toBe(0);
  });

  test('passes over what was not done, and says so', () => {
    const placed = placedAt(withDone(1), 3, 8);
    expect(standing(placed)).toEqual(['done', 'passed', 'passed']);
    expect(nextStep(chapter, placed)?.number).toBe(3);
    expect(placed.observations.at(-1)?.until).toBe(8);
  });

  test('takes back what was passed over, and nothing that was done', () => {
    const there = placedAt(withDone(1), 5, 8);
    expect(standing(placedAt(there, 2, 8))).toEqual(['done', 'passed']);
    expect(standing(placedAt(there, 0, 8))).toEqual(['done']);
    expect(standing(placedAt(placedAt({ ...withDone(0) }, 2, 1), 0, 1))).toEqual([]);
  });

  test('changes nothing where it is already', () => {
    const placed = placedAt(withDone(2), 2, 8);
    expect(placedAt(placed, 2, 9)).toBe(placed);
  });

  test('forgets a button that was pressed at another step, not one of this step', () => {
    const pressed = { ...withDone(1), pressed: { after: 3, said: 'Pressed.' } };
    expect(placedAt(pressed, 1, 8).pressed).not.toBeNull();
    expect(placedAt(pressed, 4, 8).pressed).toBeNull();
  });

  test('does not do a chapter by passing over its steps', () => {
    const pressOnly: Chapter = { ...chapter, steps: chapter.steps.map(({ wait: _, ...step }) => step) };
    const last = placedAt(withDone(0), 5, 8);
    const done = advance(pressOnly, { ...last, pressed: { after: 8, said: 'Pressed.' } }, []);
    expect(done.observations).toHaveLength(6);
    expect(done.done).toBe(false);
    const whole = { ...placedAt(withDone(5), 5, 8), pressed: { after: 8, said: 'Pressed.' } };
    expect(advance(pressOnly, whole, []).done).toBe(true);
  });
});

test('a lab report says of a step that was passed over that it was not done', () => {
  const notes = placedAt({ ...emptyNotes(), prediction: 'b' }, 2, 0);
  const [reported] = reportOf([chapter], { chapters: { [chapter.slug]: notes } });
  expect(reported?.observations.map(({ seen }) => seen)).toEqual([
    ['Not done: a walkthrough passed it over.'],
    ['Not done: a walkthrough passed it over.'],
  ]);
});

describe('a key', () => {
  const slides = slidesOf(chapter, 2);
  const pressed = (key: string, more: Partial<Pressed> = {}): Pressed => ({
    key,
    shiftKey: false,
    isWithModifier: false,
    isOnControl: false,
    ...more,
  });

  test.each(['ArrowRight', 'PageDown', ' '])('%j goes on', (key) => {
    expect(commandOf(pressed(key), slides, 2)).toEqual({ kind: 'slide', number: 3, isSkip: false });
    expect(commandOf(pressed(key), slides, 10)).toBeNull();
  });

  test.each(['ArrowLeft', 'PageUp'])('%j goes back', (key) => {
    expect(commandOf(pressed(key), slides, 2)).toEqual({ kind: 'slide', number: 1, isSkip: false });
    expect(commandOf(pressed(key), slides, 0)).toBeNull();
  });

  test('digits skip, as far as there is such a slide', () => {
    expect(commandOf(pressed('4'), slides, 0)).toEqual({ kind: 'slide', number: 4, isSkip: true });
    expect(commandOf(pressed('9'), slidesOf(chapter, 0), 0)).toBeNull();
  });

  test('with a modifier is somebody else’s', () => {
    for (const key of ['b', '0', 'ArrowRight', 'p']) {
      expect(commandOf(pressed(key, { isWithModifier: true }), slides, 2)).toBeNull();
    }
  });

  test('that presses a button does not do anything besides', () => {
    for (const key of [' ', 'Enter']) expect(commandOf(pressed(key, { isOnControl: true }), slides, 2)).toBeNull();
    expect(commandOf(pressed('Enter'), slides, 2)).toEqual({ kind: 'press' });
  });

  test('is told of', () => {
    expect(KEYS.length).toBeGreaterThan(8);
    expect(commandOf(pressed('.'), slides, 2)).toEqual({ kind: 'blank' });
    expect(commandOf(pressed('Escape'), slides, 2)).toEqual({ kind: 'leave' });
    expect(commandOf(pressed('x'), slides, 2)).toBeNull();
  });
});

describe('a value, to be read from afar', () => {
  test('that is as it was shows its two ends', () => {
    expect(aroundChange('abc', 'abc')).toEqual({ before: 'abc', changed: '', after: '' });
    expect(aroundChange('gZCG1234567890abcd0eeg', 'gZCG1234567890abcd0eeg').before).toBe('gZCG1234…cd0eeg');
  });

  test('shows its change, with a few characters on either side', () => {
    expect(aroundChange('0123456789Xabcdefghij', '0123456789Yabcdefghij')).toEqual({
      before: '…6789',
      changed: 'X',
      after: 'abcd…',
    });
    expect(aroundChange('abX', 'ab')).toEqual({ before: 'ab', changed: 'X', after: '' });
    expect(aroundChange(`${'x'.repeat(40)}`, '').changed).toBe('xxxx…xxxx');
  });
});

test('time is told in minutes and seconds', () => {
  expect([0, 61_000, 754_900].map(inMinutes)).toEqual(['0:00', '1:01', '12:34']);
});
