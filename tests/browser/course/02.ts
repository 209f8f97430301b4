import type { Walk } from './student.ts';

export const walk: Walk = {
  slug: '02-the-cookie',
  steps: [
    (student) => student.shop.getByRole('button', { name: 'Count my visits' }).click(),
    (student) => student.press('Read its row'),
    (student) => student.open('Visit again'),
    (student) => student.press('Visit from another browser'),
    async (student) => {
      await student.press('Give up the tickets');
      await student.open('Let it be deleted');
    },
    async (student) => {
      await student.press('Write the right Path');
      await student.open('Let it be deleted');
    },
  ],
};
