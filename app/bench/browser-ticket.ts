import type { ServerView } from '@/lib/bench/view';
import type { Exchange } from '@/lib/wire/exchange';
import { isVisitors } from '@/lib/wire/parties';

/**
 * What the session of the visitor's own browser hangs on, by what crossed the wire: the session cookie's value in the
 * jar, or the id that the address carried last; null where it has none.
 */
export function browserTicket({ jar, mallory }: ServerView, exchanges: readonly Exchange[]): string | null {
  if (!mallory.carriesId) {
    const kept = jar.filter(({ refusedFor }) => refusedFor.length === 0);
    return kept.find(({ name }) => name === mallory.sessionCookie)?.value ?? null;
  }
  const steps = exchanges.filter(isVisitors).flatMap((exchange) => exchange.steps);
  return steps.findLast((step) => step.kind === 'id-in-url')?.value ?? null;
}
