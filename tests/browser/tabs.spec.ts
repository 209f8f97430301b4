import { expect, test } from './fixtures.ts';

test('S64 a logout in one tab takes the private page from another, and tells a public one', async ({
  page,
  context,
  login,
}) => {
  const { username } = await login();
  const [guarded, open] = [await context.newPage(), await context.newPage()];
  await guarded.goto('/profile');
  await open.goto('/preferences');
  await page.goto('/sessions');
  await page.getByRole('button', { name: 'Log out', exact: true }).click();
  await expect(page).toHaveURL('/login?after=logout');
  await expect(guarded).toHaveURL('/login?next=%2Fprofile');
  expect(await guarded.content()).not.toContain(username);
  await expect(open.getByText('Somebody logged in or out in another tab')).toBeVisible();
  await open.getByRole('link', { name: 'Read it again' }).click();
  await expect(open.getByRole('navigation').getByRole('link', { name: 'Log in' })).toBeVisible();
});

test('a login as somebody else in one tab shows in the other', async ({ page, context, login }) => {
  const first = await login();
  const other = await context.newPage();
  await other.goto('/profile');
  await expect(other.getByRole('heading', { level: 1 })).toHaveText(first.username);
  const second = await login();
  await page.goto('/profile');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(second.username);
  await expect(other.getByRole('heading', { level: 1 })).toHaveText(second.username);
});

test('S27 two tabs that change different preferences both keep theirs', async ({ page, context, login }) => {
  const { client } = await login();
  const other = await context.newPage();
  await page.goto('/preferences');
  await page.getByRole('radio', { name: 'Dark' }).check();
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await other.goto('/preferences');
  await expect(other.getByRole('radio', { name: 'Dark' })).toBeChecked();
  await other.getByRole('radio', { name: 'Small' }).check();
  await other.getByRole('button', { name: 'Save' }).click();
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await expect(page.locator('html')).toHaveAttribute('data-font-size', 'small');
  expect((await client.get('/profile')).status).toBe(200);
});
