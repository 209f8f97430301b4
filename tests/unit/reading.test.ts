import { readFileSync } from 'node:fs';
import { sealData } from 'iron-session';
import { expect, test } from 'vitest';
import { readByOwner } from '@/lib/wire/reading';
import { rewritable } from '@/lib/wire/rewriting';

/** A cookie of Flask 3.1 with the secret "dev": {"user":"ada","role":"user"} signed by itsdangerous. */
const FLASK = 'eyJyb2xlIjoidXNlciIsInVzZXIiOiJhZGEifQ.awK4sw.Z6bwS4-B3PCTGEtZJda37OzXnPs';

test('a signed payload is read without the key', () => {
  expect(readByOwner(FLASK)).toEqual({
    what: 'a signed payload',
    text: '{"role":"user","user":"ada"}',
    isContent: true,
  });
});

test('a compressed payload is named as such', () => {
  expect(readByOwner('.eJyrVipKTFGyUkpMSVSqBQAWfwPL.awK4sw.Z6bwS4-B3PCTGEtZJda37OzXnPs')?.what).toMatch(/compressed/);
});

test('of a real seal only version, password number and expiry can be read', async () => {
  const seal = await sealData({ user: 'ada' }, { password: 'x'.repeat(32), ttl: 3600 });
  const reading = readByOwner(seal);
  expect(reading?.what).toBe('an iron seal');
  expect(reading?.text).toMatch(
    /version Fe26\.2, password number 1, good until \d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC; the rest/,
  );
  expect(reading?.text).not.toContain('ada');
  expect(readByOwner(await sealData({ user: 'ada' }, { password: 'x'.repeat(32), ttl: 0 }))?.text).toContain(
    'no expiry',
  );
});

test.each([
  ['role=user&user=ada', 'role: user\nuser: ada'],
  ['user%3Dada%26theme%3Ddark%20blue', 'user: ada\ntheme: dark blue'],
  ['user=ada+l&x=%26', 'user: ada l\nx: &'],
])('plain fields in %s are read', (value, text) => {
  expect(readByOwner(value)).toEqual({ what: 'fields as text', text, isContent: true });
});

test.each(['{"user":"ada"}', '%7B%22user%22%3A%22ada%22%7D', 'eyJ1c2VyIjoiYWRhIn0='])('JSON in %s is read', (value) => {
  expect(readByOwner(value)?.text).toBe('{"user":"ada"}');
});

test.each([
  ['gZCGqj833T24gYLsN00eeg', '22 characters that mean nothing by themselves'],
  ['17', 'a number that was counted up: its neighbours are ids too'],
  ['1795340632000', '2026-11-22 09:43:52 UTC, in milliseconds'],
])('an id %s says no more than %s', (value, text) => {
  expect(readByOwner(value)?.text).toBe(text);
});

test.each(['', '%', '%zz', '.', '..', 'a.b.c', '\0', '-', 'Fe26.2*', '{"a":', '🍵', '9'.repeat(5000)])(
  'the value %j is nothing that can be told, and no exception',
  (value) => {
    expect(readByOwner(value)).toBeNull();
    expect(() => rewritable(value)?.rewrite('x')).not.toThrow();
  },
);

test('a seal whose expiry is no time is still read', () => {
  expect(readByOwner('Fe26.2*1*a*b*c*99999999999999999999*d*e~2')?.text).toContain('no time that there is');
});

test('a rewritten payload keeps time and signature, and says what was written', () => {
  const changed = rewritable(FLASK)?.rewrite('{"role":"admin","user":"अदा"}') ?? '';
  expect(changed.split('.').slice(1)).toEqual(FLASK.split('.').slice(1));
  expect(JSON.parse(Buffer.from(changed.split('.')[0] ?? '', 'base64url').toString())).toEqual({
    role: 'admin',
    user: 'अदा',
  });
});

test('unchanged text is rewritten to the value that it came from', () => {
  for (const value of [
    FLASK,
    'role=user&user=ada+l&cart=a%2Cb',
    '%7B%22user%22%3A%22ada%22%7D',
    'user%3Dada%26theme%3Ddark%20blue',
  ]) {
    const part = rewritable(value);
    expect(part?.rewrite(part.text)).toBe(value);
  }
});

test('changed fields are encoded again', () => {
  expect(rewritable('role=user&user=ada')?.rewrite('role=admin\nuser=a;b&c')).toBe('role=admin&user=a%3Bb%26c');
});

test('an id and a seal cannot be rewritten with understanding', () => {
  expect(rewritable('gZCGqj833T24gYLsN00eeg')).toBeNull();
  expect(rewritable('Fe26.2*1*a*b*c**d*e~2')).toBeNull();
});

test('this page works from base64url alone: nothing of Node is imported', () => {
  for (const name of ['reading', 'rewriting', 'base64url']) {
    expect(readFileSync(`lib/wire/${name}.ts`, 'utf8')).not.toMatch(/from 'node:|Buffer/);
  }
});
