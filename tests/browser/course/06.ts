import { expect } from '@playwright/test';
import type { Walk } from './student.ts';

export const walk: Walk = {
  slug: '06-encrypted',
  steps: [
    async (student) => {
      await student.open('To the login');
      await student.logIn();
    },
    (student) => student.press('Read what can be read'),
    async (student) => {
      await student.shop.getByRole('button', { name: 'Log out', exact: true }).click();
      await expect(student.shop.getByText('Not logged in')).toBeVisible();
      await student.shop.getByRole('link', { name: 'Log in', exact: true }).click();
      await student.logIn();
      await student.press('Compare the two boxes');
    },
    (student) => student.press('Change one character in the middle'),
    (student) => student.press('Write 2100 into it'),
    (student) => student.press('Put the seal back as it was'),
  ],
};
