import { expect, test } from './fixtures.ts';

// Logged in: account.spec.ts.
test('every theme and letter size is drawn by the server', async ({ page }) => {
  await page.goto('/preferences');
  const choices = [
    ['Light', 'light', 'Small', 'small'],
    ['Dark', 'dark', 'Medium', 'medium'],
    ['Sepia', 'sepia', 'Large', 'large'],
    ['High contrast', 'contrast', 'Extra large', 'x-large'],
    ['As the system', 'system', 'Medium', 'medium'],
  ] as const;
  for (const [theme, themeValue, size, sizeValue] of choices) {
    await page.getByRole('radio', { name: theme, exact: true }).check();
    await page.getByRole('radio', { name: size, exact: true }).check();
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(page.locator('html')).toHaveAttribute('data-theme', themeValue);
    // As it left the server: no script has put it there.
    const drawn = await (await page.goto('/preferences'))?.text();
    expect(drawn).toContain(`<html lang="en" data-theme="${themeValue}" data-font-size="${sizeValue}">`);
  }
});

test('in Hindi the document says so, and every page follows', async ({ page }) => {
  await page.goto('/preferences');
  await page.getByRole('radio', { name: 'हिन्दी' }).check();
  await page.getByRole('button', { name: 'Save' }).click();
  for (const path of ['/', '/login', '/register', '/preferences']) {
    await page.goto(path);
    await expect(page.locator('html')).toHaveAttribute('lang', 'hi');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(/[\u0900-\u097F]/);
    expect(await page.title()).toMatch(/[\u0900-\u097F]/);
  }
});
