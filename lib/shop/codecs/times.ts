import type { CookieContent } from './codec';

/** Times as cookies carry them: whole seconds, `since` (the session began) and `seen` (the cookie was written). */
export interface CookieTimes {
  since?: unknown;
  seen?: unknown;
}

/** The last second that JavaScript's Date knows (ECMA-262, 21.4.1.1). */
const LAST_SECOND = 8_640_000_000_000;

export const toSeconds = (milliseconds: number): number => Math.floor(milliseconds / 1000);

export function isTime(seconds: unknown): seconds is number {
  return typeof seconds === 'number' && Number.isInteger(seconds) && seconds >= 0 && seconds <= LAST_SECOND;
}

/**
 * The times of a cookie's content, in milliseconds. A cookie that does not say when it was written counts as written in
 * 1970, so that leaving the time out prolongs nothing.
 */
export function readTimes({ since, seen }: CookieTimes): Pick<CookieContent, 'createdAt' | 'writtenAt'> {
  const writtenAt = isTime(seen) ? seen * 1000 : 0;
  return { createdAt: isTime(since) ? since * 1000 : writtenAt, writtenAt };
}
