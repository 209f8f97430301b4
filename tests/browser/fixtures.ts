import { test as base, type Page } from '@playwright/test';
import { type Server, startServer } from '../harness/server.ts';

export { expect } from '@playwright/test';

interface TestFixtures {
  /** What this test's pages may print in the console, for a test that provokes it. */
  allowedConsole: RegExp[];
}

interface WorkerFixtures {
  /** One server for all tests of a worker: users and benches of a test are its own. */
  server: Server;
}

/**
 * `test` with a running server, whose origin is the base of every `goto('/…')`. A test fails when a page of its context
 * prints a warning or an error, or throws, unless `allowedConsole` expects it.
 */
export const test = base.extend<TestFixtures, WorkerFixtures>({
  allowedConsole: [[], { option: true }],
  server: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright wants a pattern, and this fixture needs no other.
    async ({}, use) => {
      await using server = await startServer();
      await use(server);
    },
    { scope: 'worker' },
  ],
  baseURL: async ({ server }, use) => use(server.origin),
  context: async ({ context, allowedConsole }, use) => {
    const unexpected: string[] = [];
    const note = (page: Page | null, text: string) => {
      if (!allowedConsole.some((allowed) => allowed.test(text))) unexpected.push(`${page?.url()}: ${text}`);
    };
    context.on('console', (message) => {
      if (['warning', 'error'].includes(message.type())) note(message.page(), message.text());
    });
    context.on('weberror', (error) => note(error.page(), String(error.error())));
    await use(context);
    if (unexpected.length > 0) throw new Error(`Unexpected in the console:\n${unexpected.join('\n')}`);
  },
});
