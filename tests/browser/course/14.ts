import { expect, type Page } from '@playwright/test';
import type { Student, Walk } from './student.ts';

const heading = (tab: Page, name: string) => expect(tab.getByRole('heading', { level: 1, name })).toBeVisible();

/** Opens Mallory's page in another tab, and presses the button of the form on it. */
async function claim(student: Student): Promise<Page> {
  const tab = await student.lure('Open Mallory’s page');
  await tab.getByRole('button', { name: 'Claim your tin of tea' }).click();
  return tab;
}

export const walk: Walk = {
  slug: '14-csrf',
  steps: [
    async (student) => {
      await student.pressed('SameSite=None, no other defence', 'Log in as ada, so that the cookie is set like that.');
      await student.logInAfresh();
      const tab = await claim(student);
      await expect(tab.getByText('by-form@mallory.example')).toBeVisible();
      await tab.close();
    },
    async (student) => {
      await student.pressed('SameSite=Lax', 'The shop says SameSite=Lax');
      await student.logInAfresh();
      const tab = await claim(student);
      await heading(tab, 'Log in');
      await tab.close();
    },
    async (student) => {
      await student.pressed('Let changes by GET count', 'The shop changes things on GET, too');
      const tab = await student.lure('Open Mallory’s picture');
      await heading(tab, 'Look at the tin');
      // A page is loaded when its pictures are answered.
      await tab.waitForLoadState();
      await tab.getByRole('link', { name: 'All her tricks' }).click();
      await tab.getByRole('link', { name: 'See the winners of last week' }).click();
      await expect(tab.getByText('by-link@mallory.example')).toBeVisible();
      await tab.close();
    },
    async (student) => {
      await student.pressed('None, and a token', 'Each form of the shop carries a token');
      await student.logInAfresh();
      const tab = await claim(student);
      await heading(tab, 'Not this time');
      await tab.close();
    },
    async (student) => {
      await student.pressed('None, and a look at Origin', 'The shop takes a form only where Origin');
      const tab = await student.lure('Open Mallory’s site');
      await tab.getByRole('button', { name: 'Claim your tin of tea' }).click();
      await heading(tab, 'Not this time');
      await tab.goBack();
      await tab.getByRole('button', { name: 'Sign in to the draw' }).click();
      await heading(tab, 'Not this time');
      await tab.close();
    },
    async (student) => {
      await student.pressed('Strict, no other defence', 'The shop says SameSite=Strict');
      await student.logInAfresh();
      const tab = await student.lure('Open Mallory’s form');
      await tab.getByRole('button', { name: 'Sign in to the draw' }).click();
      await expect(tab.getByRole('navigation', { name: 'Shop' })).toBeVisible();
      await tab.close();
      await student.shop.getByRole('link', { name: 'Profile', exact: true }).click();
      await expect(student.shop.getByRole('heading', { level: 1, name: 'Hello, mallory' })).toBeVisible();
    },
  ],
};
