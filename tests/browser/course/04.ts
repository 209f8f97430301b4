import { expect } from '@playwright/test';
import type { Walk } from './student.ts';

export const walk: Walk = {
  slug: '04-in-clear',
  steps: [
    async (student) => {
      await student.open('To the login');
      await student.logIn();
    },
    (student) => student.open('Open the back room'),
    (student) => student.press('Write admin into it'),
    (student) => student.open('Open the back room'),
    async (student) => {
      await student.press('Write boss into it');
      // The jar has to be changed before the door is tried.
      await expect(student.page.getByRole('button', { name: 'Write boss into it' })).toHaveCount(0);
      await student.open('Open the back room');
    },
    async (student) => {
      await student.press('Sign from now on');
      // The frame begins anew, and the cookie in clear counts for nothing.
      await expect(student.shop.getByText('Not logged in')).toBeVisible();
      await student.open('To the login');
      await student.logIn();
      await student.press('Write admin into it');
    },
  ],
};
