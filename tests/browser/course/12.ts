import { expect } from '@playwright/test';
import type { Student, Walk } from './student.ts';

/** Opens the guestbook by the shop's own link; whatever script stands in it runs then. */
async function readGuestbook(student: Student): Promise<void> {
  await student.shop.getByRole('link', { name: 'Guestbook', exact: true }).click();
  await expect(student.shop.getByText('Such lovely tea!').first()).toBeVisible();
}

export const walk: Walk = {
  slug: '12-theft',
  steps: [
    async (student) => {
      await student.logInAfresh();
      await student.pressed('Let Mallory write an entry', 'Mallory has written into the guestbook');
      await readGuestbook(student);
    },
    (student) => student.press('Let Mallory use it'),
    async (student) => {
      await student.pressed('Set HttpOnly from now on', 'The shop sets HttpOnly from now on');
      await student.logInAfresh();
      await readGuestbook(student);
    },
    async (student) => {
      await student.pressed('Let Mallory write another entry', 'Another script of Mallory’s stands');
      await student.open('Read the guestbook');
    },
    (student) => student.press('Sit down at her computer'),
    (student) => student.press('Bind it, and try'),
  ],
};
