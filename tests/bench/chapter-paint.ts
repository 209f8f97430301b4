import { readdirSync } from 'node:fs';
import { chromium } from '@playwright/test';
import { installedChromium, isRoot } from '../../scripts/chromium.ts';
import { startServer } from '../harness/server.ts';
import { atMost, type Measurement, median } from './figures.ts';

const LIMIT_MILLISECONDS = 1500;
const SLOWER = 4;
const VIEWS = 5;

/** When the largest part of a chapter's first view is painted, in a browser whose processor is four times slower. */
export async function chapterPaint(): Promise<Measurement> {
  await using server = await startServer();
  const browser = await chromium.launch({
    executablePath: installedChromium(),
    args: ['--disable-background-networking', ...(isRoot() ? ['--no-sandbox'] : [])],
  });
  try {
    const slugs = readdirSync('app/learn').filter((name) => /^\d\d-/.test(name));
    const figures = [];
    for (const slug of slugs.sort()) {
      const times: number[] = [];
      // One more, unheeded, for the server's own first time.
      for (let view = 0; view <= VIEWS; view++) {
        const paint = await paintOf(`${server.origin}/learn/${slug}`);
        if (view > 0) times.push(paint);
      }
      figures.push({ what: `/learn/${slug}`, ...atMost(median(times), LIMIT_MILLISECONDS, 0, 'ms') });
    }
    return {
      how: `Largest contentful paint of a chapter’s first view: Chromium with an empty cache, its processor ${SLOWER} times slower;\nthe median of ${VIEWS} views.`,
      figures,
    };
  } finally {
    await browser.close();
  }

  async function paintOf(address: string): Promise<number> {
    const context = await browser.newContext({ viewport: { width: 1280, height: 720 } });
    try {
      const page = await context.newPage();
      const protocol = await context.newCDPSession(page);
      await protocol.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
      await page.goto(address, { waitUntil: 'networkidle' });
      return await page.evaluate(
        () =>
          new Promise<number>((resolve) => {
            new PerformanceObserver((list) => resolve(list.getEntries().at(-1)?.startTime ?? 0)).observe({
              type: 'largest-contentful-paint',
              buffered: true,
            });
          }),
      );
    } finally {
      await context.close();
    }
  }
}
