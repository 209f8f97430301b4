import type { Page } from '@playwright/test';
import type { PolicyChanges } from '../../lib/shop/policy.ts';
import type { Exchange } from '../../lib/wire/exchange.ts';
import { call, newBench, type TestBench } from '../harness/benches.ts';
import { request, Visitor } from '../harness/http.ts';
import { NO_SUCH_NETWORK, outerAddresses } from '../harness/outer-addresses.ts';
import { startServer } from '../harness/server.ts';
import { expectAccessible, expectNarrowFit } from './appearance.ts';
import { openRun } from './attack-run.ts';
import { expect, test } from './fixtures.ts';
import { openBench } from './workbench.ts';

/** Mallory's site as a student opens it, with ada logged in to the shop in the same browser. */

// What the console says of refusals is what is being tried.
test.use({ allowedConsole: /./ });

async function benchWithAda(page: Page, server: TestBench['server'], policy: PolicyChanges = {}, preset = 'flask') {
  const bench = await newBench(server, { preset, policy });
  await page.goto(`${bench.view.url}login`);
  await page.getByRole('button', { name: 'Log in as ada' }).click();
  await expect(page.getByText('Logged in as ada')).toBeVisible();
  return { bench, corner: `http://mallory.localhost:${server.port}/${bench.view.id}` };
}

const emailOf = async (bench: TestBench, name: string) =>
  (await bench.call<TestBench['view']>('GET')).users.find(({ username }) => username === name)?.email;

const last = (exchanges: Exchange[], method: string, target: RegExp) => {
  const found = exchanges.findLast(({ request }) => request.method === method && target.test(request.target));
  if (!found) throw new Error(`There is no ${method} of ${target} on the wire.`);
  return found;
};

const header = ({ request }: Exchange, wanted: string) =>
  request.headers.find(([name]) => name.toLowerCase() === wanted)?.[1];

test.describe('without a script', () => {
  test.use({ javaScriptEnabled: false });

  test('the form changes ada’s e-mail address', async ({ page, server }) => {
    const { bench, corner } = await benchWithAda(page, server);
    await page.goto(`${corner}/`);
    await page.getByRole('button', { name: 'Claim your tin of tea' }).click();
    await expect(page.getByText('by-form@mallory.example')).toBeVisible();
    const sent = last(await bench.wire(), 'POST', /^\/email$/);
    expect(header(sent, 'origin')).toBe(`http://mallory.localhost:${server.port}`);
    expect(header(sent, 'cookie')).toMatch(/^session=/);
  });

  test('the link changes it where the shop lets a GET do that, and not elsewhere', async ({ page, server }) => {
    const { bench, corner } = await benchWithAda(page, server, { cookie: { sameSite: 'lax' } });
    await page.goto(`${corner}/`);
    await page.getByRole('link', { name: 'See the winners of last week' }).click();
    await expect(page.getByRole('heading', { name: 'Your e-mail address' })).toBeVisible();
    expect(await emailOf(bench, 'ada')).toBe('ada@shop.example');
    await bench.change({ stateChangeByGet: true });
    await page.goto(`${corner}/`);
    await page.getByRole('link', { name: 'See the winners of last week' }).click();
    await expect(page.getByText('by-link@mallory.example')).toBeVisible();
  });

  test('the picture asks by itself, and brings no cookie in this browser', async ({ page, server }) => {
    const { bench, corner } = await benchWithAda(page, server, { stateChangeByGet: true });
    await page.goto(`${corner}/`);
    await page.getByRole('link', { name: 'Look at the tin' }).click();
    await expect
      .poll(async () => (await bench.wire()).some(({ request }) => request.target.includes('by-picture')))
      .toBe(true);
    const sent = last(await bench.wire(), 'GET', /by-picture/);
    expect(header(sent, 'sec-fetch-dest')).toBe('image');
    expect(header(sent, 'cookie')).toBeUndefined();
  });

  test('the login form makes ada a customer named mallory', async ({ page, server }) => {
    const { corner } = await benchWithAda(page, server, { cookie: { sameSite: 'strict' } });
    await page.goto(`${corner}/`);
    await page.getByRole('button', { name: 'Sign in to the draw' }).click();
    await page.getByRole('link', { name: 'Profile' }).click();
    await expect(page.getByText('Logged in as mallory')).toBeVisible();
  });

  test('the logout link logs out where the shop lets a GET do that', async ({ page, server }) => {
    const { corner } = await benchWithAda(page, server, { logoutByGet: true });
    await page.goto(`${corner}/`);
    await page.getByRole('link', { name: 'Next draw' }).click();
    await expect(
      page.getByText('Nobody is logged in', { exact: false }).or(page.getByText('Not logged in')),
    ).toBeVisible();
  });

  for (const carrier of ['cookie', 'url'] as const) {
    test(`the voucher gives a visitor Mallory’s id, by ${carrier}, and a login leaves it`, async ({ page, server }) => {
      const bench = await newBench(server, { preset: 'express', policy: { carrier } });
      await page.goto(`http://mallory.localhost:${server.port}/${bench.view.id}/`);
      await page.getByRole('link', { name: 'Take your voucher to the shop' }).click();
      await page.getByRole('link', { name: 'Log in', exact: true }).click();
      await page.getByRole('button', { name: 'Log in as ada' }).click();
      await expect(page.getByText('Logged in as ada')).toBeVisible();
      const exchanges = await bench.wire();
      const hers = exchanges.filter(({ sender }) => sender === 'mallory').flatMap(({ steps }) => steps);
      const given = hers.find((step) => step.kind === 'id-issued')?.id ?? 'none';
      const login = last(exchanges, 'POST', /^\/login/);
      expect(`${login.request.target} ${header(login, 'cookie')}`).toContain(given);
    });
  }

  test('what a script or a Referer brought is shown as text', async ({ page, server }) => {
    const bench = await newBench(server, { preset: 'flask' });
    const corner = `http://mallory.localhost:${server.port}/${bench.view.id}`;
    await page.goto(`${corner}/stolen?cookie=%3Cb%3Esid%3D1%3C%2Fb%3E`).catch(() => {});
    await page.goto(`${corner}/`);
    await expect(page.getByText('<b>sid=1</b>')).toBeVisible();
  });
});

test.describe('the guestbook', () => {
  test('runs no script that a visitor writes, and lets in nothing but the menu', async ({ page, server }) => {
    const { bench } = await benchWithAda(page, server);
    const text = '<script>document.title = "ran"</script><img src=x onerror="document.title = 1">';
    for (const markup of [undefined, 'send-cookie', 'link'] as const) {
      expect((await bench.visitor.post('/guestbook', { text, ...(markup && { markup }) })).status).toBe(303);
      await page.goto(`${bench.view.url}guestbook`);
      await expect(page.getByText(text).first()).toBeVisible();
      await expect(page).toHaveTitle('Guestbook: Two Leaves');
    }
    const refused = await bench.visitor.post('/guestbook', { text, markup: 'alert(1)' });
    expect(refused.status).toBe(400);
    expect(refused.body).toContain('The field &quot;markup&quot; is one of');
  });

  test('only its own page may run them, only by their hashes, and send to that corner alone', async ({ server }) => {
    const bench = await newBench(server, { preset: 'flask' });
    const policyAt = async (path: string) =>
      (await bench.visitor.get(path)).headers.get('content-security-policy') ?? '';
    expect(await policyAt('/guestbook')).not.toContain('script');
    await bench.visitor.post('/guestbook', { text: 'Tea!', markup: 'send-cookie' });
    const policy = await policyAt('/guestbook');
    expect(policy.match(/script-src [^;]*/g)).toEqual([expect.stringMatching(/^script-src 'sha256-[\w+/=]{44}'$/)]);
    expect(policy).toContain(`img-src data: http://mallory.localhost:${server.port}/${bench.view.id}/;`);
    expect(policy).toContain("connect-src 'self';");
    for (const path of ['/', '/login', '/profile', '/guestbook/x', '/cart'])
      expect(await policyAt(path)).not.toContain('script');
  });

  test('runs in the workbench’s frame, and reaches nothing of the site', async ({ page, login, server }) => {
    const { username } = await login();
    const bench = await openBench(page, server, { preset: 'lecture-name' });
    await bench.logIn();
    const made = new URL(await bench.shopUrl());
    const mallory = new Visitor({ port: server.port, origin: made.origin });
    await mallory.post('/guestbook', { text: 'Tea!', markup: 'send-cookie' });
    await bench.shop.getByRole('link', { name: 'Guestbook' }).click();
    await expect.poll(async () => (await bench.exchanges()).some(({ to }) => to === 'mallory')).toBe(true);
    const stolen = last(await bench.exchanges(), 'GET', /\/stolen\?/);
    expect(new URL(stolen.request.target, made).searchParams.get('cookie')).toMatch(/^session=user/);
    expect(stolen.request.target).not.toContain('__Host-Http-session');
    await page.goto('/profile');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(username);
  });
});

test.describe('at the machine’s other address, where there are no names', () => {
  /** Mallory's form, at the address that the workbench names, sent from there to ada's shop. */
  async function sendForm(page: Page, server: TestBench['server'], hostname: string, policy: PolicyChanges) {
    const bench = await newBench(server, { preset: 'flask', policy });
    const origin = `http://${hostname}:${server.port}`;
    await page.goto(`${origin}/shop/${bench.view.id}/login`);
    await page.getByRole('button', { name: 'Log in as ada' }).click();
    await expect(page.getByText('Logged in as ada')).toBeVisible();
    await page.goto(`${origin}/bench/${bench.view.id}`);
    await expect(page.frameLocator('iframe[name=shop]').getByText('Logged in as ada')).toBeVisible();
    await expect(page.getByText('Here her site shares the shop’s host')).toHaveCount(0);
    const hers = (await page.getByRole('link', { name: 'Her site, in another tab' }).getAttribute('href')) ?? '';
    expect(new URL(hers).origin).not.toBe(origin);
    await page.goto(hers);
    await expect(page.getByText('share one host')).toHaveCount(0);
    await expect(page.getByRole('link', { name: 'Back to the bench' })).toHaveAttribute(
      'href',
      `${origin}/bench/${bench.view.id}`,
    );
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Claim your tin of tea' }).click();
    const sent = last(await bench.wire(), 'POST', /\/email$/);
    expect(header(sent, 'origin')).toBe(new URL(hers).origin);
    return { email: await emailOf(bench, 'ada'), cookie: header(sent, 'cookie'), sent };
  }

  test('SameSite decides between localhost and 127.0.0.1', async ({ page, server }) => {
    for (const hostname of ['localhost', '127.0.0.1']) {
      const none = await sendForm(page, server, hostname, { cookie: { sameSite: 'none', secure: true } });
      expect(none.email).toBe('by-form@mallory.example');
      expect(header(none.sent, 'sec-fetch-site')).toBe('cross-site');
      const lax = await sendForm(page, server, hostname, { cookie: { sameSite: 'lax' } });
      expect(lax).toMatchObject({ email: 'ada@shop.example', cookie: undefined });
    }
  });

  test('and between the IPv4 and the IPv6 address of a network, where nothing is Secure', async ({ page }) => {
    const addresses = outerAddresses();
    test.skip(!addresses, NO_SUCH_NETWORK);
    await using server = await startServer({ env: { HOST: '::' } });
    for (const hostname of addresses ?? []) {
      // Younger than two minutes: a cookie without SameSite goes along with a form.
      const unset = await sendForm(page, server, hostname, { cookie: { sameSite: 'unset' } });
      expect(unset.email).toBe('by-form@mallory.example');
      const lax = await sendForm(page, server, hostname, { cookie: { sameSite: 'lax' } });
      expect(lax).toMatchObject({ email: 'ada@shop.example', cookie: undefined });
    }
  });
});

test('on a shared host nothing runs: no menu, no hands, no run', async ({ page, server }) => {
  const bench = await newBench(server, { preset: 'flask' });
  const { id } = bench.view;
  await bench.visitor.post('/guestbook', { text: 'Tea!', markup: 'send-cookie' });
  const origin = `http://localhost:${server.port}`;
  const shared = await page.goto(`${origin}/shop/${id}/guestbook`);
  expect(shared?.headers()['content-security-policy']).not.toContain('script');
  expect(await shared?.text()).not.toContain('<script');
  const answer = await page.request.post(`${origin}/shop/${id}/guestbook`, {
    form: { text: 'Tea!', markup: 'link' },
    headers: { Origin: origin },
  });
  expect(answer.status()).toBe(409);
  const run = await page.goto(`${origin}/mallory/${id}/run/csrf`);
  expect(run?.status()).toBe(409);
  await expect(page.getByText('Here the shop shares its host with the site')).toBeVisible();
  await expect(page.getByRole('button')).toHaveCount(0);
  const begun = await page.request.post(`${origin}/mallory/${id}/_run/csrf`, { headers: { Origin: origin } });
  expect(begun.status()).toBe(409);
  const tricks = await page.goto(`${origin}/mallory/${id}/trick/form?by=itself`);
  expect(tricks?.headers()['content-security-policy']).not.toContain('script');
});

test('hands move for the key of a run alone', async ({ page, server }) => {
  const bench = await newBench(server, { preset: 'flask' });
  for (const query of ['', '?key=', '?key=null&login=ada', '?login=ada']) {
    expect((await page.goto(`${bench.view.url}_hands${query}`))?.status(), query).toBe(404);
  }
});

test('another site begins no run', async ({ server }) => {
  const bench = await newBench(server, { preset: 'flask' });
  const begin = (headers: Record<string, string>) =>
    request(server, {
      method: 'POST',
      path: `/${bench.view.id}/_run/csrf`,
      body: '',
      host: `mallory.localhost:${server.port}`,
      headers,
    });
  expect((await begin({ Origin: 'http://elsewhere.example' })).status).toBe(403);
  expect((await begin({})).status).toBe(403);
  expect(
    (await begin({ Origin: `http://mallory.localhost:${server.port}`, 'Sec-Fetch-Site': 'same-origin' })).status,
  ).toBe(201);
});

test.describe('her pages', () => {
  // Their policy lets no other script run, and axe is one.
  test.use({ bypassCSP: true });

  test('are accessible and fit a phone', async ({ page, server }) => {
    const bench = await newBench(server, { preset: 'php' });
    const corner = `http://mallory.localhost:${server.port}/${bench.view.id}`;
    test.slow();
    for (const path of ['/', '/trick/link', '/run/referer-leak']) {
      await page.goto(corner + path);
      await expectNarrowFit(page);
      await expectAccessible(page);
    }
    await openRun(page, bench, 'login-csrf');
    await page.getByRole('button', { name: 'Run it in this browser' }).click();
    await expect(page.getByRole('region', { name: 'What it came to' })).toBeVisible({ timeout: 60_000 });
    await expectNarrowFit(page);
    await expectAccessible(page);
  });
});

test('an address of her site that is none is 404, and an attack that needs no browser has no page', async ({
  server,
}) => {
  const bench = await newBench(server, { preset: 'flask' });
  const host = `mallory.localhost:${server.port}`;
  for (const path of ['/trick/nothing', '/run/tamper', '/run/nothing', '/nothing', '/plant?value=1']) {
    expect((await request(server, { path: `/${bench.view.id}${path}`, host })).status, path).toBe(404);
  }
  expect((await call(server, 'POST', `/${bench.view.id}/attacks/csrf`, {})).json()).toEqual({
    needs: 'browser',
    open: `http://${host}/${bench.view.id}/run/csrf`,
    error: expect.stringMatching(/\.$/),
  });
});
