import type { Exchange } from '@/lib/wire/exchange';
import { headersOf } from '@/lib/wire/header-of';
import { isVisitors } from '@/lib/wire/parties';
import { isForgotten, parseSetCookie } from '@/lib/wire/set-cookie';

/** What browsers keep, name and value together (RFC 6265bis, 5.6). */
const MAX_BYTES = 4096;

/** Name to value: what the shop itself had last set in the visitor's browser, whatever was made of it there. */
export function originalValues(
  exchanges: readonly Exchange[],
  until = Number.POSITIVE_INFINITY,
): Record<string, string> {
  const values: Record<string, string> = Object.create(null);
  for (const { n, request, response, ...parties } of exchanges) {
    // An answer of the boundary sets what the visitor typed into the jar.
    if (n >= until || !isVisitors(parties) || request.target.split('?')[0]?.endsWith('/_jar')) continue;
    for (const line of headersOf(response.headers, 'set-cookie')) {
      const cookie = parseSetCookie(line);
      // A browser ignores what is too big, and the one before it stays.
      if (cookie.name.length + cookie.value.length > MAX_BYTES) continue;
      if (isForgotten(cookie)) delete values[cookie.name];
      else values[cookie.name] = cookie.value;
    }
  }
  return values;
}
