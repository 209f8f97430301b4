import { sealData } from 'iron-session';
import { expect, test } from 'vitest';
import { makeSecret, secretFlaw, weakSecrets } from '@/lib/shop/secrets';

test('the keys of the lecture notes are in the list of weak secrets', () => {
  const notes = ['_5#y2L"F4Q8z\\n\\xec]/', 'SUPER_SECRET_KEY', 'your_secret_key', 'my_secret_key'];
  expect(weakSecrets).toEqual(expect.arrayContaining(notes));
});

test('no weak secret is listed twice, and Mallory needs only a few guesses', () => {
  expect(new Set(weakSecrets).size).toBe(weakSecrets.length);
  expect(weakSecrets.length).toBeGreaterThan(50);
  expect(weakSecrets.length).toBeLessThan(100);
});

test.each(['signed', 'encrypted'] as const)('a weak secret for %s is from the list and can be used', (mechanism) => {
  const made = new Set(Array.from({ length: 300 }, () => makeSecret(mechanism, 'weak')));
  expect(made.size).toBeGreaterThan(2);
  for (const secret of made) {
    expect(weakSecrets).toContain(secret);
    expect(secretFlaw(mechanism, secret)).toBeNull();
  }
});

test('iron-session seals with every weak secret that is made for it', async () => {
  const fitting = weakSecrets.filter((secret) => secretFlaw('encrypted', secret) === null);
  expect(fitting).toContain('complex_password_at_least_32_characters_long');
  for (const password of fitting) await expect(sealData({}, { password })).resolves.toMatch(/^Fe26/);
});

test.each(['signed', 'encrypted'] as const)('a strong secret for %s is 32 random bytes', (mechanism) => {
  const secret = makeSecret(mechanism, 'strong');
  expect(Buffer.from(secret, 'base64url')).toHaveLength(32);
  expect(makeSecret(mechanism, 'strong')).not.toBe(secret);
  expect(secretFlaw(mechanism, secret)).toBeNull();
});

test.each([
  ['signed', '', 'A secret has at least one character.'],
  ['encrypted', '', 'A secret has at least one character.'],
  ['signed', 'x', null],
  ['signed', 'x'.repeat(200), null],
  ['signed', 'x'.repeat(201), 'A secret has at most 200 characters.'],
  ['encrypted', 'x'.repeat(31), 'iron-session refuses a secret with fewer than 32 characters; this one has 31.'],
  ['encrypted', 'x'.repeat(32), null],
  ['plain', 'x', '"plain" needs no secret.'],
  ['server', 'x', '"server" needs no secret.'],
] as const)('%s with the secret %.10s…: %s', (mechanism, secret, flaw) => {
  expect(secretFlaw(mechanism, secret)).toBe(flaw);
});
