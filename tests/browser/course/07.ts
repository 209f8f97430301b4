import { expect } from '@playwright/test';
import type { Student, Walk } from './student.ts';

const logOut = (student: Student) => student.shop.getByRole('button', { name: 'Log out', exact: true }).click();

/** Puts fifty samples into the cart, and waits for the page that says how many are in it then. */
async function fill(student: Student, inCart: number): Promise<void> {
  await student.shop.getByRole('button', { name: 'Fill the cart: 50 more' }).click();
  await expect(student.shop.getByText(`${inCart} × Free sample`)).toBeVisible();
}

export const walk: Walk = {
  slug: '07-limits',
  steps: [
    async (student) => {
      await student.open('To the login');
      await student.logIn();
    },
    (student) => student.press('Copy it to Mallory'),
    logOut,
    (student) => student.press('Let Mallory open the profile'),
    async (student) => {
      await student.open('To the cart');
      await fill(student, 50);
      await fill(student, 100);
      // What is too big for the browser, the shop never hears of again.
      await fill(student, 100);
    },
    async (student) => {
      const { page, shop } = student;
      await student.press('Keep the sessions on the server');
      await student.open('To the login');
      await student.logIn();
      // Until the page has heard of the new cookie, its button would copy the old one.
      const cookie = page.getByRole('article', { name: 'Cookie session', exact: true });
      await expect(cookie).toContainText('characters that mean nothing by themselves');
      await cookie.getByRole('button', { name: 'Copy to Mallory' }).click();
      await expect(page.getByText('The very same bytes as your browser’s session cookie.')).toBeVisible();
      await logOut(student);
      await expect(shop.getByText('Not logged in')).toBeVisible();
      await student.press('Send a request as her');
    },
  ],
};
