import type { Page } from '@playwright/test';
import { GOOD_PASSWORD, logIn, uniqueUsername, visitor } from '../harness/http.ts';
import { expect, test } from './fixtures.ts';

interface Focus {
  name: string;
  isVisible: boolean;
}

/** What has the focus, and whether it shows it: by an outline, or a border that is not there otherwise. */
function focus(page: Page): Promise<Focus> {
  return page.evaluate(() => {
    const element = document.activeElement as HTMLElement;
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
    const { width, height, bottom } = element.getBoundingClientRect();
    const isMarked = (outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2) || boxShadow !== 'none';
    const label = (element as HTMLInputElement).labels?.[0]?.innerText;
    return {
      name: (label || element.innerText || element.id).trim(),
      isVisible: isMarked && width > 0 && height > 0 && bottom > 0,
    };
  });
}

/** Presses Tab until it is there; each stop on the way must be visible. */
async function tabTo(page: Page, name: string): Promise<void> {
  for (let stops = 0; stops < 40; stops++) {
    await page.keyboard.press('Tab');
    const stop = await focus(page);
    expect(stop.isVisible, `the focus on “${stop.name}” can be seen`).toBe(true);
    if (stop.name.startsWith(name)) return;
  }
  throw new Error(`Tab does not lead to “${name}”.`);
}

test('everything is reached by keyboard alone, and what has the focus can be seen', async ({ page }) => {
  const username = uniqueUsername();
  await page.goto('/');
  await page.keyboard.press('Tab');
  expect(await focus(page)).toEqual({ name: 'Skip to the text', isVisible: true });
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL('/#main');
  await tabTo(page, 'Register');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL('/register');

  await tabTo(page, 'User name');
  await page.keyboard.type(username);
  await tabTo(page, 'Password');
  await page.keyboard.type(GOOD_PASSWORD);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL('/profile?welcome');

  await tabTo(page, 'Preferences');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL('/preferences');
  await tabTo(page, 'As the system');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await tabTo(page, 'Save');
  await page.keyboard.press('Enter');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');

  await tabTo(page, 'Log out');
  await page.keyboard.press('Space');
  await expect(page).toHaveURL('/login?after=logout');
});

test('what is folded away opens by keyboard', async ({ page, login }) => {
  await login();
  await page.goto('/profile');
  await page.getByRole('button', { name: 'Change the password' }).focus();
  await tabTo(page, 'Delete this account');
  await page.keyboard.press('Enter');
  await tabTo(page, 'Current password');
  await expect(page.locator('#deletion-password')).toBeFocused();
});

test('Enter in the password field of the sessions ends none that was not chosen', async ({ page, login, server }) => {
  const { username } = await login();
  await logIn(visitor(server), username);
  await page.goto('/sessions');
  const rows = page.getByRole('row');
  await expect(rows).toHaveCount(3);
  await page.getByLabel('Your password').fill(GOOD_PASSWORD);
  await page.keyboard.press('Enter');
  // A form that was sent would lead to another page, or to this one with an answer.
  await expect(page).toHaveURL('/sessions');
  await page.reload();
  await expect(rows).toHaveCount(3);
});
