import { describe, expect, test } from 'vitest';
import { tryAll } from '@/lib/attacks/crack-secret';
import { readWithoutKey } from '@/lib/attacks/read';
import { codecs } from '@/lib/shop/codecs/codecs';
import { makeSecret, secretFlaw, weakSecrets } from '@/lib/shop/secrets';
import type { SessionState } from '@/lib/shop/state';

/** What Mallory does at home, with a cookie and without the server. */

const at = 1_800_000_000_000;
const write = (mechanism: keyof typeof codecs, state: SessionState, current = '') =>
  codecs[mechanism].encode({ state, createdAt: at, writtenAt: at }, { current, fallbacks: [] }, { times: false });

describe.each(['signed', 'encrypted'] as const)('%s', (mechanism) => {
  const list = weakSecrets.filter((secret) => secretFlaw(mechanism, secret) === null);

  test.each([list[0], list.at(-1)])('%s is found by a cookie that it made, and no other fits', async (secret = '') => {
    const cookie = await write(mechanism, { user: 'mallory', role: 'user' }, secret);
    const others = list.filter((other) => other !== secret);
    expect(await tryAll(mechanism, cookie, list)).toMatchObject({ fitting: secret, tried: list.length });
    expect((await tryAll(mechanism, cookie, others)).fitting).toBeNull();
  });

  test('a strong secret survives the list', async () => {
    const cookie = await write(mechanism, { user: 'mallory' }, makeSecret(mechanism, 'strong'));
    expect((await tryAll(mechanism, cookie, list)).fitting).toBeNull();
  });
});

test('nothing fits what is no cookie', async () => {
  expect((await tryAll('signed', '', weakSecrets)).fitting).toBeNull();
});

describe('reading without a key', () => {
  const long: SessionState = { user: 'ada', cart: Array.from({ length: 20 }, () => 'assam-100') };

  test('a signed payload says all that was signed', async () => {
    const reading = readWithoutKey(await write('signed', { user: 'ada', role: 'user' }, 'strong'));
    expect(reading).toEqual({ what: 'a signed payload', text: '{"role":"user","user":"ada"}', isContent: true });
  });

  test('compressed or not', async () => {
    const cookie = await write('signed', long, 'strong');
    expect(cookie).toMatch(/^\./);
    const reading = readWithoutKey(cookie);
    expect(reading).toMatchObject({ what: 'a signed payload, compressed', isContent: true });
    expect(JSON.parse(reading?.text ?? '')).toEqual(long);
  });

  test('what only looks compressed gives nothing away', () => {
    expect(readWithoutKey(`.${'A'.repeat(40)}.awJKYQ.${'A'.repeat(27)}`)).toMatchObject({ isContent: false });
  });

  test('a seal and an id say nothing of ada', async () => {
    const seal = await write('encrypted', { user: 'ada', role: 'user' }, 'x'.repeat(32));
    for (const ticket of [seal, 'gZCGwq3vT1mWb0x9yK0eeg', '1001', '1800000000000']) {
      const reading = readWithoutKey(ticket);
      expect(reading?.isContent).toBe(false);
      expect(reading?.text).not.toContain('ada');
    }
  });

  test('nothing is nothing', () => {
    expect(readWithoutKey('')).toBeNull();
  });
});
