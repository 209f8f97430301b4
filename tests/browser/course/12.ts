import { expect } from '@playwright/test';
import type { Student, Walk } from './student.ts';

/** Presses a step's button, and waits for what it came to: a frame that begins anew has done so by then. */
async function press(student: Student, name: string, said: string): Promise<void> {
  await student.press(name);
  await expect(student.page.locator('.at-step').getByText(said)).toBeVisible();
}

/** Logs in as ada, who may be logged in already: only then is the cookie set anew. */
async function logIn(student: Student): Promise<void> {
  await student.open('To the login');
  await expect(student.shop.getByRole('heading', { level: 1, name: 'Log in' })).toBeVisible();
  await student.logIn();
  await expect(student.shop.getByRole('heading', { level: 1, name: 'Hello, ada' })).toBeVisible();
}

/** Opens the guestbook by the shop's own link; whatever script stands in it runs then. */
async function readGuestbook(student: Student): Promise<void> {
  await student.shop.getByRole('link', { name: 'Guestbook', exact: true }).click();
  await expect(student.shop.getByText('Such lovely tea!').first()).toBeVisible();
}

export const walk: Walk = {
  slug: '12-theft',
  steps: [
    async (student) => {
      await logIn(student);
      await press(student, 'Let Mallory write an entry', 'Mallory has written into the guestbook');
      await readGuestbook(student);
    },
    (student) => student.press('Let Mallory use it'),
    async (student) => {
      await press(student, 'Set HttpOnly from now on', 'The shop sets HttpOnly from now on');
      await logIn(student);
      await readGuestbook(student);
    },
    async (student) => {
      await press(student, 'Let Mallory write another entry', 'Another script of Mallory’s stands');
      await student.open('Read the guestbook');
    },
    (student) => student.press('Sit down at her computer'),
    (student) => student.press('Bind it, and try'),
  ],
};
