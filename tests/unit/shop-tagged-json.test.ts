import { expect, test } from 'vitest';
import { readTaggedJson, writeTaggedJson } from '@/lib/shop/codecs/tagged-json';

/** What Flask itself makes of these is in tests/interop/flask.test.ts. */

const both: [string, unknown][] = [
  ['{" b":"AP8="}', new Uint8Array([0, 255])],
  ['{" d":"Fri, 02 Jan 2026 03:04:05 GMT"}', new Date('2026-01-02T03:04:05Z')],
  ['{" di":{" t__":"no tuple"}}', { ' t': 'no tuple' }],
  ['{" di":{" di__":1}}', { ' di': 1 }],
  ['{" t":1,"a":2}', { ' t': 1, a: 2 }],
  ['{" x":1}', { ' x': 1 }],
  ['[{"a":[null,true,1,"x"]}]', [{ a: [null, true, 1, 'x'] }]],
  ['{"10":1,"9":2,"a":3,"\\u00e4":4}', { 9: 2, ä: 4, a: 3, 10: 1 }],
  ['"\\ud83d\\ude00\\u007f\\u0001\\n</"', '😀\u007f\u0001\n</'],
];

test.each(both)('it writes and reads %s', (json, value) => {
  expect(writeTaggedJson(value)).toBe(json);
  expect(readTaggedJson(json)).toEqual(value);
});

test.each([
  ['{" t":[1,{" t":[2]}]}', [1, [2]]],
  ['{" m":"<b>"}', '<b>'],
  ['{" u":"12345678123456781234567812345678"}', '12345678-1234-5678-1234-567812345678'],
  ['{" d":"some day"}', null],
])('it reads what only Python has: %s', (json, value) => {
  expect(readTaggedJson(json)).toEqual(value);
});

test.each([
  '',
  '{',
  'NaN',
  '{" t":1}',
  '{" b":1}',
  '{" m":null}',
  '{" u":"1234"}',
  '{" u":"zz345678123456781234567812345678"}',
  '{" d":5}',
  '{" di":5}',
  '{" di":null}',
  `${'['.repeat(60_000)}${']'.repeat(60_000)}`,
])('it says nothing of what does not fit: %.40s', (json) => {
  expect(readTaggedJson(json)).toBeUndefined();
});

test('a key named __proto__ is a key like any other', () => {
  const read = readTaggedJson('{"__proto__":{"role":"admin"},"user":"ada"}') as Record<string, unknown>;
  expect(Object.getPrototypeOf(read)).toBe(Object.prototype);
  expect(read.role).toBeUndefined();
});
