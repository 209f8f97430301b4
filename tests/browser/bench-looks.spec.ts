import type { Page } from '@playwright/test';
import { expectAccessible, expectNarrowFit } from './appearance.ts';
import { expect, pageAnsweredWith, test } from './fixtures.ts';
import { openBench, type Workbench } from './workbench.ts';

/** The bench in every theme, wide and narrow, with letters of two sizes. A blocked script or style fails the worker. */

test.use({ allowedConsole: pageAnsweredWith(400, 401, 403) });

async function expectWideFit(page: Page): Promise<void> {
  for (const fontSize of ['medium', 'x-large']) {
    for (const width of [1280, 360, 320]) {
      await page.setViewportSize({ width, height: 700 });
      const [wanted, there] = await page.evaluate((size) => {
        document.documentElement.dataset.fontSize = size;
        const { scrollWidth, clientWidth } = document.documentElement;
        return [scrollWidth, clientWidth];
      }, fontSize);
      expect(wanted, `${page.url()} at ${width} px, ${fontSize} letters`).toBeLessThanOrEqual(there ?? 0);
    }
  }
  await page.setViewportSize({ width: 1280, height: 720 });
  await page.evaluate(() => {
    document.documentElement.dataset.fontSize = 'medium';
  });
}

/** Below 62rem each pane is a tab: each is looked at. */
async function expectEachPaneFits({ page }: Workbench): Promise<void> {
  await page.setViewportSize({ width: 320, height: 700 });
  for (const name of ['wire', 'server', 'browser']) {
    await page.getByRole('tab', { name }).click();
    await expectNarrowFit(page);
  }
  await page.setViewportSize({ width: 1280, height: 720 });
  await page.evaluate(() => {
    document.documentElement.dataset.fontSize = 'medium';
  });
}

async function expectGoodLooks(bench: Workbench): Promise<void> {
  await expectWideFit(bench.page);
  await expectEachPaneFits(bench);
  await expectAccessible(bench.page);
}

test('where benches are opened', async ({ page }) => {
  await page.goto('/bench');
  await expectWideFit(page);
  await expectNarrowFit(page);
  await expectAccessible(page);
});

test('a refusal on the wire, two exchanges compared, everything unfolded', async ({ page, server }) => {
  const bench = await openBench(page, server, { preset: 'flask' });
  await bench.logIn();
  await bench.rewrite('session', (says) => says.replace('"user"', '"admin"'));
  const { wire } = bench;
  await expect(wire.getByRole('figure')).toContainText('Signature does not match');
  await wire.getByRole('button', { name: 'Compare' }).click();
  await page.evaluate(() => {
    for (const details of document.querySelectorAll('details')) details.open = true;
  });
  await expectGoodLooks(bench);
});

test('rows of a table, changed and over, beside those of whoever came later', async ({ page, server }) => {
  const bench = await openBench(page, server, { preset: 'lecture-server', policy: { idleSeconds: 600 } });
  await bench.logIn();
  await bench.press('+15 min');
  await bench.reload();
  await expect(bench.wire.getByRole('figure')).toContainText('Expired');
  await bench.logIn('grace');
  await expect(bench.server.getByRole('region', { name: 'The store' })).toContainText('grace');
  await expectGoodLooks(bench);
});

test('with nothing yet, and sharing the site’s host', async ({ page, server }) => {
  const bench = await openBench(
    page,
    server,
    { preset: 'iron-session', policy: { cookie: { sameSite: 'none', secure: false } } },
    `http://localhost:${server.port}`,
  );
  await expect(page.getByText('SameSite=None without Secure: browsers drop such a cookie.')).toBeVisible();
  await expectGoodLooks(bench);
});

test('two benches beside each other', async ({ page, server }) => {
  const bench = await openBench(page, server, { preset: 'flask' });
  await page.goto(`/bench/compare?left=${bench.id}`);
  await expectWideFit(page);
  await page.getByRole('button', { name: 'Put it beside' }).click();
  await page.getByRole('button', { name: 'Log in as ada' }).click();
  await page.getByRole('button', { name: 'Put tea into the cart' }).click();
  await expect(page.getByRole('figure')).toHaveCount(2);
  await expectWideFit(page);
  await expectNarrowFit(page);
  await expectAccessible(page);
});

test.describe('the shop by itself', () => {
  // Its policy lets no script run, and axe is one.
  test.use({ bypassCSP: true });

  test('is accessible and fits a narrow frame', async ({ page, server }) => {
    const bench = await openBench(page, server, { preset: 'lecture-name' });
    const url = await bench.shopUrl();
    for (const path of ['login', 'preferences']) {
      await page.goto(url + path);
      await expect(page.locator('h1')).toBeVisible();
      await expectNarrowFit(page);
      await expectAccessible(page);
    }
  });
});
