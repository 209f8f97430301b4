import puppeteer, { type Browser } from 'puppeteer-core';
import { afterAll, beforeAll, expect } from 'vitest';
import type { PolicyChanges } from '../../lib/shop/policy.ts';
import { call, newBench } from '../harness/benches.ts';
import { type Server, startServer } from '../harness/server.ts';
import { testWith } from '../harness/test-with.ts';

/**
 * The attacks from another site once more, in Firefox over WebDriver BiDi: browsers differ in what they send along. The
 * truth table is tried in Chromium (tests/browser/attacks.spec.ts); here is what is the same, and what is not.
 */

const testWithFirefox = testWith('firefox-esr');
const LIMIT = 60_000;

let server: Server;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server?.stop());

interface Shown {
  succeeded: boolean;
  text: string;
}

interface ShownResult extends Shown {
  ways: Record<string, Shown>;
  control: Shown;
}

let browser: Browser | null = null;
afterAll(() => browser?.close());

/** As in Chromium, but that Firefox has no limit of two minutes for a cookie that says nothing of SameSite. */
const CASES: [attack: string, preset: string, policy: PolicyChanges, outcome: 'falls' | 'holds'][] = [
  ['csrf', 'flask', {}, 'falls'],
  ['csrf', 'lecture-signed', {}, 'holds'],
  ['csrf', 'lecture-signed', { stateChangeByGet: true }, 'falls'],
  ['csrf', 'flask', { cookie: { sameSite: 'strict' }, stateChangeByGet: true }, 'holds'],
  ['csrf', 'flask', { csrf: 'token' }, 'holds'],
  ['csrf', 'flask', { csrf: 'origin' }, 'holds'],
  ['csrf', 'flask', { csrf: 'fetch-metadata' }, 'holds'],
  ['login-csrf', 'flask', { cookie: { sameSite: 'strict' } }, 'falls'],
  ['login-csrf', 'flask', { csrf: 'fetch-metadata' }, 'holds'],
  ['referer-leak', 'express', { carrier: 'url', referrerPolicy: 'unsafe-url' }, 'falls'],
  ['referer-leak', 'express', { carrier: 'url' }, 'holds'],
];

/** Runs an attack in it, against the policy of a bench made for it, and reads what the page then shows. */
async function run(
  program: string,
  attack: string,
  asked: { preset: string; policy?: PolicyChanges },
): Promise<ShownResult> {
  const bench = await newBench(server, asked);
  const answer = await call(server, 'POST', `/${bench.view.id}/attacks/${attack}`, {});
  const { open } = answer.json() as { open: string };
  browser ??= await puppeteer.launch({ browser: 'firefox', executablePath: program, headless: true });
  await using page = await browser.newPage();
  await page.goto(open);
  await page.click('#run');
  await page.waitForSelector('#result', { timeout: LIMIT });
  return page.evaluate(() => {
    const read = (verdict: Element | null | undefined) => {
      const text = verdict?.textContent ?? '';
      return { succeeded: text.startsWith('It works.'), text };
    };
    const own = [...document.querySelectorAll('section > .verdict')];
    const ways = [...document.querySelectorAll('.ways > li')].map((way) => [
      way.querySelector('h3')?.textContent ?? '',
      read(way.querySelector('.verdict')),
    ]);
    return { ...read(own.at(0)), ways: Object.fromEntries(ways), control: read(own.at(-1)) };
  });
}

for (const [attack, preset, policy, outcome] of CASES) {
  testWithFirefox(`${attack} under ${preset} with ${JSON.stringify(policy)}: ${outcome}`, async (program) => {
    const result = await run(program, attack, { preset, policy });
    expect(result.succeeded, result.text).toBe(outcome === 'falls');
    expect(result.control.succeeded, result.control.text).toBe(false);
  });
}

testWithFirefox('what goes along: a form and a link bring the cookie, a picture does not', async (program) => {
  const policy = { cookie: { sameSite: 'none', secure: true }, stateChangeByGet: true } as const;
  const { ways } = await run(program, 'csrf', { preset: 'flask', policy });
  expect(ways['By a form (POST)']).toMatchObject({ succeeded: true });
  expect(ways['By a link (GET)']).toMatchObject({ succeeded: true });
  // Firefox keeps the cookies of third parties apart for each site (Total Cookie Protection); Chromium may block them.
  expect(ways['By a picture (GET)']).toMatchObject({ succeeded: false, text: /sent no cookie along with a picture/ });
});
