import type { Page } from '@playwright/test';
import type { Server } from '../harness/server.ts';
import { expect, test } from './fixtures.ts';
import { openBench, type Workbench } from './workbench.ts';

/** Cookies that a real browser drops, or keeps from a request: the page says so, and why. */

/**
 * The names and values that the browser really holds for an address. Asked for by HTTPS: of an address with HTTP it
 * leaves out what has Secure, which it does send to loopback.
 */
async function held(bench: Workbench, path = ''): Promise<Record<string, string>> {
  const address = (await bench.shopUrl()).replace('http:', 'https:') + path;
  const cookies = await bench.page.context().cookies(address);
  return Object.fromEntries(cookies.map(({ name, value }) => [name, value]));
}

async function tryLogIn({ shop }: Workbench): Promise<void> {
  await shop.getByRole('link', { name: 'Log in', exact: true }).click();
  await shop.getByRole('button', { name: 'Log in as ada' }).click();
  await expect(shop.getByRole('heading', { level: 1 })).toHaveText('Tea, by the tin');
  await expect(shop.getByText('Not logged in')).toBeVisible();
}

async function expectLoss(bench: Workbench, name: string, cause: string): Promise<void> {
  const sentence = new RegExp(`The cookie ${name} was set in exchange \\d+, but did not come back: ${cause}\\.`);
  await expect(bench.wire.getByRole('figure')).toContainText(sentence);
}

/** The wire tells the loss, and the jar that the browser never took the cookie. */
async function expectRefused(bench: Workbench, name: string, cause: string): Promise<void> {
  await expectLoss(bench, name, cause);
  const sentence = new RegExp(
    `Not in the jar: ${name} of exchange \\d+, [\\d,]+ bytes\\. The browser ignores it: ${cause}\\.`,
  );
  await expect(bench.page.getByRole('region', { name: 'The jar' })).toContainText(sentence);
}

async function openWithCookie(page: Page, server: Server, cookie: Record<string, unknown>): Promise<Workbench> {
  return openBench(page, server, { preset: 'lecture-name', policy: { cookie } });
}

test('a cart that outgrows its cookie: the browser keeps the old one', async ({ page, server }) => {
  const bench = await openBench(page, server, { preset: 'lecture-name' });
  await bench.logIn();
  await bench.shop.getByRole('link', { name: /^Cart/ }).click();
  const fill = bench.shop.getByRole('button', { name: 'Fill the cart: 50 more' });
  let before = await held(bench);
  for (let times = 0; times < 12; times++) {
    before = await held(bench);
    await fill.click();
    await expect(bench.wire.getByRole('figure', { name: /GET \/cart, answered 200/ })).toBeVisible();
    if ((await bench.exchanges()).some(({ steps }) => steps.some(({ kind }) => kind === 'cookie-too-big'))) break;
  }
  await expectRefused(bench, 'session', 'its name and value are over 4,096 bytes');
  expect(await held(bench), 'the old cookie stays').toEqual(before);
  // The shop still goes by the old one.
  await expect(bench.shop.getByText('Logged in as ada')).toBeVisible();
  await expect(bench.cookie('session'), 'the old one alone').toHaveCount(1);
  await expect(bench.cookie('session')).not.toContainText('Changed since the shop set it');
});

test('Path=/cart: it comes back below that path alone', async ({ page, server }) => {
  const bench = await openWithCookie(page, server, { path: '/cart' });
  await tryLogIn(bench);
  await expectLoss(bench, 'session', 'its Path does not cover this address');
  await expect(bench.cookie('session')).toContainText('but did not come back in exchange');
  expect(Object.keys(await held(bench, 'cart'))).toEqual(['session']);
  await bench.shop.getByRole('link', { name: /^Cart/ }).click();
  await expect(bench.shop.getByText('Logged in as ada')).toBeVisible();
  await expect(bench.cookie('session')).toContainText(/came back in exchange \d+\./);
});

const dropped = [
  {
    what: 'SameSite=None without Secure',
    cookie: { sameSite: 'none' },
    name: 'session',
    cause: 'SameSite=None without Secure',
  },
  {
    what: '__Host- with Path=/cart',
    cookie: { prefix: '__Host-', secure: true, path: '/cart' },
    name: '__Host-session',
    cause: 'its attributes are not what the prefix of its name asks for',
  },
];

for (const { what, cookie, name, cause } of dropped) {
  test(`${what}: the browser does not keep it`, async ({ page, server }) => {
    const bench = await openWithCookie(page, server, cookie);
    await tryLogIn(bench);
    await expectRefused(bench, name, cause);
    await expect(bench.cookie(name)).toHaveCount(0);
    expect(await held(bench)).toEqual({});
    expect(await held(bench, 'cart')).toEqual({});
  });
}

test('__Host- with Secure, Path=/ and a host of its own: it comes back', async ({ page, server }) => {
  const bench = await openWithCookie(page, server, { prefix: '__Host-', secure: true });
  await bench.logIn();
  await expect(bench.cookie('__Host-session')).toContainText(/came back in exchange \d+\./);
  expect(Object.keys(await held(bench))).toEqual(['__Host-session']);
});
