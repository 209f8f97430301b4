import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { Journal } from '@/lib/wire/journal';
import { exampleExchange } from '../harness/bench-example.ts';

const connection = (number: number) => ({ number, peer: '127.0.0.1' });
const onItsOwn = (n: number) => ({ ...exampleExchange(n), connection: connection(n) });

const MEGABYTE = 1024 * 1024;

test('200 exchanges are kept; of huge ones only as many of the newest as a megabyte holds', () => {
  const journal = new Journal();
  for (let n = 1; n <= 250; n++) journal.add(onItsOwn(n));
  expect(journal.after(0).map(({ n }) => n)).toEqual(Array.from({ length: 200 }, (_, index) => index + 51));

  for (let n = 251; n <= 450; n++) {
    // What no packing makes smaller: random bytes, as Latin-1.
    const value = randomBytes(15_000).toString('latin1');
    journal.add({ ...exampleExchange(n, { request: { headers: [['X-Junk', value]] } }), connection: connection(n) });
  }
  const kept = journal.after(0);
  expect(kept.at(-1)?.n).toBe(450);
  expect(kept.length).toBeGreaterThan(20);
  const bytes = kept.flatMap(({ request }) => request.headers).reduce((sum, [, value]) => sum + value.length, 0);
  expect(bytes).toBeLessThan(1.1 * MEGABYTE);

  journal.clear();
  for (let n = 451; n <= 650; n++) journal.add(onItsOwn(n));
  expect(journal.after(0)).toHaveLength(200);
});

test('a run of thousands alike over one connection is one summed entry, and what differs stays apart', () => {
  const journal = new Journal();
  const { n: _, ...alike } = { ...exampleExchange(1), connection: connection(1) };
  journal.add(onItsOwn(7));
  for (let index = 0; index < 100; index++) journal.add(alike);
  expect(journal.after(0)).toHaveLength(101);
  for (let index = 0; index < 4900; index++) journal.add(alike);
  const other = journal.add({ ...alike, response: { ...alike.response, status: 404 } });
  const kept = journal.after(0);
  expect(kept.map(({ n, times }) => [n, times])).toEqual([
    [1, undefined],
    [5001, 5000],
    [other.n, undefined],
  ]);
});
