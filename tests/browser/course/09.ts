import { expect } from '@playwright/test';
import type { Student, Walk } from './student.ts';

/** Types a name and a password into the two fields of the login page; both are refused. */
async function tryToLogIn({ shop }: Student, username: string): Promise<void> {
  await shop.getByLabel('Name', { exact: true }).fill(username);
  await shop.getByLabel('Password', { exact: true }).fill('coffee');
  await shop.getByRole('button', { name: 'Log in', exact: true }).click();
}

export const walk: Walk = {
  slug: '09-logging-in',
  steps: [
    (student) => student.open('Open the profile'),
    async (student) => {
      await tryToLogIn(student, 'ada');
      await expect(student.shop.getByRole('alert')).toHaveText('That name and password do not belong together.');
      await tryToLogIn(student, 'nobody');
    },
    (student) => student.logIn(),
    async (student) => {
      await student.press('Search what was sent');
      await student.open('Open the profile');
    },
    (student) => student.open('Open the back room'),
    async (student) => {
      const { page, shop } = student;
      await student.press('Ban her now');
      await student.open('Open the profile');
      await expect(shop.getByText('ada is banned from this shop.')).toBeVisible();
      await shop.getByRole('button', { name: 'Log out', exact: true }).click();
      await expect(shop.getByText('Not logged in')).toBeVisible();
      await page.getByRole('button', { name: 'Back', exact: true }).click();
      await expect(shop.getByRole('heading', { level: 1, name: 'Log in' })).toBeVisible();
    },
  ],
};
