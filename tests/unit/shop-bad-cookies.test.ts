import { expect, test } from 'vitest';
import type { CookieContent, Reading } from '@/lib/shop/codecs/codec';
import { codecs } from '@/lib/shop/codecs/codecs';
import { sign } from '@/lib/shop/codecs/itsdangerous';
import { packPayload } from '@/lib/shop/codecs/payload';
import { readState, stateFields } from '@/lib/shop/state';
import { sealOfText } from '../harness/seal-of-text.ts';

/** Whatever a visitor sends, also one who has the secret: a clean content or a reason, and never an exception. */

const secret = 'complex_password_at_least_32_characters_long';
const secrets = { current: secret, fallbacks: ['a'.repeat(40)] };
const good: CookieContent = {
  state: { user: 'ada', role: 'user', visits: 3, cart: ['sencha-50'], remember: true },
  createdAt: 1_800_000_000_000,
  writtenAt: 1_800_000_000_000,
};

/** Values of the wrong type or size, for every field. */
const wrong: unknown[] = [null, true, -1, 1.5, 1e308, '', 'x'.repeat(5000), [], [[]], {}, { toString: 1 }, ['', 1]];

/** What somebody with the secret could put into a cookie, as JSON. */
const badJson = [
  ...Object.keys(stateFields).flatMap((name) => wrong.map((value) => JSON.stringify({ [name]: value }))),
  ...['since', 'seen'].flatMap((name) => wrong.map((value) => JSON.stringify({ user: 'ada', [name]: value }))),
  ...['null', 'true', '5', '"user"', '[]', '[{"user":"ada"}]', '{}', '{"":""}', '{"user":{" t":[1]}}'],
  '{"__proto__":{"user":"admin","role":"admin"}}',
  '{"constructor":{"prototype":{"polluted":true}}}',
  '{"user":"ada","hasOwnProperty":1,"toString":1,"valueOf":1,"then":1,"toJSON":1}',
  '{"since":9007199254740993,"seen":-0,"visits":1e999}',
  '{"user":"\\u0000\\ud800","address":"\\r\\nSet-Cookie: a=b"}',
  `{"cart":${'['.repeat(20_000)}${']'.repeat(20_000)}}`,
  `{"cart":[${'"a",'.repeat(15_000)}"a"]}`,
];

/** A value cut, changed and lengthened in every way that does not ask what it means. */
function damaged(value: string): string[] {
  const places = Array.from({ length: 40 }, (_, n) => Math.floor((value.length * n) / 40));
  const signs = ['\0', '=', '.', '*', '~', '%', '%zz', '%00', '+', '/', ';', '"', ' ', 'é', '😀', '\ud800', '\r\n'];
  return [
    ...places.map((place) => value.slice(0, place)),
    ...places.map((place) => value.slice(place + 1)),
    ...places.map((place) => value.slice(0, place) + value.slice(place + 1)),
    ...signs.flatMap((sign) => [sign, sign + value, value + sign, value.replace(/.{9}/s, `$&${sign}`)]),
    ...signs.map((sign) => sign.repeat(3000)),
    value + value,
    value.toUpperCase(),
    value.repeat(3000),
    'A'.repeat(1_000_000),
    '&'.repeat(100_000),
    '.'.repeat(100_000),
    `Fe26.2${'*'.repeat(100_000)}`,
    `Fe26.2*1${'*A'.repeat(6)}`,
    `Fe26.2*__proto__${'*A'.repeat(6)}~2`,
    `Fe26.2*constructor${'*A'.repeat(6)}~2`,
    ...badJson,
    ...badJson.map((json) => Buffer.from(json).toString('base64url')),
  ];
}

function expectClean(reading: Reading, value: string): void {
  const about = JSON.stringify(value.slice(0, 80));
  expect(typeof reading.step.kind, about).toBe('string');
  if (!reading.content) return;
  const { state, createdAt, writtenAt } = reading.content;
  expect(Object.getPrototypeOf(state), about).toBe(Object.prototype);
  expect(readState(state), about).toEqual(state);
  expect(Object.keys(stateFields), about).toEqual(expect.arrayContaining(Object.keys(state)));
  for (const time of [createdAt, writtenAt]) expect(new Date(time).getTime() === time, about).toBe(true);
}

/** By mechanism, what only somebody with the secret can make. */
const forged: Record<keyof typeof codecs, () => string[]> = {
  plain: () => Object.keys(stateFields).flatMap((name) => wrong.map((value) => `${name}=${JSON.stringify(value)}`)),
  signed: () => [
    ...badJson.map((json) => sign(packPayload(json), 1_800_000_000, secret)),
    ...['.', '', '.AAAA', '.eJwDAAAAAAE', 'A', '____', '..', `.${'A'.repeat(5000)}`].map((payload) =>
      sign(payload, 1_800_000_000, secret),
    ),
    ...[0, 1, 2 ** 32, 2 ** 53 - 1].map((seconds) => sign(packPayload('{"user":"ada"}'), seconds, secret)),
  ],
  encrypted: () => [...badJson, '', '{', 'NaN'].map((text) => sealOfText(text, secret)),
};

test.each(Object.keys(codecs) as (keyof typeof codecs)[])('%s: bad cookies', async (mechanism) => {
  const codec = codecs[mechanism];
  const value = await codec.encode(good, secrets, { times: true });
  expectClean(await codec.decode(value, secrets), value);
  const bad = [...damaged(value), ...forged[mechanism]()];
  expect(new Set(bad).size).toBeGreaterThan(400);
  const before = performance.now();
  for (const one of bad) expectClean(await codec.decode(one, secrets), one);
  expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  // None of them may keep the server busy: the dearest are a few milliseconds, the whole list some hundred.
  expect(performance.now() - before).toBeLessThan(10_000);
});

test.each(['signed', 'encrypted'] as const)('%s: what was damaged is never believed', async (mechanism) => {
  const codec = codecs[mechanism];
  const value = await codec.encode(good, secrets, { times: true });
  for (const one of damaged(value)) {
    const reading = await codec.decode(one, secrets);
    // A seal's text may go on behind its end; what it says is the same.
    if (mechanism === 'encrypted' && one.startsWith(value.slice(0, -2))) continue;
    expect(reading.content, JSON.stringify(one.slice(0, 80))).toBeNull();
  }
});
