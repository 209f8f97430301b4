import { sealData } from 'iron-session';
import { expect, test } from 'vitest';
import { encrypted } from '@/lib/shop/codecs/encrypted';
import type { SessionState } from '@/lib/shop/state';

const [young, old, older] = ['y', 'o', 'r'].map((letter) => letter.repeat(32)) as [string, string, string];
const secrets = { current: young, fallbacks: [old, older] };
const at = 1_800_000_000_000;
const encode = (state: SessionState, current = young, times = false) =>
  encrypted.encode(
    { state, createdAt: at - 90_500, writtenAt: at + 999 },
    { current, fallbacks: [] },
    { times },
  ) as Promise<string>;

test('nothing of it can be read', async () => {
  const value = await encode({ user: 'ada' });
  expect(value).toMatch(/^Fe26\.2\*1\*[\w*-]+~2$/);
  for (const part of value.split('*')) expect(Buffer.from(part, 'base64url').toString('latin1')).not.toContain('ada');
});

test('the times come back in whole seconds', async () => {
  expect(await encrypted.decode(await encode({ user: 'ada' }, young, true), secrets)).toEqual({
    content: { state: { user: 'ada' }, createdAt: 1_799_999_909_000, writtenAt: at },
    step: { kind: 'seal-opened', state: { user: 'ada' }, secret: 'current' },
  });
});

test('the seal has no end of its own: the bench’s clock decides', async () => {
  expect((await encode({ user: 'ada' })).split('*')[5]).toBe('');
});

test('a fallback secret opens as well, and says so', async () => {
  for (const secret of [old, older]) {
    const reading = await encrypted.decode(await encode({ user: 'ada' }, secret), secrets);
    expect(reading).toMatchObject({ content: { state: { user: 'ada' } }, step: { secret: 'fallback' } });
  }
});

test('a fallback secret that is too short opens nothing and hinders nothing', async () => {
  const reading = await encrypted.decode(await encode({ user: 'ada' }, old), { current: young, fallbacks: ['a', old] });
  expect(reading).toMatchObject({ content: { state: { user: 'ada' } } });
});

test('any changed character in the middle of a part is refused', async () => {
  const value = await encode({ user: 'ada' });
  const parts = value.split('*');
  for (const [index, part] of parts.entries()) {
    const middle = Math.floor(part.length / 2);
    const changed = part.slice(0, middle) + (part[middle] === 'a' ? 'b' : 'a') + part.slice(middle + 1);
    const reading = await encrypted.decode(parts.with(index, changed).join('*'), secrets);
    expect(reading.content, `part ${index}`).toBeNull();
  }
});

test('a seal that ended by itself is refused as expired', async () => {
  const value = (await sealData({ user: 'ada' }, { password: young, ttl: 1 })).replace(/\*\d{13}\*/, '*1000000000000*');
  expect(await encrypted.decode(value, secrets)).toEqual({
    content: null,
    step: { kind: 'seal-refused', because: 'expired' },
  });
});

test('what is no seal at all is said to be none', async () => {
  expect(await encrypted.decode('user=ada', secrets)).toMatchObject({ content: null, step: { kind: 'malformed' } });
});
