import { expect, test } from 'vitest';
import { plain } from '@/lib/shop/codecs/plain';
import type { SessionState } from '@/lib/shop/state';
import { sessionStates } from '../harness/session-states.ts';

const none = { current: '', fallbacks: [] };
const at = 1_800_000_000_000;
const encode = (state: SessionState, times = false) =>
  plain.encode({ state, createdAt: at - 90_500, writtenAt: at + 999 }, none, { times });
const stateIn = (value: string) => {
  const reading = plain.decode(value, none);
  return 'content' in reading ? reading.content?.state : undefined;
};

test('it is text that anyone can read', () => {
  const state: SessionState = {
    user: 'ada',
    role: 'user',
    visits: 3,
    cart: ['sencha-50', 'assam-100'],
    remember: true,
  };
  expect(encode(state)).toBe('user=ada&role=user&visits=3&cart=sencha-50%2Cassam-100&remember=true');
});

test.each(Object.entries(sessionStates))('what is written comes back: %s', (_name, state) => {
  expect(stateIn(encode(state) as string)).toEqual(state);
});

test.each(Object.entries(sessionStates))('it has only characters that a cookie may have: %s', (_name, state) => {
  // RFC 6265bis, 4.1.1: cookie-octet.
  expect(encode(state, true)).toMatch(/^[\x21\x23-\x2b\x2d-\x3a\x3c-\x5b\x5d-\x7e]*$/);
});

test('the times are whole seconds, and only where they are needed', () => {
  expect(encode({ user: 'ada' })).toBe('user=ada');
  expect(encode({ user: 'ada' }, true)).toBe('user=ada&since=1799999909&seen=1800000000');
  expect(plain.decode(encode({ user: 'ada' }, true) as string, none)).toMatchObject({
    content: { createdAt: 1_799_999_909_000, writtenAt: 1_800_000_000_000 },
  });
});

test('a cookie without times counts as very old, so that leaving them out prolongs nothing', () => {
  expect(plain.decode('user=ada', none)).toMatchObject({ content: { createdAt: 0, writtenAt: 0 } });
});

test.each([
  ['user=ada&role=boss', { user: 'ada' }],
  ['user=ada&role=admin', { user: 'ada', role: 'admin' }],
  ['user=ada&visits=many', { user: 'ada' }],
  ['user=ada&visits=-1', { user: 'ada' }],
  ['user=ada&visits=1e3', { user: 'ada' }],
  ['user=ada&visits=99999999', { user: 'ada' }],
  ['user=&theme=dark', { theme: 'dark' }],
  ['user=ada&remember=false', { user: 'ada' }],
  ['user=ada&cart=a%2C%2Cb', { user: 'ada' }],
  ['user=ada&is_admin=true&__proto__=x&constructor=y', { user: 'ada' }],
  ['user=ada&user=admin', { user: 'ada' }],
  ['user=%E0%A4%A', { user: '\ufffd%A' }],
  ['role=boss', {}],
  ['', {}],
])('a wrong value of one field is dropped, and the rest stays: %s', (value, state) => {
  expect(plain.decode(value, none)).toMatchObject({ content: { state }, step: { kind: 'read-plain', state } });
  expect(stateIn(value)).toEqual(state);
});

test.each(['hello', 'eyJ1c2VyIjoiYWRhIn0.awJKYQ.x', '=', '&&&'])(
  'a value without any field is a reason: %s',
  (value) => {
    expect(plain.decode(value, none)).toMatchObject({ content: null, step: { kind: 'malformed' } });
  },
);
