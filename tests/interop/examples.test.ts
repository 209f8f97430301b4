import { describe, expect, test } from 'vitest';
import { tryAll } from '@/lib/attacks/crack-secret';
import { readWithoutKey } from '@/lib/attacks/read';
import { encrypted } from '@/lib/shop/codecs/encrypted';
import { unsign } from '@/lib/shop/codecs/itsdangerous';
import { unpackPayload } from '@/lib/shop/codecs/payload';
import { signed } from '@/lib/shop/codecs/signed';
import { weakSecrets } from '@/lib/shop/secrets';
import { readState } from '@/lib/shop/state';
import examples from './examples.json';

/**
 * Cookies that the real libraries made (iron-session of two versions), good ones and bad ones: they hold also where
 * none of those libraries is at hand.
 */

type Example = (typeof examples)[number];

const of = (format: string, valid: boolean) =>
  examples
    .filter((example) => example.format === format && example.valid === valid)
    .map((example): [string, Example] => [`${example.library} ${example.version}, ${example.name}`, example]);

/** iron-session numbers its passwords, the newest highest; the newest one seals. */
function secretsOf({ secret }: Example) {
  const [current = '', ...fallbacks] = typeof secret === 'string' ? [secret] : Object.values(secret).reverse();
  return { current, fallbacks };
}

describe('Flask', () => {
  test.each(of('flask-session', true))('opens: %s', (_name, example) => {
    const verdict = unsign(example.cookie, secretsOf(example));
    const json = verdict.is === 'signed' ? unpackPayload(verdict.payload) : null;
    expect(JSON.parse(json ?? 'null')).toEqual(example.payload);
    expect(signed.decode(example.cookie, secretsOf(example))).toMatchObject({ step: { kind: 'signature-matches' } });
  });

  test.each(of('flask-session', true))('is read without the key: %s', (_name, { cookie, payload }) => {
    const reading = readWithoutKey(cookie);
    expect(reading?.isContent).toBe(true);
    expect(JSON.parse(reading?.text ?? 'null')).toEqual(payload);
  });

  test.each(of('flask-session', true))('falls to a list that its secret is in: %s', async (_name, example) => {
    const secret = secretsOf(example).current;
    expect((await tryAll('signed', example.cookie, [...weakSecrets, secret])).fitting).toBe(secret);
    expect((await tryAll('signed', example.cookie, weakSecrets)).fitting).toBeNull();
  });

  test.each(of('flask-session', false))('is refused: %s', (_name, example) => {
    expect(signed.decode(example.cookie, secretsOf(example))).toMatchObject({
      content: null,
      step: { kind: 'signature-differs' },
    });
  });
});

describe('iron-session', () => {
  test.each(of('iron-session', true))('opens: %s', async (name, example) => {
    const state = readState(example.payload);
    expect(state).toEqual({ theme: 'dark' });
    expect(await encrypted.decode(example.cookie, secretsOf(example))).toMatchObject({
      content: { state },
      step: { kind: 'seal-opened', secret: name.includes('old id') ? 'fallback' : 'current' },
    });
  });

  test.each(of('iron-session', false))('is refused: %s', async (name, example) => {
    expect(await encrypted.decode(example.cookie, secretsOf(example))).toEqual({
      content: null,
      step: { kind: 'seal-refused', because: name.includes('expired') ? 'expired' : 'integrity' },
    });
  });
});
