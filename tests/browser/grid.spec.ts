import type { Page } from '@playwright/test';
import { expectAccessible, expectNarrowFit } from './appearance.ts';
import { expect, pageAnsweredWith, test } from './fixtures.ts';
import { openBench } from './workbench.ts';

/** The grids in a browser, with script and without, wide and narrow. */

const RUN_LIMIT = { timeout: 60_000 };
const PRESETS_LIMIT = { timeout: 150_000 };

// Real attacks on a machine that may have other work to do.
test.describe.configure({ timeout: 120_000 });

const tamper = (page: Page) => page.locator('#attack-tamper');
const said = (page: Page) => page.locator('.grid-said');

/** Unfolds everything, since what is folded away is to look well too. */
async function expectGoodLooks(page: Page): Promise<void> {
  await page.evaluate(() => {
    for (const details of document.querySelectorAll('details')) details.open = true;
  });
  await page.setViewportSize({ width: 1280, height: 720 });
  const [wanted, there] = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return [scrollWidth, clientWidth];
  });
  expect(wanted).toBeLessThanOrEqual(there ?? 0);
  await expectAccessible(page);
  await expectNarrowFit(page);
}

test('from the bench to an open hole, and to the switch that closes it', async ({ page, server }) => {
  const bench = await openBench(page, server, { preset: 'lecture-name' });
  await page.getByRole('link', { name: 'All attacks' }).click();
  await expect(page).toHaveURL(`/bench/${bench.id}/grid`);
  await expect(tamper(page)).toContainText('not run yet');

  await page.getByRole('button', { name: 'Run all attacks' }).click();
  await expect(said(page)).toHaveText(/^All \d+ attacks are run\.$/, RUN_LIMIT);
  await expect(tamper(page)).toContainText('falls');
  const holes = page.getByRole('region', { name: 'Open holes' });
  await expect(holes).toContainText('Not by: HttpOnly: yes');

  await holes.getByRole('button', { name: /^mechanism: signed ?, which closes: Change the cookie/ }).click();
  await expect(said(page)).toHaveText(/^All \d+ attacks are run\.$/, RUN_LIMIT);
  await expect(page.getByText('Client-side, signed')).toBeVisible();
  await expect(tamper(page)).toContainText('holds');
  await expect(tamper(page)).toContainText('fell before');
  await expect(holes).not.toContainText('Change the cookie');
});

test('cells are filled as they finish, without the page being read again', async ({ page, server }) => {
  const bench = await openBench(page, server, { preset: 'express' });
  await page.goto(`/bench/${bench.id}/grid`);
  const asked = page.waitForResponse((response) => response.url().includes('/grid?after='));
  await page.getByRole('button', { name: 'Run all attacks' }).click();
  expect((await asked).status()).toBe(200);
  let isReadAgain = false;
  page.on('framenavigated', () => {
    isReadAgain = true;
  });
  await expect(said(page)).toHaveText(/^All \d+ attacks are run\.$/, RUN_LIMIT);
  expect(isReadAgain).toBe(false);
  // Then it is quiet.
  let questions = 0;
  page.on('request', () => {
    questions += 1;
  });
  await page.waitForTimeout(1500);
  expect(questions).toBe(0);
});

test('by keyboard: run, unfold, and read every byte', async ({ page, server }) => {
  const bench = await openBench(page, server, { preset: 'flask' });
  await page.goto(`/bench/${bench.id}/grid`);
  await page.getByRole('button', { name: 'Run all attacks' }).focus();
  await page.keyboard.press('Enter');
  await expect(said(page)).toHaveText(/^All \d+ attacks are run\.$/, RUN_LIMIT);
  await tamper(page).locator('summary').focus();
  await page.keyboard.press('Enter');
  await expect(tamper(page)).toContainText('The same login with the cookie as the shop had set it.');
  const wire = tamper(page).getByRole('list', { name: 'What crossed the wire' });
  await expect(wire.getByRole('listitem').last()).toContainText('control');
  await page.keyboard.press('Tab');
  await expect(tamper(page).getByRole('link', { name: 'Every byte of it' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Change the cookie: from user to admin');
  const last = page.locator('.exchange[open]');
  await expect(last.getByRole('figure')).toContainText('Signature does not match');
  // Only what she changed is marked.
  await expect(last.locator('mark')).toHaveCount(1);
  await expectGoodLooks(page);
});

test.describe('where the bench is gone', () => {
  test.use({ allowedConsole: pageAnsweredWith(404) });

  test('a bench that has ended meanwhile is said to have', async ({ page, server, request }) => {
    const bench = await openBench(page, server, { preset: 'express' });
    await page.goto(`/bench/${bench.id}/grid`);
    await page.getByRole('button', { name: 'Run all attacks' }).click();
    await expect(said(page)).toHaveText(/attacks run\.$/);
    await page.waitForLoadState();
    await request.delete(`http://127.0.0.1:${server.port}/api/benches/${bench.id}`, {
      headers: { Host: `session.localhost:${server.port}` },
    });
    await expect(page.locator('.refusal')).toContainText('There is no such bench');
  });
});

test('the grid of a bench looks well before and after', async ({ page, server }) => {
  const bench = await openBench(page, server, { preset: 'php' });
  await page.goto(`/bench/${bench.id}/grid`);
  await expectGoodLooks(page);
  await page.goto(`/bench/${bench.id}/grid`);
  await page.getByRole('button', { name: 'Run all attacks' }).click();
  await expect(said(page)).toHaveText(/^All \d+ attacks are run\.$/, RUN_LIMIT);
  await expectGoodLooks(page);
});

test.describe('all presets', () => {
  test.setTimeout(240_000);

  test('filled live, with the sentences that it shows, wide and narrow', async ({ page }) => {
    await page.goto('/grid');
    await expectGoodLooks(page);
    await page.goto('/grid');
    await page.setViewportSize({ width: 1280, height: 720 });
    const run = page.getByRole('button', { name: /^Run/ });
    // Another test of this server may have run it.
    if (await run.isEnabled()) await run.click();
    await expect(said(page)).toHaveText(/^All \d+ attacks are run\.$/, PRESETS_LIMIT);
    const table = page.getByRole('table');
    const cell = (row: string, column: number) => table.getByRole('row', { name: row }).getByRole('cell').nth(column);
    await expect(cell('Change the cookie', 6)).toHaveText('falls');
    await expect(cell('Change the cookie', 1)).toHaveText('holds');
    await expectGoodLooks(page);

    // On a phone one preset at a time.
    await page.setViewportSize({ width: 360, height: 700 });
    await expect(table).toBeHidden();
    await expectAccessible(page);
    const presets = page.getByRole('navigation', { name: 'Presets' });
    await presets.getByRole('link', { name: 'Step 1: the name in a cookie' }).click();
    await expect(page).toHaveURL('/grid?preset=lecture-name');
    const row = page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: /^Change the cookie/ }) });
    await row.getByRole('link', { name: 'falls' }).click();
    await expect(page).toHaveURL('/grid/lecture-name/tamper');
    await expect(page.getByText('It fails, as it must.')).toBeVisible();
  });
});

test.describe('without script', () => {
  test.use({ javaScriptEnabled: false });

  test('the page reads itself again until all are run', async ({ page, server }) => {
    const bench = await openBench(page, server, { preset: 'lecture-name' });
    await page.goto(`/bench/${bench.id}/grid`);
    await page.getByRole('button', { name: 'Run all attacks' }).click();
    await expect(said(page)).toHaveText(/^All \d+ attacks are run\.$/, RUN_LIMIT);
    await expect(page.getByText('reads itself again')).toBeHidden();
    await tamper(page).locator('summary').click();
    await expect(tamper(page)).toContainText('It fails, as it must.');
    await tamper(page).getByRole('link', { name: 'Every byte of it' }).click();
    await expect(page.locator('.exchange[open]')).toContainText('user=admin');
  });
});
