import { chromium, type Page } from '@playwright/test';
import type { Seen } from '@/lib/check/seen';
import { installedChromium, isRoot } from '../../scripts/chromium.ts';
import { request } from '../harness/http.ts';
import { NO_SUCH_NETWORK, outerAddresses } from '../harness/outer-addresses.ts';
import { startServer } from '../harness/server.ts';
import { expectGoodLook } from './appearance.ts';
import { expect, test } from './fixtures.ts';

/** "Check this room" in real Chromium, with the cache for Back that Playwright would switch off. */

const ARGUMENTS = ['--disable-background-networking', ...(isRoot() ? ['--no-sandbox'] : [])];

test.use({
  launchOptions: {
    executablePath: installedChromium(),
    args: ARGUMENTS,
    ignoreDefaultArgs: ['--disable-back-forward-cache'],
  },
});

// Fifteen pages one after the other, on a machine that may have other work.
test.setTimeout(150_000);

const START = { name: 'Check this room', exact: true };

async function check(page: Page, address = '/check'): Promise<void> {
  await page.goto(address);
  await page.getByRole('button', START).click();
  await expect(page.getByRole('status').first()).toHaveText(/^Measured\. /, { timeout: 90_000 });
}

const chapters = (page: Page) => page.getByRole('table', { name: 'What each chapter can show here' });
const rowOf = (page: Page, heading: string) =>
  page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: heading, exact: true }) });

/** What was measured, by what it is. */
async function measured(page: Page): Promise<Record<string, string>> {
  const rows = await page
    .locator('.check-measured tbody tr')
    .evaluateAll((found) =>
      found.map((row) => [row.children[0]?.textContent ?? '', row.children[2]?.textContent ?? '']),
    );
  return Object.fromEntries(rows);
}

test('at the site’s own name Chromium shows every chapter but what HTTPS is for', async ({ page, login, context }) => {
  await login();
  await check(page);
  await expect(page.getByText('Measured. 15 of 16 chapters work in this browser, at this address.')).toBeVisible();
  await expect(chapters(page).getByRole('row')).toHaveCount(17);
  await expect(rowOf(page, '14 CSRF')).toContainText('works');
  await expect(rowOf(page, '16 HTTPS, and the sum')).toContainText('works by scripted client only');
  expect(await measured(page)).toMatchObject({
    'A window opened by a click': 'opens',
    'Back to a no-store page, when a cookie has changed': 'asks the server',
    'HttpOnly (4.1.2.6)': 'hidden from scripts',
    'Secure (4.1.2.5)': 'kept and sent',
    'Two of one name (5.8.3)': 'longer Path first',
    'Domain (4.1.2.3)': 'reaches the sub-host',
    'Max-Age of 800 days (5.5)': '400 days',
    '__Host- with Secure and Path=/ (4.1.3.2)': 'kept and sent',
    '__Host- with another Path': 'refused',
    'Of 4,097 bytes': 'ignored, the old one stays',
    'Strict, set in answer to a form': 'kept: SameSite does not stop login CSRF',
    // The rows of the last group: from Mallory’s site.
    'SameSite unset': 'sent with link and form',
    'SameSite=Lax': 'sent with link',
    'SameSite=Strict': 'never sent',
    'SameSite=None without Secure': 'never sent',
  });
  await expect(page.getByText('(differs)')).toHaveCount(0);
  expect(context.pages()).toHaveLength(1);
  await page.reload();
  await expect(page.getByText('15 of 16 chapters')).toBeVisible();
  await expectGoodLook(page);
  await page.goto('/profile');
  await expect(page).toHaveURL('/profile');
});

test('before the click the page is accessible too', async ({ page }) => {
  await page.goto('/check');
  await expectGoodLook(page);
});

test('at 127.0.0.1 it measures on that host, and names the address that shows more', async ({ page, server }) => {
  await check(page, `http://127.0.0.1:${server.port}/check`);
  await expect(rowOf(page, '1 HTTP forgets')).toContainText('works');
  await expect(rowOf(page, '14 CSRF')).toContainText('works');
  await expect(rowOf(page, '14 CSRF')).not.toContainText('only');
  await expect(rowOf(page, 'SameSite=Lax').last()).toContainText('sent with link');
  await expect(rowOf(page, '12 Theft')).toContainText('use this instead: Open the site by its own name');
  await expect(rowOf(page, '__Host- with Secure and Path=/ (4.1.3.2)')).toContainText('not measured');
  await expect(page.getByRole('link', { name: server.origin })).toHaveAttribute('href', `${server.origin}/check`);
  const left = await page.context().cookies();
  expect(left.filter(({ domain, path }) => domain === '127.0.0.1' && !path.startsWith('/shop/check/'))).toEqual([]);
});

/** Checks at 127.0.0.1 with a browser that knows none of these names. */
async function checkWithout(names: string, server: { port: number }, look: (page: Page) => Promise<void>) {
  const browser = await chromium.launch({
    executablePath: installedChromium(),
    args: [...ARGUMENTS, `--host-resolver-rules=${names}`],
  });
  try {
    const page = await browser.newPage();
    await check(page, `http://127.0.0.1:${server.port}/check`);
    await look(page);
  } finally {
    await browser.close();
  }
}

test('where the names are unknown the machine’s other address is Mallory’s', async ({ server }) => {
  await checkWithout('MAP *.localhost ~NOTFOUND', server, async (page) => {
    await expect(rowOf(page, 'The shops’ own hosts')).toContainText('not reached');
    await expect(rowOf(page, 'Mallory’s site')).not.toContainText('not reached');
    await expect(rowOf(page, '12 Theft')).toContainText('works by scripted client only');
    await expect(rowOf(page, '14 CSRF')).toContainText('works');
    await expect(rowOf(page, '14 CSRF')).not.toContainText('only');
  });
});

test('where no name is known at all it says what cannot be shown', async ({ server }) => {
  await checkWithout('MAP *.localhost ~NOTFOUND, MAP localhost ~NOTFOUND', server, async (page) => {
    await expect(rowOf(page, 'Mallory’s site')).toContainText('not reached');
    await expect(rowOf(page, '13 Fixation')).toContainText('use this instead: Plant the id by a link');
    await expect(rowOf(page, '14 CSRF')).toContainText('works by scripted client only');
    await expect(rowOf(page, '5 Signed (Flask)')).toContainText('works');
  });
});

test.describe('over plain HTTP', () => {
  // Browsers say of each page there that a header counts for nothing, and of loopback that it is not to be asked.
  test.use({ allowedConsole: /Cross-Origin-Opener-Policy header has been ignored|loopback|net::ERR_FAILED/ });

  test('on a network with IPv4 and IPv6 the one is another site than the other', async ({ page }) => {
    const addresses = outerAddresses();
    test.skip(!addresses, NO_SUCH_NETWORK);
    await using server = await startServer({ env: { HOST: '::' } });
    for (const hostname of addresses ?? []) {
      await check(page, `http://${hostname}:${server.port}/check`);
      await expect(rowOf(page, 'Mallory’s site')).not.toContainText('not reached');
      await expect(rowOf(page, 'SameSite unset').last()).toContainText('sent with link and form');
      await expect(rowOf(page, 'SameSite=Lax').last()).toContainText('sent with link');
      await expect(rowOf(page, '14 CSRF')).toContainText('use this instead: Leave SameSite unset');
      await expect(rowOf(page, '16 HTTPS, and the sum')).toContainText('works');
    }
  });
});

test('where a window is blocked the same walk leads through this one', async ({ page }) => {
  await page.addInitScript(() => {
    window.open = () => null;
  });
  await page.goto('/check');
  await page.getByRole('button', START).click();
  await page.getByRole('link', { name: 'Go on in this window' }).click();
  await expect(page).toHaveURL(/\/check\?key=/, { timeout: 90_000 });
  await expect(rowOf(page, 'A window opened by a click')).toContainText('is blocked');
  await expect(rowOf(page, '14 CSRF')).toContainText('use this instead: Open Mallory’s pages by their links');
  await expect(rowOf(page, '13 Fixation')).toContainText('works');
});

test('a page that Back shows without asking is found out', async ({ page, context, server }) => {
  // The very same page, without its "no-store".
  await context.route('**/near/private', async (route) => {
    const { host, pathname } = new URL(route.request().url());
    const answer = await request(server, { host, path: pathname });
    const kept = answer.rawHeaders.filter(([name]) => !/^(cache-control|content-length|connection)$/i.test(name));
    await route.fulfill({ body: answer.body, headers: Object.fromEntries(kept) });
  });
  await check(page);
  await expect(rowOf(page, '9 Logging in')).toContainText('use this instead: Reload after going back');
});

test.describe('without script', () => {
  test.use({ javaScriptEnabled: false });

  test('navigations and two clicks tell all that no script is needed for', async ({ page }) => {
    await page.goto('/check');
    await expect(page.locator('noscript p')).toBeVisible();
    await page.getByRole('button', START).click();
    for (const path of ['link', 'framing']) {
      await page.waitForURL(`**/${path}`, { timeout: 60_000 });
      await page.getByRole('button', { name: 'Go on, by a form' }).click();
    }
    await expect(page).toHaveURL(/\/check\?key=/, { timeout: 60_000 });
    await expect(rowOf(page, '12 Theft')).toContainText('works by scripted client only');
    await expect(rowOf(page, '14 CSRF')).toContainText('works');
    expect(await rowOf(page, 'SameSite=Lax').last().textContent()).toContain('sent with link (not measured: script)');
    await expect(rowOf(page, 'HttpOnly (4.1.2.6)')).toContainText('not measured');
  });
});

test('a check tells the account’s cookie to nobody', async ({ page, login, server }) => {
  const { client } = await login();
  await check(page);
  const key = new URL(page.url()).searchParams.get('key');
  const seen = (await request(server, { path: `/api/check/${key}` })).json() as Seen;
  expect(seen.stations['mallory-form']?.from).toBe('cross-site');
  expect(JSON.stringify(seen)).not.toContain('session=');
  expect(JSON.stringify(seen)).not.toContain((await client.cookie('__Host-Http-session'))?.slice(10, 40));
});
