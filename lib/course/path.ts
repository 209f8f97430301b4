/** One chapter's place on the path through the course, whether it is written yet or not. */
export interface Stop {
  number: number;
  /** The folder below `app/learn`, and the last part of the address. */
  slug: string;
  title: string;
  /** One of the eight chapters for those who have no time for sixteen. */
  core: boolean;
  /** In front of a class, and with one's own hands. */
  minutes: { demo: number; handsOn: number };
  /** What to know before, in half a sentence. */
  before: string;
}

const stop = (
  number: number,
  name: string,
  title: string,
  core: boolean,
  [demo, handsOn]: [number, number],
  before: string,
): Stop => ({
  number,
  slug: `${String(number).padStart(2, '0')}-${name}`,
  title,
  core,
  minutes: { demo, handsOn },
  before,
});

/** The path of sixteen. */
export const path: readonly Stop[] = [
  stop(1, 'http-forgets', 'HTTP forgets', true, [5, 5], 'what a link and a form are'),
  stop(2, 'the-cookie', 'The cookie', true, [6, 10], 'chapter 1'),
  stop(3, 'preferences', 'Preferences', false, [5, 10], 'chapter 2'),
  stop(4, 'in-clear', 'In clear', true, [6, 10], 'chapter 2'),
  stop(5, 'signed', 'Signed', true, [9, 15], 'chapter 4'),
  stop(6, 'encrypted', 'Encrypted', false, [6, 12], 'chapter 5'),
  stop(7, 'limits', 'Limits of the client side', false, [9, 12], 'chapters 5 and 6'),
  stop(8, 'on-the-server', 'State on the server', true, [9, 15], 'chapter 5'),
  stop(9, 'logging-in', 'Logging in', false, [6, 12], 'chapter 8'),
  stop(10, 'roles', 'Roles and the ban race', false, [6, 12], 'chapters 8 and 9'),
  stop(11, 'the-id', 'The id itself', false, [9, 15], 'chapter 8'),
  stop(12, 'theft', 'Theft', false, [9, 15], 'chapter 11'),
  stop(13, 'fixation', 'Fixation', true, [9, 15], 'chapters 8 and 9'),
  stop(14, 'csrf', 'CSRF', true, [10, 15], 'chapters 8 and 9'),
  stop(15, 'expiry', 'Expiry, clean-up, logout', true, [9, 15], 'chapter 8'),
  stop(16, 'https', 'HTTPS, and the sum', false, [12, 25], 'chapters 12 to 15'),
];

export function stopOf(slug: string): Stop | null {
  return path.find((stop) => stop.slug === slug) ?? null;
}
