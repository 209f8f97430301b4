import { expect } from '@playwright/test';
import type { Student, Walk } from './student.ts';

/** Throws a switch above the shop, and waits until the bench has it: its frame begins anew then. */
async function choose({ page }: Student, label: string, option: string): Promise<void> {
  const applied = page.waitForResponse((response) => response.request().method() === 'PATCH' && response.ok());
  await page.getByRole('form', { name: 'First switches' }).getByLabel(label, { exact: true }).selectOption(option);
  await applied;
}

/** With the id in the URL the frame has none when it begins anew. */
async function logInAgain(student: Student): Promise<void> {
  await expect(student.shop.getByRole('heading', { level: 1, name: 'Tea, by the tin' })).toBeVisible();
  await student.open('To the login');
  await student.logIn();
}

/** By the shop's own links, which carry the id, to Mallory's site in a tab of its own. */
async function followLink({ shop, page }: Student): Promise<void> {
  await shop.getByRole('link', { name: 'Guestbook', exact: true }).click();
  await expect(shop.getByRole('heading', { level: 1, name: 'Guestbook' })).toBeVisible();
  const opened = page.context().waitForEvent('page');
  await shop.getByRole('link', { name: 'A tin of tea for you, free' }).click();
  const tab = await opened;
  await expect(tab.getByRole('heading', { level: 1, name: 'There is no tea' })).toBeVisible();
  await tab.close();
}

/** In a jar of its own, as a private window has. */
async function openElsewhere({ page }: Student, address: string): Promise<void> {
  const context = await page.context().browser()?.newContext();
  if (!context) throw new Error('This browser opens no second window.');
  const other = await context.newPage();
  await other.goto(address);
  await expect(other.getByRole('heading', { level: 1, name: 'Hello, ada' })).toBeVisible();
  await context.close();
}

export const walk: Walk = {
  slug: '11-the-id',
  steps: [
    (student) => student.press('Collect twenty ids'),
    async (student) => {
      await student.open('To the login');
      await student.logIn();
      await student.press('Walk back to ada');
    },
    async (student) => {
      await choose(student, 'ids are', 'clock');
      await student.press('Try a whole second');
    },
    async (student) => {
      await choose(student, 'ids are', 'random');
      await student.press('Guess again');
    },
    async (student) => {
      await choose(student, 'the id travels in', 'url');
      await logInAgain(student);
      await student.shop.getByRole('link', { name: 'Profile', exact: true }).click();
      await expect(student.shop.getByRole('link', { name: 'Change the e-mail address' })).toBeVisible();
      const address = student.page.frame({ name: 'shop' })?.url() ?? '';
      expect(address).toContain('/profile?sid=');
      await openElsewhere(student, address);
    },
    async (student) => {
      await student.press('Leave a link');
      await expect(student.page.locator('.at-step').getByText('Her entry stands in the guestbook')).toBeVisible();
      await followLink(student);
      await choose(student, 'Referrer-Policy', 'unsafe-url');
      await logInAgain(student);
      await followLink(student);
    },
  ],
};
