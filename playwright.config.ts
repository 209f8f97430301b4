import { defineConfig } from '@playwright/test';
import { installedChromium, isRoot } from './scripts/chromium.ts';

export default defineConfig({
  testDir: 'tests/browser',
  fullyParallel: true,
  forbidOnly: process.env.CI !== undefined,
  // Generous, since other work may want the machine as well.
  timeout: 60_000,
  expect: { timeout: 10_000 },
  workers: 2,
  use: {
    browserName: 'chromium',
    launchOptions: {
      executablePath: installedChromium(),
      // Without the first, Chromium waits for servers that an offline room does not reach.
      args: ['--disable-background-networking', ...(isRoot() ? ['--no-sandbox'] : [])],
    },
    // Pictures of every step would cost more than the steps.
    trace: { mode: 'retain-on-failure', screenshots: false },
  },
});
