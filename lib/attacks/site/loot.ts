import type { Bench } from '@/lib/bench/bench';
import type { Exchange } from '@/lib/wire/exchange';
import { headerOf } from '@/lib/wire/header-of';

/** Something that came to Mallory's site with a request, as her own log has it. */
export interface Loot {
  /** The number of the exchange. */
  n: number;
  /** What brought it. */
  by: string;
  text: string;
}

const MAX_SHOWN = 10;

/** What scripts and Referers have brought, the newest first. */
export function lootOf(bench: Bench): Loot[] {
  const came = bench.journal.after(0).filter(({ to }) => to === 'mallory');
  return came.flatMap(lootIn).reverse().slice(0, MAX_SHOWN);
}

function lootIn({ n, request }: Exchange): Loot[] {
  const url = new URL(request.target, 'http://mallory.invalid');
  if (url.pathname.endsWith('/stolen')) {
    const { cookie = '', query = '' } = Object.fromEntries(url.searchParams);
    return [
      { n, by: 'a script in the guestbook', text: cookie || query || 'nothing: no cookie that a script can read' },
    ];
  }
  const referer = headerOf(request.headers, 'referer');
  return referer?.includes('?') ? [{ n, by: 'the Referer', text: referer }] : [];
}
