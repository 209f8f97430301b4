import type { Locator, Page } from '@playwright/test';
import { expectAccessible, expectNarrowFit } from './appearance.ts';
import { expect, pageAnsweredWith, test } from './fixtures.ts';
import { openBench, type Workbench } from './workbench.ts';

/** "You are now Mallory": her client and jar on the workbench, her exchanges in her colour, and the list of attacks. */

const pane = ({ page }: Workbench): Locator => page.locator('#pane-mallory');

/** Sends the request that is chosen in her pane, and waits until it is drawn as hers. */
async function sendAsHer(bench: Workbench, request: string): Promise<void> {
  const n = (await bench.exchanges()).at(-1)?.n ?? 0;
  await pane(bench).getByLabel('Which request').selectOption(request);
  await pane(bench).getByRole('button', { name: 'Send a request as her' }).click();
  await expect(bench.wire.getByRole('figure', { name: `Exchange ${n + 1}: ${request}, ` })).toBeVisible();
}

const logOut = (bench: Workbench) => bench.shop.getByRole('button', { name: 'Log out' }).click();

/** The colour of what is drawn for an actor, as the page has it now. */
const colour = (locator: Locator) => locator.evaluate((element) => getComputedStyle(element).color);
const tokenColour = (page: Page, token: string) =>
  page.evaluate((name) => {
    const sample = document.body.appendChild(document.createElement('i'));
    sample.setAttribute('data-actor', name);
    sample.className = 'a';
    const { color } = getComputedStyle(sample);
    sample.remove();
    return color;
  }, token);

const steps = [
  { preset: 'lecture-signed', afterLogout: 'Logged in as ada' },
  { preset: 'lecture-server', afterLogout: 'Nobody is logged in' },
];

for (const { preset, afterLogout } of steps) {
  test(`ada’s cookie in Mallory’s hands, before and after ada logs out: ${preset}`, async ({ page, server }) => {
    const bench = await openBench(page, server, { preset });
    const { browser, wire, jar, shop } = bench;
    await expect(pane(bench)).toContainText('She has sent nothing yet.');
    await bench.logIn();
    await jar.getByRole('button', { name: 'Copy to Mallory' }).click();
    await expect(pane(bench).getByRole('status').first()).toHaveText(/^She holds this \w+ now\.$/);
    await expect(pane(bench)).toContainText('The very same bytes as your browser’s session cookie.');

    await test.step('the shop takes her for ada', async () => {
      await sendAsHer(bench, 'GET /profile');
      await expect(pane(bench)).toContainText('Logged in as ada, by exchange 5.');
      await expect(pane(bench).locator('blockquote')).toContainText('Hello, ada E-mail: ada@shop.example');
    });

    await test.step('the wire shows whose exchange it is, in her colour and in a word', async () => {
      const red = await tokenColour(page, 'mallory');
      const figure = wire.getByRole('figure');
      await expect(figure.getByRole('listitem').first()).toHaveText('Mallory');
      expect(await colour(figure.locator('.msg').first())).toBe(red);
      expect(await colour(figure.locator('.seq-heads li').first())).toBe(red);
      const line = wire.getByRole('button', { name: /^5 Mallory GET \/profile/ });
      expect(await colour(line.locator('.whose b'))).toBe(red);
      expect(red).not.toBe(await tokenColour(page, 'browser'));
    });

    await test.step('the browser does not follow her', async () => {
      await expect(browser.locator('.chrome b')).toHaveText('/');
      await sendAsHer(bench, 'GET /cart');
      await expect(browser.locator('.chrome b')).toHaveText('/');
      await expect(browser.getByText('logged in as ada', { exact: true })).toBeVisible();
      await expect(shop.getByText('Logged in as ada')).toBeVisible();
      await expect(jar.getByRole('article')).not.toContainText('Changed since the shop set it.');
    });

    await test.step('ada logs out, and Mallory sends her copy again', async () => {
      await logOut(bench);
      await expect(shop.getByText('Not logged in')).toBeVisible();
      await expect(browser.getByText('nobody logged in', { exact: true })).toBeVisible();
      await sendAsHer(bench, 'GET /profile');
      await expect(pane(bench)).toContainText(afterLogout);
      await expect(browser.getByText('nobody logged in', { exact: true })).toBeVisible();
    });

    await test.step('she logs in as herself, and empties her jar', async () => {
      await pane(bench).getByRole('button', { name: 'Empty her jar' }).click();
      await expect(pane(bench)).toContainText('She holds nothing by which the shop could know her.');
      await pane(bench).getByRole('button', { name: 'Log in as mallory' }).click();
      await expect(pane(bench)).toContainText('Logged in as mallory');
      await expect(pane(bench)).not.toContainText('The very same bytes');
    });
  });
}

test('an id in the address is copied to her, or typed', async ({ page, server }) => {
  const bench = await openBench(page, server, { preset: 'lecture-server', policy: { carrier: 'url' } });
  await bench.logIn();
  await pane(bench).getByRole('button', { name: 'Copy your browser’s id to her' }).click();
  await expect(pane(bench)).toContainText('The very same bytes as your browser’s id.');
  await pane(bench).getByRole('button', { name: 'Send a request as her' }).click();
  await expect(pane(bench)).toContainText('Logged in as ada');
  await pane(bench).getByText('Type what she holds').click();
  await pane(bench).getByLabel('Id in the address').fill('guessed');
  await pane(bench).getByRole('button', { name: 'Put it into her jar' }).click();
  await expect(pane(bench)).toContainText('She goes on with the id guessed in every address.');
});

test('what the shop’s page says is shown as text, whatever it is', async ({ page, server }) => {
  const bench = await openBench(page, server, { preset: 'lecture-name' });
  await pane(bench).getByText('Type what she holds').click();
  await pane(bench).getByLabel('Value of').fill('user=%3Cimg%20src%3Dx%3E&role=user');
  await pane(bench).getByRole('button', { name: 'Put it into her jar' }).click();
  await sendAsHer(bench, 'GET /profile');
  await expect(pane(bench).locator('blockquote')).toContainText('<img src=x>');
  await expect(pane(bench).locator('img')).toHaveCount(0);
});

test('an attack from the list: verdict, control, and its exchanges on the wire', async ({ page, server }) => {
  const bench = await openBench(page, server, { preset: 'lecture-name' });
  await bench.logIn();
  await pane(bench).getByText('Attacks', { exact: true }).click();
  const grid = pane(bench).getByRole('link', { name: 'All attacks at once: the grid' });
  await expect(grid).toHaveAttribute('href', `/bench/${bench.id}/grid`);
  const attack = pane(bench).locator('#attack-tamper');
  await attack.getByRole('button', { name: /^Try it/ }).click();
  await expect(attack).toContainText('The shop falls.');
  await expect(attack).toContainText(/Control\. .* It fails, as it must\. Exchanges \d+ to \d+\./);
  await expect(pane(bench).getByRole('status').last()).toContainText('the shop falls. She wrote user=admin');
  await expect(bench.wire.getByRole('button', { name: /Mallory GET \/admin/ }).last()).toBeVisible();
  await expect(bench.browser.getByText('logged in as ada', { exact: true })).toBeVisible();

  await test.step('other switches, another verdict', async () => {
    await bench.choose('mechanism', 'signed');
    await expect(attack).not.toContainText('The shop falls.');
    await attack.getByRole('button', { name: /^Try it/ }).click();
    await expect(attack).toContainText('The shop holds.');
    await bench.choose('mechanism', 'none');
    await expect(attack.getByRole('button', { name: /^Try it/ })).toBeDisabled();
    await expect(attack).toContainText('With "none" the browser holds nothing that could be changed.');
  });
});

test.describe('in the visitor’s own browser', () => {
  test.use({ allowedConsole: pageAnsweredWith(409) });

  test('an attack that needs it leads to another tab', async ({ page, server }) => {
    const bench = await openBench(page, server, { preset: 'lecture-name' });
    const open = `http://mallory.localhost:${server.port}/${bench.id}/`;
    await page.route('**/attacks/tamper', (route) =>
      route.fulfill({ status: 409, json: { needs: 'browser', error: 'This is shown in your own browser.', open } }),
    );
    await pane(bench).getByText('Attacks', { exact: true }).click();
    const attack = pane(bench).locator('#attack-tamper');
    await attack.getByRole('button', { name: /^Try it/ }).click();
    const link = attack.getByRole('link', { name: 'Go on in another tab' });
    await expect(link).toHaveAttribute('href', open);
    await expect(link).toHaveAttribute('target', '_blank');
  });
});

test('her site is another site, or it is said what that hides', async ({ page, server }) => {
  const bench = await openBench(page, server, { preset: 'lecture-name' });
  const link = pane(bench).getByRole('link', { name: 'Her site, in another tab' });
  await expect(link).toHaveAttribute('href', `http://mallory.localhost:${server.port}/${bench.id}/`);
  await expect(pane(bench)).not.toContainText('shares the shop’s host');
  await page.goto(`http://localhost:${server.port}/bench/${bench.id}`);
  await expect(link).toHaveAttribute('href', `http://127.0.0.1:${server.port}/mallory/${bench.id}/`);
  await expect(pane(bench)).not.toContainText('shares the shop’s host');
  // A name of this machine that is neither the site’s nor one of a pair.
  const other = `http://laptop.localhost:${server.port}`;
  await page.goto(`${other}/bench/${bench.id}`);
  await expect(link).toHaveAttribute('href', `${other}/mallory/${bench.id}/`);
  await expect(pane(bench)).toContainText('Here her site shares the shop’s host');
  const elsewhere = `${server.origin}/bench/${bench.id}`;
  await expect(pane(bench).getByRole('link', { name: elsewhere })).toHaveAttribute('href', elsewhere);
});

test.describe('refused', () => {
  test.use({ allowedConsole: pageAnsweredWith(400) });

  test('what no cookie can hold is refused with the reason', async ({ page, server }) => {
    const bench = await openBench(page, server, { preset: 'lecture-name' });
    await pane(bench).getByText('Type what she holds').click();
    await pane(bench).getByLabel('Value of').fill('a; b');
    await pane(bench).getByRole('button', { name: 'Put it into her jar' }).click();
    await expect(page.getByText('What Mallory takes may hold visible characters only')).toBeVisible();
  });
});

test.describe('without script', () => {
  test.use({ javaScriptEnabled: false });

  test('all of it is done by forms', async ({ page, server }) => {
    const bench = await openBench(page, server, { preset: 'lecture-name' });
    await bench.logIn();
    await page.reload();
    await bench.jar.getByRole('button', { name: 'Copy to Mallory' }).click();
    await expect(page).toHaveURL(/#pane-mallory$/);
    await pane(bench).getByLabel('Which request').selectOption('GET /profile');
    await pane(bench).getByRole('button', { name: 'Send a request as her' }).click();
    await expect(pane(bench)).toContainText('Logged in as ada');
    await expect(pane(bench).locator('blockquote')).toContainText('Hello, ada');
    await pane(bench).getByText('Change the e-mail address as her').click();
    await pane(bench).getByRole('button', { name: 'Send the form as her' }).click();
    expect((await bench.view()).users.find(({ username }) => username === 'ada')?.email).toBe('mallory@evil.example');
    await pane(bench).getByText('Attacks', { exact: true }).click();
    await pane(bench)
      .locator('#attack-tamper')
      .getByRole('button', { name: /^Try it/ })
      .click();
    await expect(page).toHaveURL(/\?attacked=tamper#attack-tamper$/);
    await expect(pane(bench).locator('#attack-tamper')).toContainText('The shop falls.');
  });
});

test('by keyboard, and as a tab on a narrow page', async ({ page, server }) => {
  const bench = await openBench(page, server, { preset: 'lecture-signed' });
  await bench.logIn();
  await bench.jar.getByRole('button', { name: 'Copy to Mallory' }).focus();
  await page.keyboard.press('Enter');
  await expect(pane(bench)).toContainText('The very same bytes');
  await pane(bench).getByRole('button', { name: 'Send a request as her' }).focus();
  await page.keyboard.press('Enter');
  await expect(pane(bench)).toContainText('Logged in as ada');
  await pane(bench).getByText('Attacks', { exact: true }).focus();
  await page.keyboard.press('Enter');
  await pane(bench)
    .locator('#attack-tamper')
    .getByRole('button', { name: /^Try it/ })
    .focus();
  await page.keyboard.press('Enter');
  await expect(pane(bench)).toContainText('The shop holds.');
  await page.setViewportSize({ width: 360, height: 700 });
  await expect(pane(bench)).toBeHidden();
  await page.getByRole('tab', { name: 'browser' }).focus();
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('tab', { name: 'Mallory' })).toBeFocused();
  await expect(pane(bench)).toBeVisible();
  await expect(bench.browser).toBeHidden();
  await expectNarrowFit(page);
  const tops = await page.getByRole('tab').evaluateAll((tabs) => tabs.map((tab) => tab.getBoundingClientRect().top));
  expect(new Set(tops).size, 'the tabs stand in one row').toBe(1);
});

test('accessible in every theme, with everything unfolded', async ({ page, server }) => {
  const bench = await openBench(page, server, { preset: 'lecture-signed' });
  await pane(bench).getByRole('button', { name: 'Log in as mallory' }).click();
  await expect(pane(bench)).toContainText('Logged in as mallory');
  await pane(bench).getByText('Attacks', { exact: true }).click();
  await pane(bench)
    .locator('#attack-tamper')
    .getByRole('button', { name: /^Try it/ })
    .click();
  await expect(pane(bench)).toContainText('The shop holds.');
  for (const fold of ['Type what she holds', 'Change the e-mail address as her']) await page.getByText(fold).click();
  await expectAccessible(page);
});
