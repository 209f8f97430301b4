import { expect, type Locator } from '@playwright/test';
import type { Student, Walk } from './student.ts';

/** Throws a switch above the shop, and waits until the bench has it. */
async function choose(student: Student, label: string, option: string): Promise<void> {
  await applied(student, async (switches) => {
    await switches.getByLabel(label, { exact: true }).selectOption(option);
  });
}

async function applied({ page }: Student, change: (switches: Locator) => Promise<void>): Promise<void> {
  const answered = page.waitForResponse((response) => response.request().method() === 'PATCH' && response.ok());
  await change(page.getByRole('form', { name: 'First switches' }));
  await answered;
}

/** All attacks are run for it, and all mechanisms measured: that takes some seconds. */
const PATIENCE = { timeout: 60_000 };

export const walk: Walk = {
  slug: '16-https',
  steps: [
    (student) => student.press('Log in over HTTP'),
    async (student) => {
      await student.press('Log in over HTTPS');
      await expect(student.page.getByText('Encrypted. All that she can read in it is')).toBeVisible();
    },
    (student) => student.press('Follow one old link'),
    async (student) => {
      await choose(student, 'Secure', 'true');
      await student.press('The same old link');
    },
    (student) => student.press('Write a cookie into an answer'),
    async (student) => {
      await student.press('Run the audit');
      await expect(student.page.getByText('Measure the sum first')).toBeVisible();
      await student.press('Measure');
      await expect(student.page.getByRole('table', { name: 'Client side against server side' })).toBeVisible(PATIENCE);
      // First of all: whatever comes from the bench after another change would put back what is only typed.
      await applied(student, async (switches) => {
        const limit = switches.getByLabel('idle limit, in seconds', { exact: true });
        await limit.fill('1800');
        await limit.press('Enter');
      });
      await choose(student, 'store', 'sql');
      await choose(student, 'the role is read from', 'database');
      await choose(student, 'new id at login', 'true');
      await choose(student, 'CSRF defence', 'token');
      await choose(student, 'bound to', 'address');
      await student.press('Run the audit');
      await expect(student.page.locator('.todo > .done')).toHaveCount(6, PATIENCE);
    },
  ],
};
