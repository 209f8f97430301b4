import { walk as encrypted } from './course/06.ts';
import { Student } from './course/student.ts';
import { expect, pageAnsweredWith, test } from './fixtures.ts';

/** Chapters off the straight path: a student who does not do what the step says, whose letters are large, who reads Hindi. */

test.use({ allowedConsole: pageAnsweredWith(409) });

test('a login is no seal that was put back', async ({ page }) => {
  const student = new Student(page);
  const { shop } = student;
  await page.goto('/learn/06-encrypted');
  await page.locator('.choice[value=b]').click();
  for (const [place, step] of encrypted.steps.slice(0, 5).entries()) {
    await step(student);
    await student.done(place + 1);
  }
  await shop.getByRole('link', { name: 'Log in', exact: true }).click();
  const looked = page.waitForResponse(async (response) => {
    return response.url().endsWith('/api/learn/06-encrypted') && (await shop.getByText('Logged in as ada').isVisible());
  });
  await student.logIn();
  await looked;
  await student.done(5);

  const entry = page.getByRole('article', { name: 'Cookie session', exact: true });
  await entry.getByText('Change it').click();
  const value = entry.getByRole('textbox', { name: 'Value of session' });
  await value.fill((await value.inputValue()).replace(/~2$/, 'A~2'));
  await entry.getByRole('button', { name: 'Put it into the jar' }).click();
  await expect(shop.getByText('Not logged in')).toBeVisible();
  await student.press('Put the seal back as it was');
  await student.done(6);
});

test('why a button refused is said until the next click in the shop', async ({ page }) => {
  const student = new Student(page);
  const refusal = page.getByText('Log in as ada in the shop first.');
  await page.goto('/learn/15-expiry');
  await page.locator('.choice[value=c]').click();
  await student.press('Fourteen minutes later');
  await expect(refusal).toBeVisible();
  await student.shop.getByRole('link', { name: 'Log in', exact: true }).click();
  await student.logIn();
  await expect(refusal).toHaveCount(0);
});

test('a shop in Hindi brings its letters along', async ({ page }) => {
  const student = new Student(page);
  const { shop } = student;
  await page.goto('/learn/03-preferences');
  await page.locator('.choice[value=c]').click();
  const letters = page.waitForResponse(/_devanagari\.woff2$/);
  await student.open('To the preferences');
  await shop.getByLabel('Language').selectOption('hi');
  await shop.getByRole('button', { name: 'Save', exact: true }).click();
  const answer = await letters;
  expect(answer.status()).toBe(200);
  expect(answer.headers()['content-type']).toBe('font/woff2');
  await expect(shop.getByRole('button', { name: 'सहेजें' })).toBeVisible();
});

for (const [width, fontSize] of [
  [1000, 'medium'],
  [1280, 'large'],
  [1280, 'x-large'],
  [1600, 'x-large'],
] as const) {
  test(`the number of chapter 10 stands in one line beside its title: ${width} px, ${fontSize} letters`, async ({
    page,
  }) => {
    await page.setViewportSize({ width, height: 720 });
    await page.goto('/learn/10-roles');
    const { lines, gap } = await page.evaluate((size) => {
      document.documentElement.dataset.fontSize = size;
      const number = document.createRange();
      number.selectNodeContents(document.querySelector('.chap-n') as Element);
      const title = document.querySelector('.chap-t') as Element;
      const gap = title.getBoundingClientRect().left - number.getBoundingClientRect().right;
      return { lines: number.getClientRects().length, gap };
    }, fontSize);
    expect(lines).toBe(1);
    expect(gap).toBeGreaterThan(8);
  });
}
