import { GOOD_PASSWORD, uniqueUsername } from '../harness/http.ts';
import { expect, pageAnsweredWith, test } from './fixtures.ts';

const NEW_PASSWORD = 'nine kites above the salt marsh';

for (const javaScriptEnabled of [true, false]) {
  const way = javaScriptEnabled ? 'with scripts' : 'without any script';
  test.describe(way, () => {
    test.use({ javaScriptEnabled });

    test(`an account from its beginning to a new login, ${way}`, async ({ page, browser, server }) => {
      const username = uniqueUsername();
      await page.goto('/');
      await page.getByRole('navigation').getByRole('link', { name: 'Register' }).click();
      await page.getByLabel('User name').fill(username);
      await page.getByLabel('Password').fill(GOOD_PASSWORD);
      await page.getByRole('button', { name: 'Register' }).click();
      await expect(page).toHaveURL('/profile?welcome');
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(username);

      await page.getByRole('textbox', { name: 'Name shown' }).fill('नूर of the lamps');
      await page.getByRole('button', { name: 'Change the name' }).click();
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('नूर of the lamps');

      await page.getByRole('navigation').getByRole('link', { name: 'Preferences' }).click();
      await page.getByRole('radio', { name: 'Sepia' }).check();
      await page.getByRole('radio', { name: 'Large', exact: true }).check();
      await page.getByRole('button', { name: 'Save' }).click();
      await expect(page.getByText('Saved.')).toBeVisible();
      await expect(page.locator('html')).toHaveAttribute('data-theme', 'sepia');
      await expect(page.locator('html')).toHaveAttribute('data-font-size', 'large');

      // A second browser: the preferences came along with the account.
      const second = await browser.newContext({ baseURL: server.origin, javaScriptEnabled });
      const other = await second.newPage();
      await other.goto('/login?next=/sessions');
      await other.getByLabel('User name').fill(username);
      await other.getByLabel('Password').fill(GOOD_PASSWORD);
      await other.getByRole('button', { name: 'Log in' }).click();
      await expect(other).toHaveURL('/sessions');
      await expect(other.locator('html')).toHaveAttribute('data-theme', 'sepia');
      await expect(other.getByRole('row')).toHaveCount(3);

      await page.goto('/sessions');
      await page.getByLabel('Your password').fill(GOOD_PASSWORD);
      await page.getByRole('button', { name: 'End the session of' }).click();
      await expect(page.getByText('That session is ended.')).toBeVisible();
      await other.reload();
      await expect(other).toHaveURL('/login?next=%2Fsessions');
      await expect(other.getByText('Your session is over')).toBeVisible();
      await second.close();

      await page.goto('/profile');
      await page.getByLabel('Current password').first().fill(GOOD_PASSWORD);
      await page.getByLabel('New password').fill(NEW_PASSWORD);
      await page.getByRole('button', { name: 'Change the password' }).click();
      await expect(page.getByText('The password is changed')).toBeVisible();

      await page.getByRole('button', { name: 'Log out', exact: true }).click();
      await expect(page).toHaveURL('/login?after=logout');
      await page.goto('/preferences');
      await expect(page.locator('html')).toHaveAttribute('data-theme', 'system');

      await page.goto('/profile');
      await expect(page).toHaveURL('/login?next=%2Fprofile');
      await page.getByLabel('User name').fill(username);
      await page.getByLabel('Password').fill(NEW_PASSWORD);
      await page.getByRole('button', { name: 'Log in' }).click();
      await expect(page).toHaveURL('/profile');
      await expect(page.locator('html')).toHaveAttribute('data-theme', 'sepia');
    });

    test.describe('a form that comes back', () => {
      test.use({ allowedConsole: pageAnsweredWith(400, 401, 403, 409) });

      test(`keeps what was typed but the password, and begins where the error is, ${way}`, async ({ page, login }) => {
        await page.goto('/register');
        await page.getByLabel('User name').fill('Not a Name');
        await page.getByLabel('Password').fill('short');
        await page.getByRole('button', { name: 'Register' }).click();
        await expect(page.getByLabel('User name')).toHaveValue('Not a Name');
        await expect(page.getByLabel('User name')).toBeFocused();
        await expect(page.getByLabel('User name')).toHaveAttribute('aria-invalid', 'true');
        await expect(page.getByLabel('User name')).toHaveAccessibleDescription(/Only the letters a to z/);
        await expect(page.getByLabel('Password')).toHaveValue('');

        const username = uniqueUsername();
        await page.getByLabel('User name').fill(username);
        await page.getByLabel('Password').fill('short');
        await page.getByRole('button', { name: 'Register' }).click();
        await expect(page.getByLabel('Password')).toBeFocused();
        await expect(page.getByLabel('User name')).toHaveValue(username);
        expect(await page.content()).not.toContain('short"');

        await page.goto('/login?next=/sessions');
        await page.getByLabel('User name').fill(username);
        await page.getByLabel('Password').fill(NEW_PASSWORD);
        await page.getByRole('button', { name: 'Log in' }).click();
        await expect(page.getByText('The name or the password is wrong')).toBeVisible();
        await expect(page.getByLabel('User name')).toHaveValue(username);
        await expect(page.getByLabel('Password')).toHaveValue('');
        await expect(page.getByLabel('Password')).toBeFocused();
        expect(await page.content()).not.toContain(NEW_PASSWORD);

        await login();
        await page.goto('/profile');
        await page.getByRole('textbox', { name: 'Name shown' }).fill('n\u202Eame');
        await page.getByRole('button', { name: 'Change the name' }).click();
        await expect(page.getByRole('textbox', { name: 'Name shown' })).toBeFocused();
        await expect(page.getByRole('textbox', { name: 'Name shown' })).toHaveValue('n\u202Eame');
        await page.getByLabel('Current password').first().fill('a wrong one');
        await page.getByLabel('New password').fill(NEW_PASSWORD);
        await page.getByRole('button', { name: 'Change the password' }).click();
        await expect(page.getByLabel('Current password').first()).toBeFocused();
        await expect(page.getByText('This is not your password.')).toBeVisible();
        expect(await page.content()).not.toContain(NEW_PASSWORD);
      });
    });
  });
}
