import type { Exchange } from '@/lib/wire/exchange';
import type { CostView } from './view';

interface Sum {
  mechanism: string;
  store: string | null;
  exchanges: number;
  cookieBytes: number;
  serverMicros: number;
}

/** What each mechanism and store has cost on one bench so far. */
export class Costs {
  readonly #sums = new Map<string, Sum>();

  /** @param serverMicros what the shop's server took, without the network */
  add({ mechanism, store, request, response }: Omit<Exchange, 'n'>, serverMicros: number): void {
    const key = `${mechanism} ${store}`;
    const sum = this.#sums.get(key) ?? { mechanism, store, exchanges: 0, cookieBytes: 0, serverMicros: 0 };
    const lines = [...request.headers, ...response.headers].filter(([name]) => /^(set-)?cookie$/i.test(name));
    sum.exchanges += 1;
    sum.cookieBytes += lines.reduce((bytes, [name, value]) => bytes + name.length + value.length + 4, 0);
    sum.serverMicros += serverMicros;
    this.#sums.set(key, sum);
  }

  /** Means over all exchanges of each. */
  perRequest(): CostView[] {
    return [...this.#sums.values()].map((sum) => ({
      ...sum,
      cookieBytes: Math.round(sum.cookieBytes / sum.exchanges),
      serverMicros: Math.round(sum.serverMicros / sum.exchanges),
    }));
  }
}
