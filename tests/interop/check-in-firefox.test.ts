import { launch } from 'puppeteer-core';
import { expect, vi } from 'vitest';
import { findingsOf } from '@/lib/check/findings';
import type { Seen } from '@/lib/check/seen';
import { verdictsOf } from '@/lib/check/verdicts';
import { request } from '../harness/http.ts';
import { startServer } from '../harness/server.ts';
import { testWith } from '../harness/test-with.ts';

/** The same check in another browser's engine, over WebDriver BiDi. */

// A server, a browser and fifteen pages, on a machine that may have other work.
vi.setConfig({ testTimeout: 180_000 });

testWith('firefox-esr')(
  'Firefox shows what Chromium shows, and does not tell how long it keeps a cookie',
  async (program) => {
    await using server = await startServer();
    const browser = await launch({ browser: 'firefox', executablePath: program, headless: true });
    try {
      const page = await browser.newPage();
      await page.goto(server.url('/check'));
      await page.click('.check-start button');
      await page.waitForFunction(() => /Measured\. \d+ of 16/.test(document.body.innerText), { timeout: 120_000 });
      const key = new URL(page.url()).searchParams.get('key');
      const found = findingsOf((await request(server, { path: `/api/check/${key}` })).json() as Seen);
      expect(found.reached).toEqual({ shop: true, subHost: true, mallory: true });
      expect(found.days).toBeNull();
      expect(found.large).toBe('old-stays');
      expect(found.back).toBe('asked');
      // Puppeteer's profile has Firefox's own default: without SameSite a cookie is None, and still not a third party's.
      expect(found.crossSite.unset).toEqual({ link: true, form: true, frame: false, fetch: false });
      expect(found.crossSite.lax).toEqual({ link: true, form: false, frame: false, fetch: false });
      expect(found.crossSite['none-secure']).toEqual({ link: true, form: true, frame: false, fetch: false });
      expect(
        verdictsOf(found)
          .filter(({ kind }) => kind !== 'works')
          .map(({ chapter }) => chapter),
      ).toEqual([16]);
      // The walk has closed its window.
      expect((await browser.pages()).filter((other) => other.url().includes(key ?? ''))).toHaveLength(1);
    } finally {
      await browser.close();
    }
  },
);
