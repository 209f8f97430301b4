import { expect, pageAnsweredWith, test } from './fixtures.ts';

const COOKIE = '__Host-Http-session';

test.use({ allowedConsole: pageAnsweredWith(404) });

test('S67 the account cookie reaches neither a shop’s host nor Mallory’s', async ({ page, login, server }) => {
  await login();
  const sentTo = async (address: string) => {
    const response = await page.goto(address);
    const headers = (await response?.request().allHeaders()) ?? {};
    return { status: response?.status(), cookie: headers.cookie ?? '', set: await response?.headerValue('set-cookie') };
  };
  expect((await sentTo(server.url('/profile'))).cookie).toContain(`${COOKIE}=`);
  for (const host of [
    'shop.session.localhost',
    'bench-1.shop.session.localhost',
    'mallory.localhost',
    'x.mallory.localhost',
  ]) {
    for (const path of ['/', '/api/health']) {
      const { status, cookie, set } = await sentTo(`http://${host}:${server.port}${path}`);
      // x.mallory.localhost is nobody's host; loopback serves the site there, and still without the cookie.
      if (host !== 'x.mallory.localhost') expect(status, host + path).toBe(404);
      expect(cookie, host + path).toBe('');
      expect(set, host + path).toBeNull();
    }
  }
  await page.goto('/profile');
  await expect(page).toHaveURL('/profile');
});

test('S67 no script, of the site or of another host, reads the account cookie', async ({ page, login, server }) => {
  await login();
  for (const address of [server.url('/'), `http://bench-1.shop.session.localhost:${server.port}/`]) {
    await page.goto(address);
    expect(await page.evaluate(() => document.cookie), address).toBe('');
    await page.evaluate((name) => {
      // biome-ignore lint/suspicious/noDocumentCookie: a planted cookie is what is tried here.
      document.cookie = `${name}=planted; Path=/; Secure`;
      // biome-ignore lint/suspicious/noDocumentCookie: and once more for the hosts above.
      document.cookie = `${name}=planted; Path=/; Secure; Domain=session.localhost`;
    }, COOKIE);
  }
  const cookies = await page.context().cookies(server.origin.replace('http:', 'https:'));
  expect(cookies.filter(({ name }) => name === COOKIE)).toHaveLength(1);
  expect(cookies.some(({ value }) => value === 'planted')).toBe(false);
  await page.goto('/profile');
  await expect(page).toHaveURL('/profile');
});
