import type { Exchange } from './exchange';

/** Whom the server took the visitor for in the end; null for nobody. */
export function visitorOf({ steps }: Pick<Exchange, 'steps'>): string | null {
  return steps.findLast((step) => step.kind === 'visitor')?.user ?? null;
}
