import { expect } from '@playwright/test';
import type { Student, Walk } from './student.ts';

/** Chooses a store in the switch above the shop, and waits for the shop to begin anew: with its first page, for nobody. */
async function choose(student: Student, store: string): Promise<void> {
  const switches = student.page.getByRole('form', { name: 'First switches' });
  await switches.getByLabel('store', { exact: true }).selectOption(store);
  await expect(student.shop.getByRole('heading', { level: 1, name: 'Tea, by the tin' })).toBeVisible();
}

async function logIn(student: Student): Promise<void> {
  await student.open('To the login');
  await student.logIn();
}

const HEADINGS = { Cart: 'Your cart', Guestbook: 'Guestbook', Preferences: 'Preferences' };

/** Opens another page of the shop by its own links. @returns whether the server knew ada there */
async function click(student: Student, link: keyof typeof HEADINGS): Promise<boolean> {
  await student.shop.getByRole('link', { name: link, exact: true }).click();
  await expect(student.shop.getByRole('heading', { level: 1, name: HEADINGS[link] })).toBeVisible();
  return student.shop.getByText('Logged in as ada').isVisible();
}

export const walk: Walk = {
  slug: '08-on-the-server',
  steps: [
    logIn,
    async (student) => {
      await student.press('End the process, begin another');
      await student.open('Open the profile');
      await expect(student.shop.getByText('Not logged in')).toBeVisible();
    },
    async (student) => {
      await choose(student, 'sql');
      await logIn(student);
      await student.pressed('End it again, begin another', 'Another process has begun.');
      expect(await click(student, 'Cart')).toBe(true);
    },
    async (student) => {
      await choose(student, 'memory');
      await logIn(student);
      await student.pressed('Put a second server beside it', 'Two servers take turns');
      // Whose turn it is depends on how many requests there were before.
      const isIn = await click(student, 'Cart');
      expect(await click(student, 'Guestbook')).toBe(!isIn);
      expect(await click(student, 'Preferences')).toBe(isIn);
      if (!isIn) expect(await click(student, 'Cart')).toBe(true);
    },
    async (student) => {
      await choose(student, 'sql');
      await logIn(student);
      expect(await click(student, 'Cart')).toBe(true);
      expect(await click(student, 'Guestbook')).toBe(true);
      expect(await click(student, 'Preferences')).toBe(true);
    },
    async (student) => {
      await student.pressed('Delete Mallory’s row', 'Her row is deleted');
      await student.open('Open the profile');
      await expect(student.shop.getByRole('heading', { level: 1, name: 'Hello, ada' })).toBeVisible();
      const row = student.page.locator('.rows tbody tr').filter({ hasText: '"user":"ada"' });
      await row.getByRole('button').click();
      await expect(row).toHaveCount(0);
      await student.open('Open the profile');
    },
  ],
};
