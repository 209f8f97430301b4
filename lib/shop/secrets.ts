import { randomBytes, randomInt } from 'node:crypto';
import type { KeyedPolicy, Mechanism } from './policy';

/**
 * Secrets that were printed somewhere, so that guessing begins with them: lecture notes, documentation, tutorials,
 * defaults of software that was really installed with them.
 */
export const weakSecrets: readonly string[] = [
  // The keys in the lecture notes.
  '_5#y2L"F4Q8z\\n\\xec]/',
  'SUPER_SECRET_KEY',
  'your_secret_key',
  'my_secret_key',
  // Flask: its tutorial, its documentation, what tutorials make of them.
  'dev',
  '_5#y2L"F4Q8z\n\xec]/',
  '192b9bdd22ab9ed4d12e236c78afcb9a393ec15f71bbf5dc987d54727823bcbf',
  'secret_key',
  'SECRET_KEY',
  'your-secret-key',
  'your secret key',
  'YOUR_SECRET_KEY',
  'you-will-never-guess',
  'hard to guess string',
  'mysecretkey',
  'super secret key',
  'supersecretkey',
  'thisisasecret',
  'thisissecret',
  'this is a secret key',
  'flask-secret-key',
  'A0Zr98j/3yX R~XHH!jmN]LWX/,?RT',
  // Express: its session middleware's README, and its readers.
  'keyboard cat',
  'keyboardcat',
  'keyboard mouse',
  'cats',
  'shhhhh',
  'ssshhhhh',
  'session secret',
  'session_secret',
  'my secret',
  'mysecret',
  // Tokens and other frameworks.
  'your-256-bit-secret',
  'a-string-secret-at-least-256-bits-long',
  'SomeRandomString',
  'jwt_secret',
  'django-insecure',
  'cookie_secret',
  // iron-session and its neighbours ask for 32 characters, and get these.
  'complex_password_at_least_32_characters_long',
  'super-secret-jwt-token-with-at-least-32-characters-long',
  'this_is_a_secret_of_at_least_32_characters',
  'your-secret-key-at-least-32-characters-long',
  '00000000000000000000000000000000',
  '0123456789abcdef0123456789abcdef',
  // Defaults that Superset, Redash and Airflow came with (CVE-2023-27524 for the first).
  'thisISaSECRET_1234',
  'CHANGE_ME_TO_A_COMPLEX_RANDOM_SECRET',
  'YOUR_OWN_RANDOM_GENERATED_SECRET_KEY',
  'c292a0a3aa32397cdb050e233733900f',
  'temporary_key',
  // What people type.
  'secret',
  'changeme',
  'change-me',
  'password',
  'password123',
  'admin',
  'default',
  'test',
  'development',
  'letmein',
  'qwerty',
  '123456',
  'hunter2',
  'abc123',
];

/** iron-session refuses shorter ones. */
const SEAL_MIN_LENGTH = 32;
const MAX_LENGTH = 200;

/** A secret for a bench: one that Mallory has in her list, or 256 random bits. */
export function makeSecret(mechanism: KeyedPolicy['mechanism'], strength: KeyedPolicy['secretStrength']): string {
  if (strength === 'strong') return randomBytes(32).toString('base64url');
  const fitting = weakSecrets.filter((secret) => secretFlaw(mechanism, secret) === null);
  return fitting[randomInt(fitting.length)] as string;
}

/** Why a visitor's own secret cannot be used, in one sentence; null where it can. That it is weak is no reason. */
export function secretFlaw(mechanism: Mechanism, secret: string): string | null {
  if (mechanism !== 'signed' && mechanism !== 'encrypted') return `"${mechanism}" needs no secret.`;
  if (secret === '') return 'A secret has at least one character.';
  if (secret.length > MAX_LENGTH) return `A secret has at most ${MAX_LENGTH} characters.`;
  if (mechanism === 'encrypted' && secret.length < SEAL_MIN_LENGTH) {
    return `iron-session refuses a secret with fewer than ${SEAL_MIN_LENGTH} characters; this one has ${secret.length}.`;
  }
  return null;
}
