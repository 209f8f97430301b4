import { expect, pageAnsweredWith, test } from './fixtures.ts';
import { Workbench } from './workbench.ts';

// Who is nobody is turned away from /admin.
test.use({ allowedConsole: pageAnsweredWith(401, 403) });

const hosts = [
  { name: 'the shop on a host of its own', hostname: 'session.localhost', ownHost: true },
  { name: 'the shop on the site’s host, under a path', hostname: 'localhost', ownHost: false },
];

for (const { name, hostname, ownHost } of hosts) {
  test(`one bench from Flask’s cookie to rows that outlive a restart, ${name}`, async ({ page, server }) => {
    const crossed: string[] = [];
    page.on('request', (request) => {
      const { host, pathname, search } = new URL(request.url());
      const isShop = ownHost ? host.includes('.shop.') : pathname.startsWith('/shop/');
      if (isShop && !/\/_\w/.test(pathname)) crossed.push(`${request.method()} ${pathname}${search}`);
    });

    await page.goto(`http://${hostname}:${server.port}/bench`);
    await page.getByRole('button', { name: 'Open a bench: Flask' }).click();
    await page.waitForURL(/\/bench\/[a-z0-9]+$/);
    const bench = new Workbench(page, server, page.url().split('/').at(-1) ?? '');
    const { shop, wire, browser } = bench;
    const shopHost = ownHost ? `${bench.id}.shop.session.localhost` : hostname;
    expect(new URL(await bench.shopUrl()).hostname).toBe(shopHost);
    await expect(page.getByText('fenced in by a path')).toHaveCount(ownHost ? 0 : 1);
    await expect(shop.getByText('Not logged in')).toBeVisible();

    await test.step('the server knows ada by a signature', async () => {
      await bench.logIn();
      await expect(wire.getByRole('figure')).toContainText('Signature matches: the payload is as the server wrote it.');
      await expect(wire.getByRole('figure')).toContainText('ada is logged in, with the role user.');
      await expect(browser.getByText('logged in as ada', { exact: true })).toBeVisible();
    });

    await test.step('a role that she writes herself is refused, and she with it', async () => {
      await bench.rewrite('session', (says) => says.replace('"user"', '"admin"'));
      await expect(wire.getByRole('figure')).toContainText('Signature does not match: the payload was changed');
      await expect(browser.getByText('nobody logged in', { exact: true })).toBeVisible();
      await expect(shop.getByText('Not logged in')).toBeVisible();
      await expect(bench.cookie('session')).toContainText('Changed since the shop set it.');
      const [cookie] = await page.context().cookies(await bench.shopUrl());
      expect(Buffer.from(cookie?.value.split('.')[0] ?? '', 'base64url').toString()).toContain('"role":"admin"');
    });

    await test.step('as plain text the same change opens the administration', async () => {
      await bench.choose('mechanism', 'plain');
      await bench.reload();
      await bench.logIn();
      await bench.rewrite('session', (says) => says.replace('role=user', 'role=admin'));
      await expect(wire.getByRole('figure')).toContainText('ada is logged in, with the role admin.');
      await shop.getByRole('link', { name: 'Profile' }).click();
      await shop.getByRole('link', { name: /admin/i }).click();
      await expect(shop.getByRole('heading', { level: 1 })).toHaveText('The shop’s users');
      await expect(wire.getByRole('figure', { name: /GET \S*\/admin, answered 200/ })).toBeVisible();
    });

    await test.step('a session in memory ends with the server', async () => {
      await bench.choose('mechanism', 'server');
      await bench.choose('store', 'memory');
      await bench.reload();
      await bench.logIn();
      await expect(bench.server.getByRole('region', { name: 'The store' })).toContainText('"user":"ada"');
      await bench.press('Restart the server');
      await bench.reload();
      await expect(shop.getByText('Not logged in')).toBeVisible();
      await expect(wire.getByRole('figure')).toContainText(/No session has the id \S+: the server does not take it/);
    });

    await test.step('a session in a table does not', async () => {
      await bench.choose('store', 'sql');
      await bench.logIn();
      await bench.press('Restart the server');
      await bench.reload();
      await expect(shop.getByText('Logged in as ada')).toBeVisible();
      await expect(wire.getByRole('figure')).toContainText('1 row: ada');
      await expect(bench.server).toContainText(/Finds row \w+ in SQLite/);
    });

    const recorded = (await bench.exchanges()).map(({ request }) => `${request.method} ${request.target}`);
    expect(recorded, 'the wire holds what the browser sent, and nothing else').toEqual(crossed);
  });
}
