import type { SessionPolicy } from '@/lib/shop/policy';
import type { AttackName } from '../names';

/** Two cells of one policy that show a sentence when they stand like this. */
export interface Lesson {
  sentence: string;
  /** What the two cells say together. */
  because: string;
  /** Policies that can show it. */
  isAbout(policy: SessionPolicy): boolean;
  /** The attack, and whether it succeeds. */
  shownBy: [attack: AttackName, succeeds: boolean][];
}

/** Sentences of the lecture that a grid shows. They are said only where both cells have come out so. */
export const lessons: readonly Lesson[] = [
  {
    sentence: 'Signed is not secret.',
    because: 'The cookie cannot be changed, and anybody who holds it can read it.',
    isAbout: ({ mechanism }) => mechanism === 'signed',
    shownBy: [
      ['read', true],
      ['tamper', false],
    ],
  },
  {
    sentence: 'Encrypted does not stop replay.',
    because: 'Nobody can read the cookie, and a copy of it works after its owner has logged out.',
    isAbout: ({ mechanism }) => mechanism === 'encrypted',
    shownBy: [
      ['read', false],
      ['replay-after-logout', true],
    ],
  },
  {
    sentence: 'HttpOnly does not stop CSRF.',
    because: 'No script can read the cookie, and a form of another site is sent with it all the same.',
    isAbout: ({ cookie }) => cookie.httpOnly,
    shownBy: [
      ['script-theft', false],
      ['csrf', true],
    ],
  },
  {
    sentence: 'Fixation is not hijacking.',
    because: 'An id that Mallory planted is worth nothing after login, and an id that she stole works.',
    isAbout: ({ mechanism }) => mechanism === 'server',
    shownBy: [
      ['fixation', false],
      ['stolen-cookie', true],
    ],
  },
];

/** @param verdict whether an attack has succeeded against this policy; undefined where that is not known */
export function isShown(
  { isAbout, shownBy }: Lesson,
  policy: SessionPolicy,
  verdict: (attack: AttackName) => boolean | undefined,
): boolean {
  return isAbout(policy) && shownBy.every(([attack, succeeds]) => verdict(attack) === succeeds);
}
