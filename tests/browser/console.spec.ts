import { expect, test } from './fixtures.ts';

test('the home page opens on the site’s own host, and its console stays silent', async ({ page, server }) => {
  await page.goto('/');
  await expect(page).toHaveTitle(/Session Lab/);
  expect(new URL(page.url()).origin).toBe(server.origin);
});

test.describe('the watch over the console', () => {
  test.fail();

  test('catches an error that is printed', async ({ page }) => {
    await page.goto('/');
    await page.evaluate(() => console.error('printed by the test'));
  });

  test('catches an error that is thrown', async ({ page }) => {
    await page.goto('/');
    await page.evaluate(() => {
      setTimeout(() => {
        throw new Error('thrown by the test');
      });
    });
    await page.waitForTimeout(100);
  });
});
