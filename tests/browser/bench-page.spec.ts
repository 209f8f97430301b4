import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { BrowserContext, Page, Request } from '@playwright/test';
import { newBench } from '../harness/benches.ts';
import { expect, pageAnsweredWith, test } from './fixtures.ts';
import { openBench, Workbench } from './workbench.ts';

const run = promisify(execFile);

test.describe('without script', () => {
  test.use({ javaScriptEnabled: false, allowedConsole: pageAnsweredWith(400) });

  test('everything is done by forms: policy, faults, clock, log and jar', async ({ page, server }) => {
    const bench = await openBench(page, server, { preset: 'lecture-name' });
    const { shop, wire, policy, browser } = bench;
    await expect(page.getByText('Nothing has crossed the wire yet.').or(wire.getByRole('figure'))).toBeVisible();
    await bench.logIn();
    await page.reload();
    await expect(browser.getByText('logged in as ada', { exact: true })).toBeVisible();

    await test.step('the jar', async () => {
      const entry = bench.cookie('session');
      await entry.getByText('Change it').click();
      const value = entry.getByRole('textbox', { name: 'Value of session' });
      await value.fill((await value.inputValue()).replace('user=ada', 'user=grace'));
      await entry.getByRole('button', { name: 'Put it into the jar' }).click();
      await expect(shop.getByText('Logged in as grace')).toBeVisible();
    });

    await test.step('the log', async () => {
      await page.reload();
      await wire.getByRole('button', { name: /POST \/login 303/ }).click();
      await expect(page).toHaveURL(/\?exchange=\d+$/);
      await expect(wire.getByRole('figure', { name: /Exchange \d+: POST \/login, answered 303/ })).toBeVisible();
      await wire.getByRole('button', { name: 'Compare' }).click();
      await expect(wire.getByRole('table')).toContainText('The marked bytes are those that differ.');
    });

    await test.step('the policy', async () => {
      const first = page.getByRole('form', { name: 'First switches' });
      await first.getByLabel('mechanism').selectOption('server');
      await first.getByRole('button', { name: 'Apply' }).click();
      await expect(first.getByLabel('mechanism')).toHaveValue('server');
      await policy.getByText(/^All \d+ switches$/).click();
      const all = page.getByRole('form', { name: 'All switches' });
      await all.getByLabel('idle limit, in seconds').fill('900');
      await all.getByRole('button', { name: 'Apply these switches' }).click();
      await policy.getByText(/^All \d+ switches$/).click();
      await expect(all.getByLabel('idle limit, in seconds')).toHaveValue('900');
      await all.getByLabel('name', { exact: true }).fill('a b');
      await all.getByRole('button', { name: 'Apply these switches' }).click();
      await expect(page.getByText('"cookie.name": A cookie name is 1 to 64 letters')).toBeVisible();
      await policy.getByText(/^All \d+ switches$/).click();
      await expect(all.getByLabel('name', { exact: true })).toHaveValue('session');
    });

    await test.step('clock and faults', async () => {
      await bench.server.getByRole('button', { name: '+1 h' }).click();
      await expect(bench.server.getByText(/runs, 1 h ahead of the browser’s/)).toBeVisible();
      await bench.server.getByRole('button', { name: 'Stop it' }).click();
      await expect(bench.server.getByText('stands still')).toBeVisible();
      await bench.server.getByRole('button', { name: 'Start a second server' }).click();
      await expect(bench.server.getByText('2 processes')).toBeVisible();
    });

    await test.step('back to the start, once', async () => {
      await page.getByRole('button', { name: 'Back to the start' }).click();
      await expect(shop.getByText('Not logged in')).toBeVisible();
      await bench.logIn();
      await page.reload();
      await expect(shop.getByText('Logged in as ada'), 'reading the page again starts nothing over').toBeVisible();
    });
  });
});

test.describe('by keyboard', () => {
  /** What has the focus, in the page or in the frame. */
  async function focused({ page, shop }: Workbench): Promise<string> {
    const isInShop = await page.evaluate(() => document.activeElement?.tagName === 'IFRAME');
    const focus = (isInShop ? shop : page).locator(':focus');
    if ((await focus.count()) === 0) return '';
    return focus.evaluate(
      (element) => ((element as HTMLInputElement).labels?.[0] ?? element).textContent?.trim() ?? '',
    );
  }

  async function tabTo(bench: Workbench, name: string, key = 'Tab'): Promise<void> {
    const stops: string[] = [];
    for (let count = 0; count < 60; count++) {
      await bench.page.keyboard.press(key);
      stops.push(await focused(bench));
      if (stops.at(-1)?.startsWith(name)) return;
    }
    throw new Error(`${key} does not lead to “${name}”, but to: ${stops.join(', ')}`);
  }

  test('into the shop and out of it, through log, switches and explanations', async ({ page, server }) => {
    const bench = await openBench(page, server, { preset: 'flask' });
    const { shop, wire } = bench;
    await expect(wire.getByRole('figure')).toBeVisible();

    await test.step('past the shop, back, and in', async () => {
      await tabTo(bench, 'Skip past the shop');
      await page.keyboard.press('Enter');
      await expect(page.locator('#after-shop')).toBeFocused();
      await page.keyboard.press('Enter');
      await expect(page.locator('#before-shop')).toBeFocused();
      await tabTo(bench, 'Log in');
      await page.keyboard.press('Enter');
      await expect(shop.getByRole('heading', { level: 1 })).toHaveText('Log in');
      await tabTo(bench, 'Log in as ada');
      await page.keyboard.press('Enter');
      await expect(shop.getByText('Logged in as ada')).toBeVisible();
      await tabTo(bench, 'Back before the shop');
    });

    await test.step('through the log by arrow keys', async () => {
      const figure = wire.getByRole('figure');
      await expect(figure).toHaveAccessibleName('Exchange 4: GET /, answered 200 OK');
      const newest = wire.locator('.log-l[aria-current=true]');
      await newest.focus();
      await page.keyboard.press('ArrowUp');
      await expect(figure).toHaveAccessibleName('Exchange 3: POST /login, answered 303 to /');
      await expect(wire.locator('.log-l[value="3"]')).toBeFocused();
      await page.keyboard.press('ArrowUp');
      await page.keyboard.press('ArrowDown');
      await expect(figure).toHaveAccessibleName('Exchange 3: POST /login, answered 303 to /');
      await expect(wire.locator('.log-l[value="3"]')).toBeFocused();
    });

    await test.step('a header explains itself and is quiet again', async () => {
      await tabTo(bench, 'Set-Cookie');
      await page.keyboard.press('Enter');
      const note = page.locator('.popover:popover-open');
      await expect(note).toContainText('Set-Cookie:');
      await page.keyboard.press('Escape');
      await expect(note).toHaveCount(0);
      expect(await focused(bench)).toBe('Set-Cookie');
    });

    await test.step('one of all the switches', async () => {
      await page.getByText(/^All \d+ switches$/).focus();
      await page.keyboard.press('Enter');
      await tabTo(bench, 'name');
      await page.keyboard.press('ControlOrMeta+a');
      await page.keyboard.type('biscuit');
      await page.keyboard.press('Enter');
      await expect.poll(async () => (await bench.view()).policy.cookie.name).toBe('biscuit');
      expect(await focused(bench), 'the focus stays').toMatch(/^name/);
    });
  });
});

/** Presses the button, and counts until the empty jar and the shop's own new beginning are drawn; in milliseconds. */
function startOver({ page }: Workbench): Promise<number> {
  return page.getByRole('button', { name: 'Back to the start' }).evaluate(
    (button: HTMLElement) =>
      new Promise<number>((resolve) => {
        const begun = performance.now();
        const watcher = new MutationObserver(() => {
          const jar = document.querySelector('[aria-label="The jar"]')?.textContent ?? '';
          if (!jar.includes('The jar is empty') || document.querySelectorAll('.log-l').length !== 1) return;
          watcher.disconnect();
          resolve(Math.round(performance.now() - begun));
        });
        watcher.observe(document.body, { subtree: true, childList: true, characterData: true });
        button.click();
      }),
  );
}

test('back to the start empties the wire, and the jar that the browser really has', async ({ page, server }) => {
  const bench = await openBench(page, server, { preset: 'lecture-name' });
  const shopUrl = await bench.shopUrl();
  let took = Number.POSITIVE_INFINITY;
  // Other work may hold a machine up for a second, hardly three times in a row.
  for (let tries = 0; took >= 1000 && tries < 3; tries++) {
    await bench.logIn();
    await expect(bench.browser.getByText('logged in as ada', { exact: true })).toBeVisible();
    expect(await page.context().cookies(shopUrl)).toHaveLength(1);
    took = await startOver(bench);
    await expect(bench.shop.getByText('Not logged in')).toBeVisible();
    expect(await page.context().cookies(shopUrl)).toEqual([]);
  }
  console.log(`Back to the start: ${took} ms`);
  expect(took).toBeLessThan(1000);
  // The frame's own new beginning is all that the wire holds.
  expect((await bench.exchanges()).map(({ request }) => request.target)).toEqual(['/']);
});

/** Event streams that are open in this browser, by the pages' own requests. */
function openStreams(context: BrowserContext): () => number {
  const open = new Set<Request>();
  context.on('request', (request) => {
    if (request.url().includes('/events')) open.add(request);
  });
  context.on('requestfinished', (request) => open.delete(request));
  context.on('requestfailed', (request) => open.delete(request));
  // A page that is closed does not say what becomes of its requests.
  return () => [...open].filter((request) => !request.frame().page().isClosed()).length;
}

/** Says to the page that its tab is hidden, or to be seen again. */
function setVisibility(page: Page, state: DocumentVisibilityState): Promise<void> {
  return page.evaluate((given) => {
    Object.defineProperty(document, 'visibilityState', { value: given, configurable: true });
    document.dispatchEvent(new Event('visibilitychange'));
  }, state);
}

test.describe('several tabs', () => {
  test('what happens in one is seen in the other: exchanges, policy, a new start', async ({
    page,
    context,
    server,
  }) => {
    const bench = await openBench(page, server, { preset: 'flask' });
    const other = new Workbench(await context.newPage(), server, bench.id);
    await other.page.goto(`${server.origin}/bench/${bench.id}`);
    await bench.logIn();
    await expect(other.browser.getByText('logged in as ada', { exact: true })).toBeVisible();
    await expect(other.wire.getByRole('figure', { name: /GET \/, answered 200/ })).toContainText('ada is logged in');
    const numbers = (await bench.exchanges()).map(({ n }) => String(n));
    expect(await other.wire.locator('.log-l .n').allTextContents()).toEqual(expect.arrayContaining(numbers));
    await bench.choose('mechanism', 'server');
    await expect(other.page.getByRole('form', { name: 'First switches' }).getByLabel('mechanism')).toHaveValue(
      'server',
    );
    await expect(other.server.getByRole('region', { name: 'The store' })).toBeVisible();
    await page.getByRole('button', { name: 'Back to the start' }).click();
    await expect(other.wire.locator('.log-l')).toHaveCount(1);
    await expect(other.page.getByRole('form', { name: 'First switches' }).getByLabel('mechanism')).toHaveValue(
      'signed',
    );
  });

  test('eight tabs share one stream, and the next request is answered', async ({ page, context, server }) => {
    const streams = openStreams(context);
    const bench = await openBench(page, server, { preset: 'flask' });
    const others = await Promise.all(Array.from({ length: 7 }, () => context.newPage()));
    await Promise.all(others.map((tab) => tab.goto(`${server.origin}/bench/${bench.id}`)));
    await expect.poll(streams).toBe(1);
    const answered = await page.evaluate(async (id) => (await fetch(`/api/benches/${id}/store`)).status, bench.id);
    expect(answered).toBe(200);
    // The tab that holds the stream goes; another takes over.
    await bench.page.close();
    await expect.poll(streams).toBe(1);
    const next = new Workbench(others[0] as Page, server, bench.id);
    const last = new Workbench(others[6] as Page, server, bench.id);
    await next.logIn();
    await expect(last.browser.getByText('logged in as ada', { exact: true })).toBeVisible();
  });

  test('a hidden tab holds no stream, and reads what it missed', async ({ page, context, server }) => {
    const streams = openStreams(context);
    const bench = await openBench(page, server, { preset: 'flask' });
    await expect.poll(streams).toBe(1);
    await setVisibility(page, 'hidden');
    await expect.poll(streams).toBe(0);
    await bench.logIn();
    await expect(bench.browser.getByText('nobody logged in', { exact: true })).toBeVisible();
    await setVisibility(page, 'visible');
    await expect(bench.browser.getByText('logged in as ada', { exact: true })).toBeVisible();
    await expect(bench.wire.getByRole('figure', { name: 'Exchange 4: GET /, answered 200 OK' })).toBeVisible();
    await expect.poll(streams).toBe(1);
  });
});

test.describe('where event streams do not pass', () => {
  test.use({ allowedConsole: /net::ERR_FAILED/ });

  test('the page asks instead', async ({ page, server }) => {
    await page.route('**/events?*', (route) => route.abort());
    const bench = await openBench(page, server, { preset: 'flask' });
    await bench.logIn();
    await expect(bench.browser.getByText('logged in as ada', { exact: true })).toBeVisible({ timeout: 9000 });
    await expect(bench.wire.getByRole('figure', { name: 'Exchange 4: GET /, answered 200 OK' })).toBeVisible();
  });
});

test.describe('a policy that is refused', () => {
  test.use({ allowedConsole: pageAnsweredWith(400) });

  test('says why, and the field goes back', async ({ page, server }) => {
    const bench = await openBench(page, server, { preset: 'flask' });
    await bench.policy.getByText(/^All \d+ switches$/).click();
    const all = page.getByRole('form', { name: 'All switches' });
    const name = all.getByLabel('name', { exact: true });
    await name.fill('a b');
    await all.getByRole('button', { name: 'Apply these switches' }).click();
    await expect(page.getByText('"cookie.name": A cookie name is 1 to 64 letters')).toBeVisible();
    await expect(name).toHaveValue('session');
    expect((await bench.view()).policy.cookie.name).toBe('session');
  });
});

test('the clock of a bench can be stopped, and moves on when told', async ({ page, server }) => {
  const bench = await openBench(page, server, { preset: 'flask' });
  const time = bench.server.locator('.clock time');
  await bench.press('Stop it');
  await expect(time).toContainText('stands still');
  const stopped = await time.getAttribute('datetime');
  await bench.logIn();
  await expect(bench.browser.getByText('logged in as ada', { exact: true })).toBeVisible();
  expect(await time.getAttribute('datetime')).toBe(stopped);
  await bench.press('+1 h');
  await expect(time).toHaveAttribute('datetime', new Date(Date.parse(stopped ?? '') + 3_600_000).toISOString());
  await bench.press('Let it run');
  await expect(time).toContainText('runs');
});

test('an exchange is copied as curl and does the same again; two are compared', async ({ page, context, server }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: server.origin });
  const bench = await openBench(page, server, { preset: 'flask' });
  await bench.logIn();
  const { wire } = bench;
  await expect(wire.getByRole('figure')).toContainText('ada is logged in');
  await wire.getByText('This request as curl').click();
  await wire.getByRole('button', { name: 'Copy' }).click();
  await expect(wire.getByRole('button', { name: 'Copied' })).toBeVisible();
  const command = await page.evaluate(() => navigator.clipboard.readText());
  expect(command).toMatch(/^curl /);
  const { stdout } = await run('sh', ['-c', `${command} --silent`]);
  expect(stdout).toContain('Logged in as ada');

  await wire.getByLabel('Compare exchange').selectOption('1');
  await wire.getByRole('button', { name: 'Compare' }).click();
  const compared = wire.getByRole('table');
  await expect(compared).toContainText('The marked bytes are those that differ.');
  await expect(compared.getByRole('columnheader', { name: 'exchange 1' })).toBeVisible();
  await expect(compared.locator('mark').first()).toBeVisible();
});

test.describe('the chip', () => {
  const animation = (bench: Workbench) =>
    bench.wire
      .locator('.chip')
      .first()
      .evaluate((chip) => getComputedStyle(chip).animationName);

  test('travels when the exchange is new, and never again', async ({ page, server }) => {
    const bench = await openBench(page, server, { preset: 'flask' });
    await bench.logIn();
    await expect(bench.wire.getByRole('figure', { name: /Exchange 4/ })).toBeVisible();
    expect(await animation(bench)).toBe('travel');
    await bench.wire.getByRole('button', { name: 'One back' }).click();
    await expect(bench.wire.getByRole('figure', { name: /Exchange 3/ })).toBeVisible();
    await bench.wire.getByRole('button', { name: 'Newest' }).click();
    await expect(bench.wire.getByRole('figure', { name: /Exchange 4/ })).toBeVisible();
    expect(await animation(bench)).toBe('none');
  });

  test('stands still for those who asked for calm', async ({ page, server }) => {
    await page.emulateMedia({ reducedMotion: 'reduce' });
    const bench = await openBench(page, server, { preset: 'flask' });
    await bench.logIn();
    await expect(bench.wire.getByRole('figure', { name: /Exchange 4/ })).toBeVisible();
    expect(await animation(bench)).toBe('none');
  });
});

test('from a click in the shop to its exchange drawn', async ({ page, server }) => {
  const bench = await openBench(page, server, { preset: 'flask' });
  const took: number[] = [];
  for (let click = 0; click < 5; click++) {
    const link = bench.shop.getByRole('link', { name: click % 2 === 0 ? 'Guestbook' : 'Home', exact: true });
    const n = ((await bench.exchanges()).at(-1)?.n ?? 0) + 1;
    const drawn = page.evaluate(
      (number) =>
        new Promise<number>((resolve) => {
          const look = () => {
            if (!document.querySelector(`.seq[aria-label^="Exchange ${number}:"]`)) return;
            watcher.disconnect();
            requestAnimationFrame(() => resolve(Date.now()));
          };
          const watcher = new MutationObserver(look);
          watcher.observe(document.body, { subtree: true, childList: true, attributes: true });
        }),
      n,
    );
    const box = await link.boundingBox();
    if (!box) throw new Error('The link cannot be seen.');
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await page.mouse.down();
    const begun = Date.now();
    await page.mouse.up();
    took.push((await drawn) - begun);
  }
  took.sort((a, b) => a - b);
  console.log(`From a click to its exchange drawn: ${took.join(', ')} ms`);
  expect(took[2]).toBeLessThan(2000);
});

test('a bench that was opened by a script is the same in the page', async ({ page, server }) => {
  const made = await newBench(server, { preset: 'flask' });
  await page.goto(`${server.origin}/bench/${made.view.id}`);
  const bench = new Workbench(page, server, made.view.id);
  await expect(bench.wire.getByRole('figure')).toBeVisible();
  await made.change({ mechanism: 'server' });
  await expect(page.getByRole('form', { name: 'First switches' }).getByLabel('mechanism')).toHaveValue('server');
});
