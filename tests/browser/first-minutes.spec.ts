import type { Page } from '@playwright/test';
import { expectAccessible, expectNarrowFit } from './appearance.ts';
import { expect, pageAnsweredWith, test } from './fixtures.ts';

/** The first five minutes: one thing at a time, as docs and look have them. */

// “Who are you?” is a 401.
test.use({ allowedConsole: pageAnsweredWith(401) });
test.setTimeout(120_000);

const START = '/learn/01-http-forgets';
const shop = (page: Page) => page.frameLocator('iframe[name=shop]');
const wire = (page: Page) => page.getByRole('region', { name: 'wire' });

/** At the size of a small laptop nothing has to be scrolled to. */
async function expectInSight(page: Page, name: string | RegExp): Promise<void> {
  const box = await page.getByRole('button', { name }).last().boundingBox();
  expect((box?.y ?? 9999) + (box?.height ?? 0)).toBeLessThanOrEqual(720);
}

test('from a shop that forgets to whoever brings the number', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 720 });
  await page.goto(START);
  await expect(page.getByRole('navigation')).toHaveCount(0);
  await expect(page.getByRole('button')).toHaveCount(1);
  await expect(page.getByText('Cookie: (none)')).toBeVisible();

  await page.getByRole('button', { name: 'Log in as ada' }).click();
  await expect(shop(page).getByText('Welcome, ada')).toBeVisible();
  await expect(wire(page).getByRole('figure', { name: 'POST /login, answered 200' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'It does not.' })).toBeVisible();
  await expectInSight(page, 'It remembers her for some minutes.');

  await page.getByRole('button', { name: 'By her address and her browser.' }).click();
  await page.getByRole('link', { name: 'Profile', exact: true }).click();
  await expect(shop(page).getByText('Who are you?')).toBeVisible();
  await expect(wire(page).getByRole('figure')).toHaveCount(2);
  await expect(page.getByText('You said: By her address and her browser.')).toBeVisible();
  await expectInSight(page, 'Hand out a number');

  await page.getByRole('button', { name: 'Hand out a number' }).click();
  await page.getByRole('button', { name: 'Log in as ada' }).click();
  await page.getByRole('link', { name: 'Profile', exact: true }).click();
  await expect(shop(page).getByText('Hello, ada')).toBeVisible();
  // Set-Cookie there, Cookie back, and nothing else.
  await expect(wire(page).getByText(/^number=/)).toHaveCount(2);

  await page.getByRole('button', { name: 'Delete it' }).click();
  await expect(shop(page).getByText('Not logged in')).toBeVisible();
  await page.getByRole('button', { name: 'Give the number to another browser' }).click();
  await expect(page.getByText('to the server it is ada')).toBeVisible();
  await expect(wire(page).locator('[data-actor=mallory]')).toBeVisible();
  await expectAccessible(page);

  await page.getByLabel('So who is ada to the server?').fill('Whoever brings the number.');
  await page.getByRole('button', { name: 'Keep my sentence' }).click();
  await expect(page.getByText('A model sentence:')).toBeVisible();
  await expect(page.getByRole('navigation', { name: 'The path of sixteen chapters' }).first()).toBeVisible();
});

test('by keyboard alone', async ({ page }) => {
  const pressOn = async (name: string) => {
    const button = page.getByRole('button', { name, exact: true }).or(page.getByRole('link', { name, exact: true }));
    await expect(button).toBeVisible();
    for (let tabs = 0; tabs < 40; tabs++) {
      await page.keyboard.press('Tab');
      if (await button.evaluate((element) => element === document.activeElement)) return page.keyboard.press('Enter');
    }
    throw new Error(`The Tab key does not lead to "${name}".`);
  };
  await page.goto(START);
  await pressOn('Log in as ada');
  await expect(shop(page).getByText('Welcome, ada')).toBeVisible();
  await pressOn('c It does not.');
  await pressOn('Profile');
  await pressOn('Hand out a number');
  await pressOn('Log in as ada');
  await pressOn('Profile');
  await pressOn('Delete it');
  await pressOn('Give the number to another browser');
  await expect(page.getByLabel('So who is ada to the server?')).toBeVisible();
});

test('Alt+0 takes it back to its start, and the answer stays', async ({ page }) => {
  await page.goto(START);
  await page.getByRole('button', { name: 'Log in as ada' }).click();
  await page.getByRole('button', { name: 'It does not.' }).click();
  await page.getByRole('link', { name: 'Profile', exact: true }).click();
  await expect(wire(page).getByRole('figure')).toHaveCount(2);
  await page.keyboard.press('Alt+Digit0');
  // Until then the words stand in the two lines of the wire as well.
  await expect(wire(page)).toHaveCount(0);
  await expect(page.getByText('Cookie: (none)')).toBeVisible();
});

test.describe('without script', () => {
  test.use({ javaScriptEnabled: false });

  test('the same, with a page for each step', async ({ page }) => {
    await page.goto(START);
    await page.getByRole('button', { name: 'Log in as ada' }).click();
    await shop(page).getByRole('button', { name: 'Log in as ada' }).click();
    await expect(shop(page).getByText('Welcome, ada')).toBeVisible();
    await page.reload();
    await page.getByRole('button', { name: 'It does not.' }).click();
    await page.getByRole('link', { name: 'Profile', exact: true }).click();
    await expect(shop(page).getByText('Who are you?')).toBeVisible();
    await page.reload();
    await page.getByRole('button', { name: 'Hand out a number' }).click();
    await page.getByRole('button', { name: 'Log in as ada' }).click();
    await expect(shop(page).getByText('Logged in as ada')).toBeVisible();
    await page.reload();
    await page.getByRole('link', { name: 'Profile', exact: true }).click();
    await expect(shop(page).getByText('Hello, ada')).toBeVisible();
    await page.reload();
    await page.getByRole('button', { name: 'Delete it' }).click();
    await expect(shop(page).getByText('Not logged in')).toBeVisible();
    await page.reload();
    await page.getByRole('button', { name: 'Give the number to another browser' }).click();
    await page.getByLabel('So who is ada to the server?').fill('Whoever brings the number.');
    await page.getByRole('button', { name: 'Keep my sentence' }).click();
    await expect(page.getByText('A model sentence:')).toBeVisible();
  });
});

test('the first view fits a narrow page', async ({ page }) => {
  await page.goto(START);
  await expectAccessible(page);
  await expectNarrowFit(page);
});
