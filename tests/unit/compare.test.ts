import { expect, test } from 'vitest';
import { changedSpan } from '@/lib/wire/changed-span';
import { type ComparedLine, compareExchanges } from '@/lib/wire/compare';
import { exampleExchange } from '../harness/bench-example';

const text = (span: ComparedLine['a']) => span && span.before + span.changed + span.after;

test('an exchange does not differ from itself', () => {
  const one = exampleExchange(1, { request: { method: 'POST', body: 'a\nb' } });
  const { request, response } = compareExchanges(one, one);
  const lines = [...request, ...response];
  expect(lines.length).toBeGreaterThan(8);
  expect(lines.filter((line) => !line.same)).toEqual([]);
  expect(lines.every((line) => line.a?.changed === '' && line.b?.changed === '')).toBe(true);
});

test('of a cookie that was changed only the changed bytes are marked', () => {
  const a = exampleExchange(1, { request: { headers: [['Cookie', 'session=role%3Duser; x=1']] } });
  const b = exampleExchange(2, { request: { headers: [['cookie', 'session=role%3Dadmin; x=1']] } });
  const line = compareExchanges(a, b).request[1];
  expect(line).toMatchObject({ kind: 'header', same: false });
  expect(text(line?.a ?? null)).toBe('Cookie: session=role%3Duser; x=1');
  expect(text(line?.b ?? null)).toBe('cookie: session=role%3Dadmin; x=1');
});

test('a header that only one of them has stands alone', () => {
  const a = exampleExchange(1, {
    response: {
      headers: [
        ['Set-Cookie', 'a=1'],
        ['Date', 'x'],
      ],
    },
  });
  const b = exampleExchange(2, {
    response: {
      headers: [
        ['Date', 'x'],
        ['Location', '/'],
      ],
    },
  });
  const { response } = compareExchanges(a, b);
  expect(response.filter(({ kind }) => kind === 'header').map(({ a, b, same }) => [text(a), text(b), same])).toEqual([
    ['Set-Cookie: a=1', null, false],
    ['Date: x', 'Date: x', true],
    [null, 'Location: /', false],
  ]);
});

test('repeated headers are matched one by one, whatever else stands between them', () => {
  const a = exampleExchange(1, {
    response: {
      headers: [
        ['Set-Cookie', 'a=1'],
        ['Set-Cookie', 'b=1'],
      ],
    },
  });
  const b = exampleExchange(2, {
    response: {
      headers: [
        ['Set-Cookie', 'a=1'],
        ['Date', 'x'],
        ['Set-Cookie', 'b=2'],
      ],
    },
  });
  const { response } = compareExchanges(a, b);
  expect(response.find(({ a }) => text(a) === 'Set-Cookie: b=1')?.b).toEqual({
    before: 'Set-Cookie: b=',
    changed: '2',
    after: '',
  });
});

test('a line more in the middle of a body does not shift the lines after it', () => {
  const a = exampleExchange(1, { response: { body: 'one\ntwo\nthree', headers: [] } });
  const b = exampleExchange(2, { response: { body: 'one\nnew\ntwo\nthree', headers: [] } });
  const body = compareExchanges(a, b).response.filter(({ kind }) => kind === 'body');
  expect(body.map(({ a, b }) => [text(a), text(b)])).toEqual([
    ['one', 'one'],
    [null, 'new'],
    ['two', 'two'],
    ['three', 'three'],
  ]);
});

test('the changed span puts both lines together again, also where one is part of the other or has signs of two units', () => {
  for (const [a, b] of [
    ['', ''],
    ['', 'x'],
    ['aa', 'aaa'],
    ['["a"]', '["a","b"]'],
    ['tea 🍵!', 'tea 🍶!'],
  ] as const) {
    const [first, second] = changedSpan(a, b);
    expect(text(first)).toBe(a);
    expect(text(second)).toBe(b);
  }
  expect(changedSpan('tea 🍵!', 'tea 🍶!')[1].changed).toBe('🍶');
  expect(changedSpan('["a"]', '["a","b"]')[1].changed).toContain('"b"');
});
