import type { Page } from '@playwright/test';
import { register, visitor } from '../harness/http.ts';
import { expectGoodLook } from './appearance.ts';
import { expect, pageAnsweredWith, test } from './fixtures.ts';

/** The pages once more, with their errors: these are drawn only then. */

test.use({ allowedConsole: pageAnsweredWith(400, 401, 403, 404) });

interface Refused {
  name: string;
  who?: 'user' | 'admin';
  send(page: Page, other: string): Promise<void>;
}

const refused: Refused[] = [
  {
    name: 'registration',
    async send(page) {
      await page.goto('/register');
      await page.getByLabel('User name').fill('Not a Name');
      await page.getByLabel('Password').fill('short');
      await page.getByRole('button', { name: 'Register' }).click();
    },
  },
  {
    name: 'login',
    async send(page) {
      await page.goto('/login');
      await page.getByLabel('User name').fill('nobody-of-this-name');
      await page.getByLabel('Password').fill('whatever it may be');
      await page.getByRole('button', { name: 'Log in' }).click();
    },
  },
  {
    name: 'deletion',
    who: 'user',
    async send(page) {
      await page.goto('/profile');
      await page.getByText('Delete this account').click();
      await page.locator('#deletion-password').fill('a wrong one');
      await page.getByRole('button', { name: 'Delete everything' }).click();
    },
  },
  {
    name: 'ending a session',
    who: 'user',
    async send(page) {
      await page.goto('/sessions');
      await page.getByLabel('Your password').fill('a wrong one');
      await page.getByRole('button', { name: 'Log out everywhere' }).click();
    },
  },
  {
    name: 'ban',
    who: 'admin',
    async send(page, other) {
      await page.goto(`/admin/users?user=${other}`);
      await page.getByLabel('Reason').fill('Reason that is kept');
      await page.locator('#ban-password').fill('a wrong one');
      await page.getByRole('button', { name: 'Ban', exact: true }).click();
      await expect(page.getByLabel('Reason')).toHaveValue('Reason that is kept');
    },
  },
];

for (const { name, who, send } of refused) {
  test(`a refused ${name} is accessible in every theme and fits a phone`, async ({ page, login, server }) => {
    if (who) await login({ admin: who === 'admin' });
    await send(page, who === 'admin' ? (await register(visitor(server))).username : '');
    await expect(page.locator('[aria-invalid], [role=alert]').first()).toBeVisible();
    await expect(page.locator(':focus')).toHaveAttribute('name', /username|password/);
    await expectGoodLook(page);
  });
}
