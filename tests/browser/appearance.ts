import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const THEMES = ['light', 'dark', 'sepia', 'contrast'];

interface Violation {
  id: string;
  nodes: { target: unknown[]; failureSummary?: string }[];
}

const inShort = (theme: string, violations: Violation[]) =>
  violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => ({ theme, id, target, failureSummary })),
  );

/**
 * What the page has in common in all themes is looked at once; what colours decide, in each. Frames are pages of their
 * own, and axe may not speak with those of another host.
 */
export async function expectAccessible(page: Page): Promise<void> {
  // Leaves its script in the page, for the themes below.
  const { violations } = await new AxeBuilder({ page })
    .setLegacyMode(true)
    .options({ resultTypes: ['violations'], iframes: false })
    .withTags(RULES)
    .analyze();
  const found = inShort('system', violations);
  for (const theme of THEMES) found.push(...inShort(theme, await contrastViolations(page, theme)));
  await page.emulateMedia({ colorScheme: 'dark' });
  found.push(...inShort('system, dark', await contrastViolations(page, 'system')));
  await page.emulateMedia({ colorScheme: null });
  expect(found).toEqual([]);
}

/** The theme is one attribute, which the server writes (preferences.spec.ts); the style sheets do the rest. */
function contrastViolations(page: Page, theme: string): Promise<Violation[]> {
  return page.evaluate(async (name) => {
    document.documentElement.dataset.theme = name;
    const { axe } = window as unknown as Window & {
      axe: { run(where: Document, options: object): Promise<{ violations: Violation[] }> };
    };
    const options = { runOnly: ['color-contrast'], resultTypes: ['violations'], iframes: false };
    return (await axe.run(document, options)).violations;
  }, theme);
}

/** On a narrow phone with the largest letters nothing is wider than the window. */
export async function expectNarrowFit(page: Page): Promise<void> {
  const before = page.viewportSize();
  for (const width of [320, 360]) {
    await page.setViewportSize({ width, height: 700 });
    const tooWide = await page.evaluate(() => {
      document.documentElement.dataset.fontSize = 'x-large';
      const { scrollWidth, clientWidth } = document.documentElement;
      if (scrollWidth <= clientWidth) return [];
      const beyond = [...document.body.querySelectorAll('*')].filter(
        (element) => element.getBoundingClientRect().right > clientWidth + 1,
      );
      return [`${scrollWidth} px`, ...beyond.map((element) => element.outerHTML.slice(0, 120))];
    });
    expect(tooWide, `${page.url()} at ${width} px`).toEqual([]);
  }
  if (before) await page.setViewportSize(before);
}

export async function expectGoodLook(page: Page): Promise<void> {
  await expectNarrowFit(page);
  await expectAccessible(page);
}
