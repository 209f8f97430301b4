import { query } from '../harness/database.ts';
import { register, uniqueUsername, visitor } from '../harness/http.ts';
import { expectGoodLook } from './appearance.ts';
import { expect, pageAnsweredWith, test } from './fixtures.ts';

/** Every page, as each kind of visitor sees it: in all themes, narrow with large letters, and with a silent console. */

test.use({ allowedConsole: pageAnsweredWith(403, 404, 405) });

test.describe('signed out', () => {
  for (const path of [
    '/',
    '/register',
    '/login',
    '/login?next=/profile',
    '/preferences',
    '/style',
    '/source?file=proxy.ts',
    '/nope',
    '/logout',
  ]) {
    test(`S60 ${path} is accessible in every theme and fits a phone`, async ({ page }) => {
      await page.goto(path);
      await expect(page.locator('h1')).toBeVisible();
      await expectGoodLook(page);
    });
  }
});

test.describe('signed in', () => {
  for (const path of ['/', '/profile', '/sessions', '/preferences', '/login', '/register', '/admin/users']) {
    test(`S60 ${path} is accessible in every theme and fits a phone`, async ({ page, login }) => {
      await login();
      await page.goto(path);
      await expect(page.locator('h1')).toBeVisible();
      await expectGoodLook(page);
    });
  }
});

test.describe('banned', () => {
  for (const path of ['/', '/profile']) {
    test(`S60 ${path} is accessible in every theme and fits a phone`, async ({ page, login, server }) => {
      const { username } = await login();
      query(
        server,
        'UPDATE "User" SET bannedAt = createdAt, banReason = ? WHERE username = ?',
        `${'Longwordswithoutanyspace'.repeat(4)} and more`,
        username,
      );
      await page.goto(path);
      await expect(page.locator('h1')).toBeVisible();
      await expectGoodLook(page);
    });
  }
});

test.describe('administrator', () => {
  test('S60 the list of users is accessible in every theme and fits a phone', async ({ page, login }) => {
    await login({ admin: true });
    await page.goto('/admin/users');
    await expect(page.getByRole('table')).toBeVisible();
    await expectGoodLook(page);
  });

  for (const isBanned of [false, true]) {
    test(`S60 the page of one ${isBanned ? 'banned ' : ''}user is accessible and fits a phone`, async ({
      page,
      login,
      server,
    }) => {
      await login({ admin: true });
      const { username } = await register(visitor(server), `${uniqueUsername()}-${'w'.repeat(16)}`);
      if (isBanned) {
        query(server, `UPDATE "User" SET bannedAt = createdAt, banReason = 'spam' WHERE username = ?`, username);
      }
      await page.goto(`/admin/users?user=${username}`);
      await expect(page.getByRole('button', { name: isBanned ? 'Lift the ban' : 'Ban', exact: true })).toBeVisible();
      await expectGoodLook(page);
    });
  }
});

test('S60 in Hindi the profile is accessible in every theme and fits a phone', async ({ page, login, server }) => {
  const { client } = await login();
  await client.post('/preferences', { language: 'hi' });
  const value = (await client.cookie('__Host-Http-session')) ?? '';
  const url = server.origin.replace('http:', 'https:');
  await page.context().addCookies([{ name: '__Host-Http-session', value, url, httpOnly: true, secure: true }]);
  await page.goto('/profile');
  await expect(page.locator('html')).toHaveAttribute('lang', 'hi');
  await expectGoodLook(page);
});
