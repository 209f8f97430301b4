import type { Page } from '@playwright/test';
import { register, visitor } from '../harness/http.ts';
import { otherSite } from '../harness/other-site.ts';
import type { Server } from '../harness/server.ts';
import { expect, test } from './fixtures.ts';

/** Another site's page acts on this one through the visitor's browser. What its own console says does not matter. */

test.use({ allowedConsole: /./ });

const formTo = (address: string, fields: Record<string, string>) =>
  `<form method="post" action="${address}">${Object.entries(fields)
    .map(([name, value]) => `<input name="${name}" value="${value}">`)
    .join('')}</form>`;

const sent = (form: string) => `${form}<script>document.forms[0].submit()</script>`;

const framed = (content: string) =>
  `<iframe sandbox="allow-scripts allow-forms" srcdoc="${content.replaceAll('&', '&amp;').replaceAll('"', '&quot;')}"></iframe>`;

async function expectToBe(page: Page, username: string): Promise<void> {
  await page.goto('/profile');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(username);
}

/** The attacker's own account, into which the victim is to be logged. */
async function attackersForm(server: Server): Promise<string> {
  const { username, password } = await register(visitor(server));
  return formTo(server.url('/login'), { username, password, next: '' });
}

test('S47 another site’s login form changes nothing for who is logged in', async ({ page, login, server }) => {
  const { username } = await login();
  await using evil = await otherSite({ '/': sent(await attackersForm(server)) });
  await page.goto(evil.origin);
  await expect(page).toHaveURL(server.url('/login'));
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('That form came from elsewhere');
  await expectToBe(page, username);
});

test('S47 nor does it log in who is nobody', async ({ page, server }) => {
  await using evil = await otherSite({ '/': sent(await attackersForm(server)) });
  await page.goto(evil.origin);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('That form came from elsewhere');
  expect(await page.context().cookies(server.origin.replace('http:', 'https:'))).toEqual([]);
  await page.goto('/profile');
  await expect(page).toHaveURL('/login?next=%2Fprofile');
});

test('S47 nor a form in a sandboxed frame, whose origin is null', async ({ page, login, server }) => {
  const { username } = await login();
  await using evil = await otherSite({ '/': framed(sent(await attackersForm(server))) });
  // The browser does not show what was answered: it may not be framed. The server tells.
  const before = server.log().length;
  await page.goto(evil.origin);
  await expect.poll(() => server.log().slice(before)).toMatch(/"cross-site-refused".*"path":"\/login"/);
  expect(server.log().slice(before)).not.toContain('"event":"login"');
  await expectToBe(page, username);
});

test('S48 another site’s form does not log out', async ({ page, login, server }) => {
  const { username } = await login();
  await using evil = await otherSite({ '/': sent(formTo(server.url('/logout'), {})) });
  await page.goto(evil.origin);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('That form came from elsewhere');
  await expectToBe(page, username);
});

test('S48 neither an image, a prefetch nor a link logs out', async ({ page, login, server }) => {
  const { username } = await login();
  const address = server.url('/logout');
  await using evil = await otherSite({
    '/': `<link rel="prefetch" href="${address}"><img src="${address}"><iframe src="${address}"></iframe><a href="${address}">Lamps</a>`,
  });
  const asked = page.waitForRequest((request) => request.url() === address);
  await page.goto(evil.origin);
  await asked;
  await page.getByRole('link', { name: 'Lamps' }).click();
  await expect(page).toHaveURL(address);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Not this way');
  await expectToBe(page, username);
  // The address typed by the visitor, with the cookie sent along, does not either.
  expect((await page.goto('/logout'))?.status()).toBe(405);
  await expectToBe(page, username);
});
