import { expect } from '@playwright/test';
import type { Student, Walk } from './student.ts';

/** Has the role read from the database, and waits for the shop to begin anew. */
async function readFromDatabase({ page, shop }: Student, heading: string): Promise<void> {
  const switches = page.getByRole('form', { name: 'First switches' });
  await switches.getByLabel('the role is read from', { exact: true }).selectOption('database');
  await expect(shop.getByRole('heading', { level: 1, name: heading })).toBeVisible();
}

export const walk: Walk = {
  slug: '10-roles',
  steps: [
    async (student) => {
      await student.press('Give ada the keys');
      await student.open('To the login');
      await student.logIn();
    },
    (student) => student.open('Open the back room'),
    (student) => student.press('Take the keys away'),
    (student) => student.open('Open the back room'),
    async (student) => {
      await readFromDatabase(student, 'Hello, ada');
      await student.open('Open the back room');
    },
    async (student) => {
      const { page, shop } = student;
      await student.press('Seal the session into the cookie');
      // The frame begins anew, and the id counts for nothing.
      await expect(shop.getByText('Not logged in')).toBeVisible();
      await student.open('To the login');
      await student.logIn();
      await page.getByRole('button', { name: 'Ban ada', exact: true }).click();
      await expect(page.getByRole('button', { name: 'Unban ada', exact: true })).toBeVisible();
      await shop.getByRole('link', { name: 'Cart', exact: true }).click();
      await expect(shop.getByRole('heading', { level: 1, name: 'Your cart' })).toBeVisible();
      await readFromDatabase(student, 'Not this time');
    },
  ],
};
