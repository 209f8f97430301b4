import type { Page } from '@playwright/test';
import { query } from '../harness/database.ts';
import { GOOD_PASSWORD, uniqueUsername } from '../harness/http.ts';
import { expect, pageAnsweredWith, test } from './fixtures.ts';

test.use({ allowedConsole: pageAnsweredWith(403) });

async function find(page: Page, username: string): Promise<void> {
  await page.goto('/admin/users');
  await page.getByLabel('Name contains').fill(username);
  await page.getByRole('button', { name: 'Search' }).click();
  await expect(page.getByText('1 user', { exact: true })).toBeVisible();
  await page.getByRole('link', { name: `Open ${username}` }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`Look after ${username}`);
}

async function press(page: Page, button: string): Promise<void> {
  const form = page.locator('form', { has: page.getByRole('button', { name: button, exact: true }) });
  await form.getByLabel('Your password').fill(GOOD_PASSWORD);
  await form.getByRole('button', { name: button, exact: true }).click();
}

test('a banned user’s very next request is refused with since and reason, until the ban is lifted', async ({
  page,
  login,
  browser,
  server,
}) => {
  await login({ admin: true });
  const theirs = await browser.newContext({ baseURL: server.origin });
  const { username, password } = await login({ context: theirs });
  const theirPage = await theirs.newPage();
  await theirPage.goto('/profile');

  await find(page, username);
  await page.getByLabel('Reason').fill('Sold <b>lamps</b> in the harbour');
  await press(page, 'Ban');
  await expect(page.getByText('The user is banned.')).toBeVisible();
  await expect(page.getByText(/Banned since .*: Sold <b>lamps<\/b> in the harbour/)).toBeVisible();

  const answer = await theirPage.reload();
  expect(answer?.status()).toBe(403);
  await expect(theirPage.getByRole('heading', { level: 1 })).toHaveText('You are banned');
  await expect(theirPage.getByText('The reason given: Sold <b>lamps</b> in the harbour')).toBeVisible();
  await expect(theirPage.getByText(/Since .*20\d\d.* this account may not be used/)).toBeVisible();
  await expect(theirPage.getByText(username)).toHaveCount(0);
  await theirPage.getByRole('button', { name: 'Log out' }).click();
  await expect(theirPage).toHaveURL('/login?after=logout');

  await press(page, 'Lift the ban');
  await expect(page.getByText('The ban is lifted.')).toBeVisible();
  await theirPage.getByLabel('User name').fill(username);
  await theirPage.getByLabel('Password').fill(password);
  await theirPage.getByRole('button', { name: 'Log in' }).click();
  await expect(theirPage).toHaveURL('/profile');
  await theirs.close();
});

test('a changed role and ended sessions hold from the next request on', async ({ page, login, browser, server }) => {
  await login({ admin: true });
  const theirs = await browser.newContext({ baseURL: server.origin });
  const { username } = await login({ context: theirs });
  const theirPage = await theirs.newPage();
  expect((await theirPage.goto('/admin/users'))?.status()).toBe(403);

  await find(page, username);
  await page.getByRole('radio', { name: 'administrator' }).check();
  await press(page, 'Change the role');
  await expect(page.getByText('The role is changed.')).toBeVisible();
  expect((await theirPage.reload())?.status()).toBe(200);
  await expect(theirPage.getByRole('heading', { level: 1 })).toHaveText('Users');

  await press(page, 'End all sessions');
  await expect(page.getByText('sessions are ended.')).toBeVisible();
  await theirPage.reload();
  await expect(theirPage).toHaveURL('/login?next=%2Fadmin%2Fusers');
  await theirs.close();
});

test('sixty users are paged through, and found by a part of their name', async ({ page, login, server }) => {
  const { username } = await login({ admin: true });
  const tag = uniqueUsername();
  query(
    server,
    `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 60)
     INSERT INTO "User" (id, username, displayName, passwordHash, role, createdAt, theme, fontSize, language)
     SELECT :tag || i, :tag || printf('-%02d', i), 'N', 'none', 'student', u.createdAt, 'light', 'small', 'en'
     FROM n, "User" u WHERE u.username = :admin RETURNING id`
      .replaceAll(':tag', `'${tag}'`)
      .replace(':admin', '?'),
    username,
  );
  await page.goto(`/admin/users?q=${tag}`);
  await expect(page.getByText('60 users')).toBeVisible();
  await expect(page.getByText('Page 1 of 3')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Previous' })).toHaveCount(0);
  await page.getByRole('link', { name: 'Next' }).click();
  await expect(page.getByRole('rowheader').first()).toContainText(`${tag}-26`);
  await page.getByRole('link', { name: 'Next' }).click();
  await expect(page.getByText('Page 3 of 3')).toBeVisible();
  await expect(page.getByRole('rowheader')).toHaveCount(10);
  await expect(page.getByRole('link', { name: 'Next' })).toHaveCount(0);
  await page.getByRole('link', { name: 'Previous' }).click();
  await expect(page.getByText('Page 2 of 3')).toBeVisible();
  await page.goto(`/admin/users?q=${tag}&page=99`);
  await expect(page.getByText('Page 3 of 3')).toBeVisible();
});
