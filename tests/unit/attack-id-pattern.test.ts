import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { findPattern } from '@/lib/attacks/id-pattern';
import { type IssuedIds, newId } from '@/lib/shop/ids';
import type { ServerPolicy } from '@/lib/shop/policy';

const now = 1_800_000_000_000;

/** Ids that the shop's own generators give out: those at the places wanted are looked at, the others went elsewhere. */
function given(generator: ServerPolicy['idGenerator'], wanted: number[], issued: IssuedIds = { last: 0 }) {
  const all = Array.from({ length: Math.max(...wanted) + 1 }, (_, n) => newId(generator, issued, now + 40 * n));
  return { all, seen: wanted.map((place) => all[place] as string) };
}

test.each([
  ['counter', 'numbers counted up'],
  ['hashed-counter', 'MD5 of numbers counted up'],
] as const)('ids of a %s are seen to be %s, and tell the one between', async (generator, what) => {
  const { all, seen } = given(generator, [0, 1, 2, 5, 6]);
  const pattern = await findPattern(seen);
  expect(pattern).toMatchObject({ what, places: [1001, 1002, 1003, 1006, 1007] });
  expect([1004, 1005].map((place) => pattern?.idAt(place))).toEqual(all.slice(3, 5));
});

test('ids of a clock are seen to be milliseconds, though more than a day lies between', async () => {
  const { seen } = given('clock', [0, 1, 2, 25]);
  const ids = [...seen, String(now + 100_000_000)];
  const pattern = await findPattern(ids);
  expect(pattern).toMatchObject({ what: 'milliseconds of a clock', places: ids.map(Number) });
  expect(pattern?.idAt(now + 120)).toBe(newId('clock', { last: 0 }, now + 120));
});

test('a counter that has come far is found behind its hashes', async () => {
  const { seen } = given('hashed-counter', [0, 1, 3], { last: 40_000 });
  expect((await findPattern(seen))?.places).toEqual([40_001, 40_002, 40_004]);
});

test('other work has its turn while she hashes', async () => {
  let turns = 0;
  const timer = setInterval(() => {
    turns += 1;
  }, 1);
  await findPattern(given('hashed-counter', [0, 1], { last: 100_000 }).seen);
  clearInterval(timer);
  expect(turns).toBeGreaterThan(2);
});

test.each([
  ['random ids', given('random', [0, 1, 2, 3]).seen],
  ['random hex of the length of an MD5', Array.from({ length: 3 }, () => randomBytes(16).toString('hex'))],
  ['numbers in no order', ['1003', '1001', '1002']],
  ['numbers far apart', ['1001', '500000', '900000']],
  ['the same twice', ['1001', '1001']],
  ['one that does not fit the others', ['1001', '1002', 'b8c37e33defde51cf91e1e03e51657da']],
  [
    'hashes of numbers far apart',
    [...given('hashed-counter', [0]).seen, ...given('hashed-counter', [0], { last: 9000 }).seen],
  ],
])('there is no pattern in %s', async (_name, ids) => {
  expect(await findPattern(ids)).toBeNull();
});
