import { type BrowserContext, test as base, type Page } from '@playwright/test';
import { makeAdmin } from '../harness/database.ts';
import { GOOD_PASSWORD, register, type Visitor, visitor } from '../harness/http.ts';
import { type Server, startServer } from '../harness/server.ts';

export { expect } from '@playwright/test';

export interface Account {
  username: string;
  password: string;
  /** The same session outside the browser. */
  client: Visitor;
}

interface LoginOptions {
  admin?: boolean;
  /** Which browser; the test's own unless given. */
  context?: BrowserContext;
}

interface TestFixtures {
  /** What this test's pages may print in the console, for a test that provokes it. */
  allowedConsole: RegExp | null;
  /** Registers a new user without a page, and logs the browser in as them. */
  login: (options?: LoginOptions) => Promise<Account>;
}

interface WorkerFixtures {
  /** One server for all tests of a worker: users and benches of a test are its own. */
  server: Server;
}

/** That another site's page may not frame ours is reported as well, and is not our pages' doing. */
const isReport = (line: string) => /"csp-report".*effective-directive\\":\\"(?!frame-ancestors)/.test(line);

/** A shop's pages hold no script and may run none: the one that Chromium speaks of is Playwright's own. */
const isPlaywrights = (text: string) => /^Blocked script execution in .* document's frame is sandboxed/.test(text);

async function giveCookies(context: BrowserContext, client: Visitor, origin: string): Promise<void> {
  const cookies = await client.cookies();
  await context.addCookies(
    cookies.map(({ key, value, sameSite }) => ({
      name: key,
      value,
      url: origin.replace('http:', 'https:'),
      httpOnly: true,
      secure: true,
      sameSite: sameSite === 'strict' ? 'Strict' : 'Lax',
    })),
  );
}

/**
 * `test` with a running server, whose origin is the base of every `goto('/…')`. A test fails when a page of its context
 * prints a warning or an error, or throws, unless `allowedConsole` expects it; the worker fails when any page's policy
 * blocked something.
 */
export const test = base.extend<TestFixtures, WorkerFixtures>({
  allowedConsole: [null, { option: true }],
  server: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright wants a pattern, and this fixture needs no other.
    async ({}, use) => {
      await using server = await startServer();
      await use(server);
      const blocked = server.log().split('\n').filter(isReport);
      if (blocked.length > 0) throw new Error(`A policy blocked something:\n${blocked.join('\n')}`);
    },
    { scope: 'worker' },
  ],
  baseURL: async ({ server }, use) => use(server.origin),
  context: async ({ context, allowedConsole }, use) => {
    const unexpected: string[] = [];
    const note = (page: Page | null, text: string) => {
      if (!allowedConsole?.test(text) && !isPlaywrights(text)) unexpected.push(`${page?.url()}: ${text}`);
    };
    context.on('console', (message) => {
      if (['warning', 'error'].includes(message.type())) note(message.page(), message.text());
    });
    context.on('weberror', (error) => note(error.page(), String(error.error())));
    await use(context);
    if (unexpected.length > 0) throw new Error(`Unexpected in the console:\n${unexpected.join('\n')}`);
  },
  login: async ({ server, context: own }, use) => {
    await use(async ({ admin = false, context = own } = {}) => {
      const client = visitor(server);
      const { username } = await register(client);
      if (admin) makeAdmin(server, username);
      await giveCookies(context, client, server.origin);
      return { username, password: GOOD_PASSWORD, client };
    });
  },
});

/** What Chromium prints for a page that is answered with this status, however right that is. */
export const pageAnsweredWith = (...statuses: number[]): RegExp =>
  new RegExp(`Failed to load resource: the server responded with a status of (${statuses.join('|')})`);
