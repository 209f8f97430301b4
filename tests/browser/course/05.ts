import type { Walk } from './student.ts';

export const walk: Walk = {
  slug: '05-signed',
  steps: [
    async (student) => {
      await student.open('To the login');
      await student.logIn();
    },
    (student) => student.press('Decode it'),
    async (student) => {
      await student.press('Write admin into it');
      await student.open('Open the back room');
    },
    (student) => student.press('Use that key, and try the list'),
    (student) => student.press('A strong key, the same list'),
    async (student) => {
      await student.open('To the login');
      await student.logIn();
      await student.press('Rotate, and keep the old key');
    },
  ],
};
