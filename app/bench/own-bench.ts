import { parseCookie, stringifySetCookie } from 'cookie';
import { arrival } from '@/lib/http/arrival';
import type { Place } from '@/lib/http/origins';

/** Remembers which bench a browser used last, so that "Bench" leads back to it. The account's cookie stays out of it. */
export const BENCH_COOKIE = 'bench';

const THIRTY_DAYS = 30 * 24 * 60 * 60;

/** The id of the bench that this browser used last; unchecked: the bench may have ended. */
export function ownBench(): string | null {
  const id = parseCookie(arrival().request.headers.cookie ?? '')[BENCH_COOKIE];
  return id && /^[a-z0-9]{4,20}$/.test(id) ? id : null;
}

export function ownBenchCookie(id: string, place: Place): string {
  return stringifySetCookie({
    name: BENCH_COOKIE,
    value: id,
    httpOnly: true,
    secure: place.trustworthy,
    sameSite: 'lax',
    path: '/bench',
    maxAge: THIRTY_DAYS,
  });
}
