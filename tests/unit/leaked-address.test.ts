import { expect, test } from 'vitest';
import { exampleExchange } from '../harness/bench-example';
import { chapters } from '../harness/chapters.ts';

/** The last step of chapter 11: what the browser tells Mallory's page of the one before, with either policy. */

const steps = chapters.find(({ slug }) => slug === '11-the-id')?.steps ?? [];
const wait = steps[5]?.wait ?? expect.fail('There is no such step.');

const atHerPage = (n: number, referer: string) =>
  exampleExchange(n, { to: 'mallory', request: { target: '/k7f2/prize', headers: [['Referer', referer]] } });

const origin = atHerPage(1, 'http://k7f2.shop.session.localhost:3000/');
const whole = atHerPage(2, 'http://k7f2.shop.session.localhost:3000/guestbook?sid=PIBz');

test('is done when she was told the origin once and the whole address once, in either order', () => {
  expect(wait(origin, [origin])).toBe(false);
  expect(wait(whole, [whole])).toBe(false);
  expect(wait(whole, [origin, whole])).toBe(true);
  expect(wait(origin, [whole, origin])).toBe(true);
});

test('is not done by any other page, nor by one that is told nothing', () => {
  const nothing = atHerPage(3, '');
  expect(wait(nothing, [whole, nothing])).toBe(false);
  expect(wait(exampleExchange(4), [whole, exampleExchange(4)])).toBe(false);
});
