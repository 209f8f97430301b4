import { defineConfig } from '@playwright/test';
import { installedChromium, isRoot } from './scripts/chromium.ts';

export default defineConfig({
  testDir: 'tests/browser',
  fullyParallel: true,
  forbidOnly: process.env.CI !== undefined,
  timeout: 30_000,
  workers: 2,
  use: {
    browserName: 'chromium',
    launchOptions: {
      executablePath: installedChromium(),
      // Without the first, Chromium waits for servers that an offline room does not reach.
      args: ['--disable-background-networking', ...(isRoot() ? ['--no-sandbox'] : [])],
    },
    trace: 'retain-on-failure',
  },
});
