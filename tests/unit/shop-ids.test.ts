import { expect, test } from 'vitest';
import { isPlausibleId, keyOf, newId } from '@/lib/shop/ids';
import { ID_GENERATORS } from '@/lib/shop/policy';

const now = 1_800_000_000_000;

test('a counter counts', () => {
  const issued = { last: 0 };
  expect([1, 2, 3].map(() => newId('counter', issued, now))).toEqual(['1001', '1002', '1003']);
  expect(issued.last).toBe(1003);
  expect(newId('counter', { last: 2000 }, now)).toBe('2001');
});

test('a hashed counter is the MD5 of a counter, as anyone can compute it', () => {
  const issued = { last: 0 };
  expect(newId('hashed-counter', issued, now)).toBe('b8c37e33defde51cf91e1e03e51657da');
  expect(newId('hashed-counter', issued, now)).toBe('fba9d88164f3e2d9109ee770223212a0');
});

test('a clock gives milliseconds, and two ids in one of them differ', () => {
  const issued = { last: 0 };
  const ids = [now, now, now, now + 10, now].map((at) => newId('clock', issued, at));
  expect(ids).toEqual(['1800000000000', '1800000000001', '1800000000002', '1800000000010', '1800000000011']);
});

test('a clock leaves the counter where it was', () => {
  const issued = { last: 0 };
  newId('counter', issued, now);
  newId('clock', issued, now);
  expect(newId('counter', issued, now)).toBe('1002');
});

test('a random id has 128 bits, none of which stands still', () => {
  const ids = Array.from({ length: 200 }, () => Buffer.from(newId('random', { last: 0 }, now), 'base64url'));
  for (const id of ids) expect(id).toHaveLength(16);
  for (let bit = 0; bit < 128; bit++) {
    const ones = ids.filter((id) => ((id[bit >> 3] ?? 0) >> (bit & 7)) & 1).length;
    expect(ones, `bit ${bit}`).toBeGreaterThan(40);
    expect(ones, `bit ${bit}`).toBeLessThan(160);
  }
});

test.each(ID_GENERATORS)('no id of %s comes twice, and each is plausible', (generator) => {
  const issued = { last: 0 };
  const ids = Array.from({ length: 500 }, (_, n) => newId(generator, issued, now + (n >> 2)));
  expect(new Set(ids).size).toBe(500);
  expect(ids.every(isPlausibleId)).toBe(true);
});

test.each(['a', 'chosen', 'A-_9', 'x'.repeat(128)])('%.20s is plausible as an id', (text) => {
  expect(isPlausibleId(text)).toBe(true);
});

test.each(['', 'x'.repeat(129), 'a b', 'a;b', 'a\n', '../a', 'a\0', 'é', 'a=', '%41'])('%j is not', (text) => {
  expect(isPlausibleId(text)).toBe(false);
});

test('the key of an id is its SHA-256 in hex', () => {
  expect(keyOf('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
});
