import { installedChromium, isRoot } from '../../scripts/chromium.ts';
import { expect, test } from './fixtures.ts';

/** With the cache in which browsers keep whole pages for the Back button; Playwright switches it off. */
test.use({
  launchOptions: {
    executablePath: installedChromium(),
    args: ['--disable-background-networking', ...(isRoot() ? ['--no-sandbox'] : [])],
    ignoreDefaultArgs: ['--disable-back-forward-cache'],
  },
});

const PRIVATE = { '/profile': 'Member since', '/sessions': 'This browser', '/': 'The server knows you' };

for (const [path, text] of Object.entries(PRIVATE)) {
  test(`S64 Back after logout asks the server for ${path} again and shows nothing private`, async ({ page, login }) => {
    const { username } = await login();
    await page.goto(path);
    await expect(page.getByText(text).first()).toBeVisible();
    await page.getByRole('button', { name: 'Log out', exact: true }).click();
    await expect(page).toHaveURL('/login?after=logout');
    let asked = 0;
    page.on('request', (request) => {
      if (request.isNavigationRequest()) asked++;
    });
    await page.evaluate(() => history.back());
    await expect(page).toHaveURL(path === '/' ? '/' : `/login?next=${encodeURIComponent(path)}`);
    await expect(page.getByRole('navigation').getByRole('link', { name: 'Log in' })).toBeVisible();
    expect(asked).toBeGreaterThan(0);
    await expect(page.getByText(text)).toHaveCount(0);
    expect(await page.content()).not.toContain(username);
  });
}

test('S64 this browser does keep a page that is not marked as private', async ({ page, server }) => {
  await page.route('**/kept-*', (route) => route.fulfill({ contentType: 'text/html', body: '<title>kept</title>' }));
  await page.goto(`${server.origin}/kept-1`);
  await page.evaluate(() => Object.assign(window, { mark: 'still here' }));
  await page.goto(`${server.origin}/kept-2`);
  await page.evaluate(() => history.back());
  await expect(page).toHaveURL('/kept-1');
  await expect.poll(() => page.evaluate(() => (window as unknown as { mark?: string }).mark)).toBe('still here');
});
