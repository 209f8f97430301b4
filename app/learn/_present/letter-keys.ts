/**
 * Whether single letters and digits do something on these pages. Whoever speaks to their computer, or brushes against
 * keys, can switch that off for this browser (WCAG 2.1.4); arrows and the like go on working.
 */
const NAME = 'letter-keys';

export function doLettersWork(): boolean {
  try {
    return localStorage.getItem(NAME) !== 'off';
  } catch {
    // A browser that keeps nothing has not been told otherwise.
    return true;
  }
}

export function letLettersWork(work: boolean): void {
  try {
    if (work) localStorage.removeItem(NAME);
    else localStorage.setItem(NAME, 'off');
  } catch {
    // Then they go on working.
  }
}
