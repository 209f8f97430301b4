import { expect, type Page } from '@playwright/test';
import type { Student, Walk } from './student.ts';

/** Follows Mallory's link, and waits until the other tab shows the shop, with her tea in the cart. */
async function follow(student: Student, link: string): Promise<Page> {
  const tab = await student.lure(link);
  await expect(tab.getByRole('link', { name: 'Cart (1)' })).toBeVisible();
  return tab;
}

/** Logs in as ada in a tab of the shop, and closes it. */
async function logInThere(tab: Page): Promise<void> {
  await tab.getByRole('link', { name: 'Log in', exact: true }).click();
  await tab.getByRole('button', { name: 'Log in as ada' }).click();
  await expect(tab.getByRole('heading', { level: 1, name: 'Hello, ada' })).toBeVisible();
  await expect(tab.getByRole('link', { name: 'Cart (1)' })).toBeVisible();
  await tab.close();
}

export const walk: Walk = {
  slug: '13-fixation',
  steps: [
    (student) => student.press('Let Mallory visit the shop'),
    async (student) => {
      const tab = await follow(student, 'Follow Mallory’s link');
      await expect(tab.getByText('Not logged in')).toBeVisible();
      await tab.close();
    },
    async (student) => logInThere(await follow(student, 'Follow her link again')),
    (student) => student.press('Let Mallory ask'),
    (student) => student.press('Put them on, one by one'),
    async (student) => {
      await student.press('A new id at each login');
      await expect(student.page.locator('.at-step').getByText('Each login gives a new id')).toBeVisible();
      await logInThere(await follow(student, 'Follow Mallory’s link'));
      await student.press('Send a request as her');
    },
  ],
};
