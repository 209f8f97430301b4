import type { Walk } from './student.ts';

/** On the page of the whole chapter; the first five minutes, which it begins with, are walked in first-minutes.spec.ts. */
export const walk: Walk = {
  slug: '01-http-forgets',
  query: '?read',
  steps: [
    async (student) => {
      await student.open('To the login');
      await student.logIn();
    },
    (student) => student.open('Profile'),
    async (student) => {
      await student.press('Hand out a number');
      await student.open('To the login');
      await student.logIn();
    },
    (student) => student.open('Profile'),
    (student) => student.press('Delete it'),
    (student) => student.press('Give the number to another browser'),
  ],
};
