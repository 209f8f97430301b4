import { expect } from '@playwright/test';
import type { Student, Walk } from './student.ts';

async function logIn(student: Student): Promise<void> {
  await student.open('To the login');
  await student.logIn();
}

async function logOut(student: Student): Promise<void> {
  await student.shop.getByRole('button', { name: 'Log out', exact: true }).click();
  await expect(student.shop.getByText('Not logged in')).toBeVisible();
}

export const walk: Walk = {
  slug: '15-expiry',
  steps: [
    async (student) => {
      await student.open('Open the profile');
      await student.logIn();
      await student.pressed('Fourteen minutes later', 'It is fourteen minutes since');
      await student.open('Open the profile');
    },
    async (student) => {
      await student.pressed('Sixteen minutes later', 'It is sixteen minutes since');
      await student.open('Open the profile');
      await expect(student.shop.getByText('Not logged in')).toBeVisible();
    },
    async (student) => {
      await logIn(student);
      await student.press('One request every ten minutes');
    },
    async (student) => {
      await logIn(student);
      await logOut(student);
      await student.press('Let Mallory use her copy');
    },
    async (student) => {
      const { page, shop } = student;
      const switches = page.getByRole('form', { name: 'First switches' });
      await switches.getByLabel('logout', { exact: true }).selectOption('destroy');
      await expect(page.getByText('logging out destroys the row')).toBeVisible();
      await expect(shop.getByRole('heading', { level: 1, name: 'Tea, by the tin' })).toBeVisible();
      await logIn(student);
      await logOut(student);
      await student.press('Let her try both copies');
    },
    async (student) => {
      const { page } = student;
      await student.pressed('Let a night go by', 'Twelve hours later');
      await page.getByRole('button', { name: 'Sweep the store of what is over' }).click();
      await expect(page.locator('.rows tbody tr')).toHaveCount(0);
      await page.getByRole('button', { name: 'Send a request as her' }).click();
    },
  ],
};
