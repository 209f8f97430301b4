import { expect } from '@playwright/test';
import type { Student, Walk } from './student.ts';

/** Chooses dark and large on the shop's own page, and saves. */
async function chooseDark(student: Student, language: string): Promise<void> {
  const { shop } = student;
  await student.open('To the preferences');
  await shop.getByLabel('Theme').selectOption('dark');
  await shop.getByLabel('Font size').selectOption('large');
  await shop.getByLabel('Background').selectOption('rose');
  await shop.getByLabel('Language').selectOption(language);
  await shop.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(shop.locator('html')).toHaveAttribute('data-theme', 'dark');
}

export const walk: Walk = {
  slug: '03-preferences',
  steps: [
    (student) => chooseDark(student, 'hi'),
    (student) => student.open('Load it again'),
    (student) => student.press('Look from another browser'),
    (student) => student.press('Write purple into it'),
    async (student) => {
      await student.press('Keep it on the server');
      await chooseDark(student, 'en');
    },
    (student) => student.press('Delete the cookie'),
  ],
};
