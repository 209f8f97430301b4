import 'server-only';
import { createHmac } from 'node:crypto';
import { dictionary } from '@zxcvbn-ts/language-common';
import { env } from '@/lib/env';

/** What a password must be, and the form in which it is hashed. */

const PASSWORD_MAX_LENGTH = 256;

/** One form for the same characters, however the keyboard composed them. */
function normalised(password: string): string {
  return password.normalize('NFC');
}

/**
 * bcrypt reads 72 bytes and stops at a NUL. This makes every byte of a longer password count: base64 of
 * HMAC-SHA-384 under the pepper is 64 characters, and without the pepper a stolen table cannot be guessed at.
 * @see https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html
 */
export function prehash(password: string): string {
  return createHmac('sha384', env().PASSWORD_PEPPER).update(normalised(password)).digest('base64');
}

let common: Set<string> | undefined;

function isCommon(text: string): boolean {
  common ??= new Set(dictionary['passwords-common'] as string[]);
  return common.has(text);
}

const AT_THE_ENDS = /^[^\p{L}]+|[^\p{L}]+$/gu;

/** A common password, or one repeated. */
function isGuessable(password: string): boolean {
  if (isCommon(password)) return true;
  const repeated = /^(.+?)\1+$/su.exec(password)?.[1];
  return repeated !== undefined && (repeated.length < 5 || isCommon(repeated));
}

const SITE_WORDS = ['session', 'sessionlab', 'session lab', 'session-lab', 'sessions', 'cookie', 'mallory'];

export type PasswordProblem = 'passwordShort' | 'passwordLong' | 'passwordCommon' | 'passwordNames';

/**
 * What is wrong with a new password, as a key of the catalogue's `fields`; null when nothing is. No rules on kinds of
 * characters (NIST SP 800-63B-4, 3.1.1.2): length, and not being guessed first.
 * @param ownWords the user's own names; neither they nor this site's will do with nothing but digits and signs around
 */
export function passwordProblem(password: string, ownWords: string[]): PasswordProblem | null {
  const text = normalised(password);
  const length = [...text].length;
  if (length < env().PASSWORD_MIN_LENGTH) return 'passwordShort';
  if (length > PASSWORD_MAX_LENGTH) return 'passwordLong';
  const lower = text.toLowerCase();
  const words = [...SITE_WORDS, ...ownWords].map((word) => word.toLowerCase().replace(AT_THE_ENDS, ''));
  if (words.includes(lower.replace(AT_THE_ENDS, '') || lower)) return 'passwordNames';
  if (isGuessable(lower)) return 'passwordCommon';
  return null;
}
