import type { Exchange } from '@/lib/wire/exchange';
import { visitorOf } from '@/lib/wire/visitor-of';
import type { CostView } from './view';

/** Of so many of the latest the median is told: one that was slow by chance does not count. */
const SAMPLES = 31;

interface Samples {
  mechanism: string;
  store: string | null;
  exchanges: number;
  cookieBytes: number[];
  serverMicros: number[];
}

/** Fewer say nothing: the first requests of a server are slow ones. */
const ENOUGH = 3;

/**
 * What a request costs under each mechanism and store that one bench has had. Only like is compared with like: pages that
 * somebody logged in has opened (with `none` nobody ever is).
 */
export class Costs {
  readonly #samples = new Map<string, Samples>();

  /** @param serverMicros what the shop's server took, without the network */
  add({ mechanism, store, request, response, steps }: Omit<Exchange, 'n'>, serverMicros: number): void {
    const isLoggedIn = mechanism === 'none' || visitorOf({ steps });
    if (request.method !== 'GET' || response.status !== 200 || !isLoggedIn) return;
    const key = `${mechanism} ${store}`;
    const known = this.#samples.get(key);
    const samples = known ?? { mechanism, store, exchanges: 0, cookieBytes: [], serverMicros: [] };
    const lines = [...request.headers, ...response.headers].filter(([name]) => /^(set-)?cookie$/i.test(name));
    samples.exchanges += 1;
    samples.cookieBytes.push(lines.reduce((bytes, [name, value]) => bytes + name.length + value.length + 4, 0));
    samples.serverMicros.push(serverMicros);
    if (samples.serverMicros.length > SAMPLES) {
      samples.cookieBytes.shift();
      samples.serverMicros.shift();
    }
    this.#samples.set(key, samples);
  }

  perRequest(): CostView[] {
    const enough = [...this.#samples.values()].filter(({ exchanges }) => exchanges >= ENOUGH);
    return enough.map((samples) => ({
      ...samples,
      cookieBytes: median(samples.cookieBytes),
      serverMicros: median(samples.serverMicros),
    }));
  }
}

const median = (values: number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;
