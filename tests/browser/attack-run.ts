import { expect, type Locator, type Page } from '@playwright/test';
import type { PolicyChanges } from '../../lib/shop/policy.ts';
import { call, newBench, type TestBench } from '../harness/benches.ts';
import type { Server } from '../harness/server.ts';

/** One sentence with its verdict, as the page of a run shows it. */
export interface Shown {
  succeeded: boolean;
  text: string;
}

/** What the page of a run shows when it is through. */
export interface ShownResult extends Shown {
  ways: Record<string, Shown>;
  control: Shown;
}

/** A run is some ten pages, one after the other. */
export const LIMIT = { timeout: 100_000 };

export const runButton = (page: Page): Locator => page.getByRole('button', { name: 'Run it in this browser' });

/** Opens the page of Mallory's that the call for this attack names. */
export async function openRun(page: Page, bench: TestBench, attack: string): Promise<void> {
  const answer = await call(bench.server, 'POST', `/${bench.view.id}/attacks/${attack}`, {});
  expect(answer.status, answer.body).toBe(409);
  const { needs, open } = answer.json() as { needs: string; open: string };
  expect(needs).toBe('browser');
  await page.goto(open);
}

/** Runs an attack in this browser, against the policy of a bench made for it. */
export async function runInBrowser(
  page: Page,
  server: Server,
  attack: string,
  asked: { preset: string; policy?: PolicyChanges },
): Promise<ShownResult> {
  const bench = await newBench(server, asked);
  await openRun(page, bench, attack);
  await runButton(page).click();
  const result = page.getByRole('region', { name: 'What it came to' });
  await expect(result, await page.locator('#line').innerText()).toBeVisible(LIMIT);
  return readResult(result);
}

async function readResult(result: Locator): Promise<ShownResult> {
  const verdicts = result.locator('> .verdict');
  const ways: Record<string, Shown> = {};
  for (const way of await result.locator('.ways > li').all()) {
    ways[await way.getByRole('heading').innerText()] = await read(way.locator('.verdict'));
  }
  return { ...(await read(verdicts.first())), ways, control: await read(verdicts.last()) };
}

async function read(verdict: Locator): Promise<Shown> {
  const text = await verdict.innerText();
  return { succeeded: text.startsWith('It works.'), text };
}
