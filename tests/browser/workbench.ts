import { expect, type FrameLocator, type Locator, type Page } from '@playwright/test';
import type { BenchView, WireView } from '../../lib/bench/view.ts';
import type { Exchange } from '../../lib/wire/exchange.ts';
import { call } from '../harness/benches.ts';
import type { Server } from '../harness/server.ts';

/** A bench in a browser, with the names that its page gives to its parts. */
export class Workbench {
  readonly page: Page;
  readonly id: string;
  readonly shop: FrameLocator;
  readonly browser: Locator;
  readonly wire: Locator;
  readonly server: Locator;
  readonly policy: Locator;
  readonly jar: Locator;
  readonly #from: Server;

  constructor(page: Page, from: Server, id: string) {
    this.page = page;
    this.#from = from;
    this.id = id;
    this.shop = page.frameLocator('iframe[name=shop]');
    this.browser = page.locator('#pane-browser');
    this.wire = page.locator('#pane-wire');
    this.server = page.locator('#pane-server');
    this.policy = page.getByRole('region', { name: 'Policy' });
    this.jar = page.getByRole('region', { name: 'The jar' });
  }

  /** The base of the shop, as the frame has it. */
  async shopUrl(): Promise<string> {
    const source = await this.page.locator('iframe[name=shop]').getAttribute('src');
    return (source ?? '').replace(/_start$/, '');
  }

  /** One click on the button of the shop's login page. */
  async logIn(username = 'ada'): Promise<void> {
    await this.shop.getByRole('link', { name: 'Log in', exact: true }).click();
    await this.shop.getByRole('button', { name: `Log in as ${username}` }).click();
    await expect(this.shop.getByText(`Logged in as ${username}`)).toBeVisible();
  }

  reload(): Promise<void> {
    return this.browser.getByRole('link', { name: 'Reload' }).click();
  }

  /** Chooses a value of one of the first switches, which applies at once, and waits until it holds. */
  async choose(label: string, value: string): Promise<void> {
    const first = this.page.getByRole('form', { name: 'First switches' });
    const changed = this.page.waitForResponse((response) => response.request().method() === 'PATCH');
    await first.getByLabel(label, { exact: true }).selectOption(value);
    expect((await changed).status()).toBe(200);
    await expect(first.getByLabel(label, { exact: true })).toHaveValue(value);
  }

  async press(name: string): Promise<void> {
    const done = this.page.waitForResponse((response) => response.url().includes('/api/benches/'));
    await this.page.getByRole('button', { name, exact: true }).click();
    expect((await done).status()).toBe(200);
  }

  cookie(name: string): Locator {
    return this.jar.getByRole('article', { name: `Cookie ${name}`, exact: true });
  }

  /** Writes into what a cookie says, and puts it into the jar; the page comes back by itself. */
  async rewrite(name: string, change: (says: string) => string): Promise<void> {
    const entry = this.cookie(name);
    await entry.getByText('Change it').click();
    const says = entry.getByLabel('What it says');
    await says.fill(change(await says.inputValue()));
    await entry.getByRole('button', { name: 'Put it into the jar' }).click();
    await this.page.waitForURL(`**/bench/${this.id}`);
  }

  /** What the server has recorded. */
  async exchanges(): Promise<Exchange[]> {
    return ((await call(this.#from, 'GET', `/${this.id}/wire?after=0`)).json() as WireView).exchanges;
  }

  /** As a script of its owner's reads it. */
  async view(): Promise<BenchView> {
    return (await call(this.#from, 'GET', `/${this.id}`)).json() as BenchView;
  }
}

/** Makes a bench outside of the browser, and opens it there. @param origin the host to come by; the site's own unless given */
export async function openBench(
  page: Page,
  server: Server,
  asked: { preset?: string; policy?: unknown } = {},
  origin = server.origin,
): Promise<Workbench> {
  const answer = await call(server, 'POST', '', asked);
  if (answer.status !== 201) throw new Error(`Making a bench gave ${answer.status}: ${answer.body}`);
  const { id } = answer.json() as { id: string };
  await page.goto(`${origin}/bench/${id}`);
  return new Workbench(page, server, id);
}
