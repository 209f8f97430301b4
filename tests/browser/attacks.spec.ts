import { attacks } from '../../lib/attacks/attacks.ts';
import { effective } from '../../lib/attacks/effects.ts';
import { changePolicy } from '../../lib/shop/policy.ts';
import { casesOf, policyOf } from '../harness/attack-cases.ts';
import { call, newBench } from '../harness/benches.ts';
import { LIMIT, openRun, runButton, runInBrowser } from './attack-run.ts';
import { expect, test } from './fixtures.ts';

/**
 * The truth table of the attacks that only a browser can show, in Chromium (in Firefox: tests/interop/firefox.test.ts).
 * What the console says of refusals and blocked scripts is what is being tried.
 */
test.use({ allowedConsole: /./ });
// A run is some ten pages, one after the other.
test.describe.configure({ timeout: 120_000 });

for (const attack of attacks.filter(({ by }) => by === 'browser')) {
  test.describe(attack.title, () => {
    for (const { name, preset, change, outcome, because } of casesOf(attack.name)) {
      test(`${attack.name} under ${name}: ${outcome}. ${because}`, async ({ page, server }) => {
        if (outcome === 'none') {
          const bench = await newBench(server, { preset, policy: change });
          const answer = await call(server, 'POST', `/${bench.view.id}/attacks/${attack.name}`, {});
          expect(answer.status).toBe(409);
          expect(answer.json()).toEqual({ error: expect.stringMatching(/\S.*\.$/s) });
          return;
        }
        const result = await runInBrowser(page, server, attack.name, { preset, policy: change });
        expect(result.succeeded, result.text).toBe(outcome === 'falls');
        expect(result.text).toMatch(/\.$/);
        expect(result.control.succeeded, result.control.text).toBe(false);
      });
    }

    // Each switch by itself, where the attack succeeds first.
    const first = casesOf(attack.name).find(({ outcome }) => outcome === 'falls');
    if (!first) throw new Error(`${attack.name} never succeeds.`);
    const policy = policyOf(first);
    for (const [verb, effects] of [
      ['is stopped', attack.stoppedBy(policy)],
      ['is not stopped', attack.notStoppedBy(policy)],
    ] as const) {
      for (const { change, because } of effective(policy, effects)) {
        test(`${attack.name} under ${first.name} ${verb} by ${JSON.stringify(change)}: ${because}`, async ({
          page,
          server,
        }) => {
          const changed = changePolicy(policy, change);
          test.skip(attack.meaningless(changed) !== null, 'There it means nothing, which the table tries.');
          const result = await runInBrowser(page, server, attack.name, { preset: first.preset, policy: changed });
          expect(result.succeeded, result.text).toBe(verb === 'is not stopped');
        });
      }
    }
  });
}

test('HttpOnly hides the cookie, not the power: the second script acts as ada all the same', async ({
  page,
  server,
}) => {
  const { ways } = await runInBrowser(page, server, 'script-theft', { preset: 'flask' });
  expect(ways['Sending the cookie away']).toMatchObject({ succeeded: false });
  expect(ways['Acting as ada while the page is open']).toMatchObject({ succeeded: true });
});

test('a token, an origin check or Sec-Fetch-Site do not hinder a script in the shop’s own page', async ({
  page,
  server,
}) => {
  for (const csrf of ['token', 'origin', 'fetch-metadata'] as const) {
    const { ways } = await runInBrowser(page, server, 'script-theft', { preset: 'flask', policy: { csrf } });
    expect(ways['Acting as ada while the page is open'], csrf).toMatchObject({ succeeded: true });
  }
});

test('Chromium sends a fresh cookie that says nothing of SameSite along with a form, and none with a picture', async ({
  page,
  server,
}) => {
  const policy = { stateChangeByGet: true };
  const { ways } = await runInBrowser(page, server, 'csrf', { preset: 'flask', policy });
  expect(ways['By a form (POST)']).toMatchObject({ succeeded: true, text: /in the two minutes after it was set/ });
  expect(ways['By a link (GET)']).toMatchObject({ succeeded: true });
  expect(ways['By a picture (GET)']).toMatchObject({ succeeded: false, text: /sent no cookie along with a picture/ });
});

test('an id in the address is passed on by whoever shares a link, whatever the Referer says', async ({
  page,
  server,
}) => {
  const policy = { carrier: 'url' } as const;
  const { ways } = await runInBrowser(page, server, 'referer-leak', { preset: 'express', policy });
  expect(ways['By the Referer']).toMatchObject({ succeeded: false, text: /The Referer says “http:[^?]*\/”/ });
  expect(ways['By a link that ada passes on herself']).toMatchObject({ succeeded: true });
});

test('a run leaves the visitor’s own bench, wire and jar as they were', async ({ page, server }) => {
  const bench = await newBench(server, { preset: 'iron-session' });
  const before = await bench.call('GET');
  await openRun(page, bench, 'login-csrf');
  await runButton(page).click();
  await expect(page.getByRole('region', { name: 'What it came to' })).toBeVisible(LIMIT);
  expect(await bench.wire()).toEqual([]);
  expect(await bench.call('GET')).toMatchObject({ ...(before as object), server: expect.anything() });
  expect(await page.context().cookies()).toEqual([]);
});

test.describe('a run that cannot go on ends with a sentence', () => {
  test('the window is closed', async ({ page, server }) => {
    await openRun(page, await newBench(server, { preset: 'flask' }), 'csrf');
    const opened = page.waitForEvent('popup');
    await runButton(page).click();
    await (await opened).close();
    await expect(page.getByText('The window was closed before the attack was through.')).toBeVisible();
    await expect(runButton(page)).toBeEnabled();
  });

  test('it is begun anew in another tab', async ({ page, server }) => {
    const bench = await newBench(server, { preset: 'flask' });
    await openRun(page, bench, 'script-theft');
    await runButton(page).click();
    const other = await page.context().newPage();
    await openRun(other, bench, 'login-csrf');
    await runButton(other).click();
    await expect(page.getByText('This attack was begun anew, here or in another tab.')).toBeVisible();
    await expect(other.getByRole('region', { name: 'What it came to' })).toBeVisible(LIMIT);
  });

  test('the window is blocked: a link opens it instead', async ({ page, server }) => {
    await page.addInitScript(() => {
      const open = window.open.bind(window);
      let isFirst = true;
      window.open = (...parameters) => {
        const blocked = isFirst;
        isFirst = false;
        return blocked ? null : open(...parameters);
      };
    });
    await openRun(page, await newBench(server, { preset: 'flask' }), 'login-csrf');
    await runButton(page).click();
    await expect(page.getByText('This browser did not let the window open.')).toBeVisible();
    await page.getByRole('link', { name: 'Open the window by this link' }).click();
    await expect(page.getByRole('region', { name: 'What it came to' })).toBeVisible(LIMIT);
  });
});
