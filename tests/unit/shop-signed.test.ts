import { describe, expect, test } from 'vitest';
import type { Reading } from '@/lib/shop/codecs/codec';
import { sign } from '@/lib/shop/codecs/itsdangerous';
import { packPayload } from '@/lib/shop/codecs/payload';
import { signed } from '@/lib/shop/codecs/signed';
import type { SessionState } from '@/lib/shop/state';
import { sessionStates } from '../harness/session-states.ts';

const secrets = { current: 'new', fallbacks: ['old', 'older'] };
const at = 1_800_000_000_000;
const encode = (state: SessionState, current = 'new', times = false) =>
  signed.encode(
    { state, createdAt: at - 90_500, writtenAt: at + 999 },
    { current, fallbacks: [] },
    { times },
  ) as string;
const decode = (value: string, keys = secrets) => signed.decode(value, keys) as Reading;

test.each(Object.entries(sessionStates))(
  'what is written comes back, with the second of writing: %s',
  (_name, state) => {
    expect(decode(encode(state))).toEqual({
      content: { state, createdAt: at, writtenAt: at },
      step: { kind: 'signature-matches', state, secret: 'current' },
    });
  },
);

test('when the session began is in it only where it is needed', () => {
  const payload = (value: string) => Buffer.from(value.split('.')[0] as string, 'base64url').toString();
  expect(payload(encode({ user: 'ada' }))).toBe('{"user":"ada"}');
  expect(payload(encode({ user: 'ada' }, 'new', true))).toBe('{"since":1799999909,"user":"ada"}');
  expect(decode(encode({ user: 'ada' }, 'new', true)).content).toMatchObject({ createdAt: 1_799_999_909_000 });
});

test('a fallback secret reads as well, and says so', () => {
  for (const old of ['old', 'older']) {
    expect(decode(encode({ user: 'ada' }, old))).toMatchObject({
      step: { kind: 'signature-matches', secret: 'fallback' },
    });
  }
  expect(decode(encode({ user: 'ada' }, 'dropped'))).toMatchObject({ content: null });
});

describe('a changed cookie', () => {
  const value = encode({ user: 'ada', role: 'user' });
  const [payload = '', time = '', signature = ''] = value.split('.');
  const admin = Buffer.from('{"role":"admin","user":"ada"}').toString('base64url');
  const later = Buffer.from([0x6b, 0x49, 0xd2, 1]).toString('base64url');

  test.each([
    ['another payload', `${admin}.${time}.${signature}`],
    ['another time', `${payload}.${later}.${signature}`],
    ['a signature cut short', `${payload}.${time}.${signature.slice(0, -3)}`],
    ['a signature with more behind it', `${payload}.${time}.${signature}AAAA`],
    ['a signature by another secret', sign(payload, at / 1000, 'guessed')],
  ])('is refused: %s', (_name, changed) => {
    const reading = decode(changed);
    expect(reading).toMatchObject({ content: null, step: { kind: 'signature-differs' } });
  });

  test('is told what the signature begins and ends with, never the whole of it', () => {
    const [, , right = ''] = sign(admin, at / 1000, 'new').split('.');
    const { step } = decode(`${admin}.${time}.${signature}`);
    expect(step).toEqual({
      kind: 'signature-differs',
      given: signature,
      expected: `${right.slice(0, 6)}…${right.slice(-4)}`,
    });
    expect(JSON.stringify(step)).not.toContain(right.slice(0, 12));
  });

  test('an endless signature is not kept whole', () => {
    expect(JSON.stringify(decode(`${payload}.${time}.${'A'.repeat(10_000)}`)).length).toBeLessThan(300);
  });
});

test('a time that no clock shows is refused, though it is signed', () => {
  const at = (seconds: number) => decode(sign(packPayload('{"user":"ada"}'), seconds, 'new'));
  expect(at(8_640_000_000_000)).toMatchObject({ content: { writtenAt: 8_640_000_000_000_000 } });
  expect(at(8_640_000_000_001)).toMatchObject({ content: null, step: { kind: 'malformed' } });
});

test('what inflates to more than 64 KB is refused', () => {
  const json = (length: number) => JSON.stringify({ user: 'ada', more: 'a'.repeat(length) });
  const value = (length: number) => sign(packPayload(json(length)), at / 1000, 'new');
  expect(decode(value(65_000))).toMatchObject({ content: { state: { user: 'ada' } } });
  expect(value(50_000_000).length).toBeLessThan(100_000);
  expect(decode(value(50_000_000))).toMatchObject({ content: null, step: { kind: 'malformed' } });
});

test('long sessions are compressed, short ones not', () => {
  expect(encode({ user: 'ada' })).not.toMatch(/^\./);
  expect(encode({ cart: Array(50).fill('sencha-50') })).toMatch(/^\./);
});
