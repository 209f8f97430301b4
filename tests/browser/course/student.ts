import { expect, type FrameLocator, type Page } from '@playwright/test';

/** A student at one chapter's page, with the names that the page gives to its parts. */
export class Student {
  readonly page: Page;
  readonly shop: FrameLocator;

  constructor(page: Page) {
    this.page = page;
    this.shop = page.frameLocator('iframe[name=shop]');
  }

  /** The button of a step, pressed once it is there. */
  press(name: string | RegExp): Promise<void> {
    return this.page.getByRole('button', { name }).click();
  }

  /** The same, and what it came to is there: a frame that begins anew has done so by then. */
  async pressed(name: string, said: string): Promise<void> {
    await this.press(name);
    await expect(this.page.locator('.at-step').getByText(said)).toBeVisible();
  }

  /** A page of the shop, opened by the link in a step. */
  open(name: string): Promise<void> {
    return this.page.getByRole('link', { name, exact: true }).click();
  }

  /** One click on the button of the shop's login page. */
  async logIn(username = 'ada'): Promise<void> {
    await this.shop.getByRole('button', { name: `Log in as ${username}` }).click();
    await expect(this.shop.getByText(`Logged in as ${username}`)).toBeVisible();
  }

  /** A page of Mallory's site, or where it leads, opened by the link in a step: in another tab, which knows nothing of this one. */
  async lure(name: string): Promise<Page> {
    const opened = this.page.context().waitForEvent('page');
    await this.open(name);
    return opened;
  }

  /** By the step's own link, as ada, who may be logged in already: only then is the cookie set anew. */
  async logInAfresh(): Promise<void> {
    await this.open('To the login');
    await expect(this.shop.getByRole('heading', { level: 1, name: 'Log in' })).toBeVisible();
    await this.logIn();
    await expect(this.shop.getByRole('heading', { level: 1, name: 'Hello, ada' })).toBeVisible();
  }

  /** Waits until so many steps are done: what comes next may only be done then. Some make hundreds of requests. */
  async done(steps: number): Promise<void> {
    await expect(this.page.locator('.todo > .done')).toHaveCount(steps, { timeout: 60_000 });
  }
}

/** How a chapter's steps are done, by clicking as a student does; after each the number of steps done is checked. */
export interface Walk {
  slug: string;
  /** For a chapter whose page begins with something else. */
  query?: string;
  steps: ((student: Student) => Promise<void>)[];
}
