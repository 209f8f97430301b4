import { readdirSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { chapters } from '../harness/chapters.ts';
import { NO_SUCH_NETWORK, outerAddresses } from '../harness/outer-addresses.ts';
import { startServer } from '../harness/server.ts';
import { expectAccessible, expectNarrowFit } from './appearance.ts';
import { ALLOWED_CONSOLE } from './course/console.ts';
import { type Student as AStudent, Student, type Walk } from './course/student.ts';
import { expect, test } from './fixtures.ts';

/** Every chapter that is written is walked to its end by a student who clicks, once with the right answer in mind and once with a wrong one. */

test.use({ allowedConsole: ALLOWED_CONSOLE });
test.setTimeout(240_000);

const walks = new Map<string, Walk>();
for (const file of readdirSync(new URL('course/', import.meta.url)).filter((name) => /^\d\d\.ts$/.test(name))) {
  const { walk } = (await import(`./course/${file}`)) as { walk: Walk };
  walks.set(walk.slug, walk);
}

test('every chapter has a walk', () => {
  expect([...walks.keys()].sort()).toEqual(chapters.map(({ slug }) => slug).sort());
});

/** Answers the question, and does the steps one after the other. */
async function doAll(page: Page, walk: Walk, answer: string, origin = ''): Promise<AStudent> {
  const student = new Student(page);
  await page.goto(`${origin}/learn/${walk.slug}${walk.query ?? ''}`);
  await expect(page.locator('iframe')).toHaveCount(0);
  await page.locator(`.choice[value=${answer}]`).click();
  await expect(page.locator('.todo > .now')).toBeVisible();
  for (const [place, step] of walk.steps.entries()) {
    await test.step(`step ${place + 1}`, async () => {
      await step(student);
      await student.done(place + 1);
    });
  }
  return student;
}

for (const chapter of chapters) {
  const walk = walks.get(chapter.slug);
  if (!walk) continue;
  const wrong = (['a', 'b', 'c', 'd'] as const).find((letter) => letter !== chapter.right) ?? 'a';

  test(`${chapter.slug}: predicts right, does every step, is told why, keeps a sentence`, async ({ page }) => {
    await doAll(page, walk, chapter.right);
    await expect(page.getByText('You were right.')).toBeVisible();
    await expect(page.locator('.say')).toHaveText(chapter.say);
    await page.getByLabel(chapter.own.question).fill('In my own words.');
    await page.getByRole('button', { name: 'Keep my sentence' }).click();
    await expect(page.getByText(`A model sentence: ${chapter.own.model}`)).toBeVisible();
    await page.getByLabel(chapter.own.ideas[0] ?? '').check();
    await page.getByRole('button', { name: 'Keep it like this' }).click();
    await expect(page.getByLabel(chapter.own.ideas[0] ?? '')).toBeChecked();
    await page.getByRole('button', { name: 'Show the answer' }).click();
    await expect(page.getByText(chapter.last.answer)).toBeVisible();
    await expectAccessible(page);
    await expectNarrowFit(page);
    await page.goto('/learn/report');
    await expect(page.getByText('In my own words.')).toBeVisible();
    await expect(page.locator('.reported > li')).toHaveCount(chapter.steps.length);
  });

  test(`${chapter.slug}: predicts wrong, and is told what was behind it`, async ({ page }) => {
    await doAll(page, walk, wrong);
    await expect(page.getByText(`You said ${wrong}.`)).toBeVisible();
    await expect(page.getByText('You were right.')).toHaveCount(0);
  });

  test(`${chapter.slug}: before anything was predicted, it reads and looks well`, async ({ page }) => {
    await page.goto(`/learn/${chapter.slug}${walk.query ?? ''}`);
    await expectAccessible(page);
    await expectNarrowFit(page);
  });
}

test.describe('over plain HTTP, on a network with IPv4 and IPv6', () => {
  // Browsers say of each page there that a header counts for nothing.
  test.use({
    allowedConsole: new RegExp(`${ALLOWED_CONSOLE.source}|Cross-Origin-Opener-Policy header has been ignored`),
  });

  test('CSRF is done between the two, without Secure', async ({ page }) => {
    const [address] = outerAddresses() ?? [];
    test.skip(!address, NO_SUCH_NETWORK);
    await using server = await startServer({ env: { HOST: '::' } });
    const walk = walks.get('14-csrf');
    if (!walk) throw new Error('There is no walk of this chapter.');
    await doAll(page, walk, 'c', `http://${address}:${server.port}`);
    await expect(page.getByText('You were right.')).toBeVisible();
  });
});

test('contents, glossary, symptoms and an empty report look well', async ({ page }) => {
  for (const path of ['/learn', '/learn/glossary', '/learn/symptoms', '/learn/report']) {
    await page.setViewportSize({ width: 1280, height: 720 });
    await page.goto(path);
    await expectAccessible(page);
    await expectNarrowFit(page);
  }
});

test.describe('without script', () => {
  test.use({ javaScriptEnabled: false });

  test('every story reads, and every question can be answered', async ({ page }) => {
    for (const { slug, question } of chapters) {
      await page.goto(`/learn/${slug}${walks.get(slug)?.query ?? ''}`);
      const words = (await page.locator('.story').innerText()).split(/\s+/).length;
      expect(words, slug).toBeGreaterThan(300);
      await expect(page.locator('.choice')).toHaveCount(4);
      await page.locator('.choice').first().click();
      await expect(page.locator('.choice'), question).toHaveCount(0);
      await expect(page.locator('.todo > .now')).toBeVisible();
    }
  });

  test('a chapter reads, and is predicted and done', async ({ page }) => {
    await page.goto('/learn/05-signed');
    await expect(page.getByText('The shop still hands the whole')).toBeVisible();
    await page.locator('.choice[value=b]').click();
    const student = new Student(page);
    await student.open('To the login');
    await student.logIn();
    await page.reload();
    await student.done(1);
    await student.press('Decode it');
    await student.done(2);
    await student.press('Write admin into it');
    await student.open('Open the back room');
    await expect(student.shop.getByText('Not logged in')).toBeVisible();
    await page.reload();
    await student.done(3);
  });
});
