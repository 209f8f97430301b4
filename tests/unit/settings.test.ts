import { readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { describe, expect, test } from 'vitest';
import { readSettings, SettingsError, variables } from '@/lib/env';
import { randomSecret } from '../harness/server.ts';

const good = () => ({ SESSION_SECRETS: `1:${randomSecret()}`, PASSWORD_PEPPER: randomSecret() });

/** What the refusal says; fails when nothing is refused. */
function refusal(environment: Record<string, string | undefined>): string {
  try {
    readSettings(environment);
  } catch (error) {
    expect(error).toBeInstanceOf(SettingsError);
    return (error as SettingsError).message;
  }
  throw new Error('nothing was refused');
}

const BAD_SECRETS: [string, string | undefined][] = [
  ['a missing', undefined],
  ['an empty', ''],
  ['a short', 'b7f30c1e99a4d2'],
  ['a secret of 31 characters as', randomSecret().slice(0, 31)],
  ['a whitespace', ' '.repeat(64)],
  ['a short secret padded with spaces as', `${randomSecret().slice(0, 20)}${' '.repeat(44)}`],
  ['a placeholder', 'complex_password_at_least_32_characters_long'],
  ['a "change me" placeholder', 'please-change-me-before-you-deploy-this-app'],
  ['a one-letter', 'x'.repeat(64)],
  ['a two-letter', 'ab'.repeat(40)],
];

describe('secrets', () => {
  for (const [what, secret] of BAD_SECRETS) {
    test(`S16 ${what} pepper is refused, and the message names the variable but not the value`, () => {
      const message = refusal({ ...good(), PASSWORD_PEPPER: secret });
      expect(message).toMatch(/^PASSWORD_PEPPER /m);
      if (secret) expect(message).not.toContain(secret.trim() || secret);
    });

    test(`S16 ${what} session secret is refused, and the message names the variable but not the value`, () => {
      const message = refusal({ ...good(), SESSION_SECRETS: secret && `1:${secret}` });
      expect(message).toMatch(/^SESSION_SECRETS /m);
      if (secret) expect(message).not.toContain(secret.trim() || secret);
    });
  }

  test('S16 one weak secret among several is refused', () => {
    const strong = randomSecret();
    const message = refusal({ ...good(), SESSION_SECRETS: `1:${strong},2:short` });
    expect(message).toContain('number 2');
    expect(message).not.toContain(strong);
  });

  test('every wrong variable is named at once', () => {
    const message = refusal({ PORT: 'many', BCRYPT_COST: '4' });
    for (const name of ['SESSION_SECRETS', 'PASSWORD_PEPPER', 'PORT', 'BCRYPT_COST']) expect(message).toContain(name);
  });

  test('numbered secrets are read for rotation', () => {
    const [old, current] = [randomSecret(), randomSecret()];
    const { SESSION_SECRETS } = readSettings({ ...good(), SESSION_SECRETS: `1:${old}, 12:${current}` });
    expect(SESSION_SECRETS).toEqual({ 1: old, 12: current });
  });

  for (const [what, text] of [
    ['without a number', randomSecret()],
    ['with the number 0', `0:${randomSecret()}`],
    ['with a name for a number', `__proto__:${randomSecret()}`],
    ['with one number twice', `1:${randomSecret()},1:${randomSecret()}`],
    ['ending in a comma', `1:${randomSecret()},`],
  ] as const) {
    test(`session secrets ${what} are refused`, () => {
      expect(refusal({ ...good(), SESSION_SECRETS: text })).toMatch(/^SESSION_SECRETS is not written as/);
    });
  }
});

describe('origins', () => {
  test('follow the port unless they are given', () => {
    expect(readSettings({ ...good(), PORT: '4100' })).toMatchObject({
      SITE_ORIGIN: 'http://session.localhost:4100',
      SHOP_ORIGIN: 'http://*.shop.session.localhost:4100',
      MALLORY_ORIGIN: 'http://mallory.localhost:4100',
    });
  });

  for (const value of [
    'lab.example.edu',
    'https://lab.example.edu/',
    'https://lab.example.edu/x',
    'ftp://lab.example',
  ]) {
    test(`${value} is not an origin`, () => {
      expect(refusal({ ...good(), SITE_ORIGIN: value })).toMatch(/^SITE_ORIGIN /);
    });
  }
});

test.each(['http://127.0.0.1:6379', '127.0.0.1:6379', 'redis'])('%s is no address of a Redis', (value) => {
  expect(refusal({ ...good(), REDIS_URL: value })).toMatch(/^REDIS_URL /);
});

describe('.env.example', () => {
  const text = readFileSync('.env.example', 'utf8');
  // A commented-out variable shows its default.
  const shown = parseEnv(text.replace(/^#(?=[A-Z])/gm, ''));

  test('lists exactly the variables that exist', () => {
    expect(Object.keys(shown).sort()).toEqual(Object.keys(variables.shape).sort());
  });

  test('shows the defaults', () => {
    const secrets = good();
    // There is no log file and no Redis of somebody else's unless one is named.
    expect(readSettings({ ...shown, ...secrets, LOG_FILE: '', REDIS_URL: '' })).toEqual(readSettings(secrets));
  });

  test('explains each variable in one line', () => {
    const lines = text.split('\n');
    for (const name of Object.keys(shown)) {
      const place = lines.findIndex((line) => line.replace(/^#/, '').startsWith(`${name}=`));
      expect(lines[place - 1], name).toMatch(/^# [A-Z0-9].*[.)]$/);
    }
  });

  test('S16 holds no secret that would pass', () => {
    expect(refusal(parseEnv(text) as Record<string, string>)).toMatch(
      /SESSION_SECRETS is missing[\s\S]*PASSWORD_PEPPER is/,
    );
  });
});
