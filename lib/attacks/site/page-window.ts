import { setTimeout as sleep } from 'node:timers/promises';
import type { Bench } from '@/lib/bench/bench';
import { canonicalShopAddress } from '@/lib/http/origins';
import { idParameter } from '@/lib/shop/policy';
import type { Exchange } from '@/lib/wire/exchange';
import { headerOf } from '@/lib/wire/header-of';
import { type IsAwaited, isRequest, type VictimWindow } from '../victim-window';
import { type Run, RunEnded } from './run';

/** A window that is still busy with a page may lose where it is sent next, so it is sent there again. */
const TRIES = 3;
const PATIENCE_SECONDS = 5;
const REDIRECT_SECONDS = 5;
/** So long a browser takes to show a page whose last byte has left here. */
const SETTLING_MILLISECONDS = 150;

/** The victim's window that the page of a run has opened: the page sends it on, and the bench's wire tells what came. */
export class PageWindow implements VictimWindow {
  readonly #run: Run;
  readonly #bench: Bench;
  readonly #watchers = new Set<(exchange: Exchange) => void>();
  readonly #stop: () => void;
  /** `?sid=…`, as the links of the page that the window shows carry it; "" for none. */
  #query = '';

  constructor(run: Run, bench: Bench) {
    this.#run = run;
    this.#bench = bench;
    bench.handsKey = run.key;
    this.#stop = bench.watch((event) => {
      if (event.kind !== 'exchange' || event.exchange.scripted !== undefined) return;
      this.#noteQuery(event.exchange);
      for (const watcher of this.#watchers) watcher(event.exchange);
    });
  }

  async logIn(username: string): Promise<void> {
    const answer = await this.#drive({ login: username }, isRequest('POST', '/login'));
    if (answer?.response.status !== 303) {
      throw new RunEnded(
        `The login of ${username} failed: the shop’s form gave ${answer?.response.status ?? 'no answer'}.`,
      );
    }
  }

  async emptyJar(): Promise<void> {
    this.#query = '';
    await this.#drive({ empty: '', visit: '/' }, isRequest('GET', '/'));
  }

  visit(path: string, isAwaited?: IsAwaited, seconds?: number): Promise<Exchange | null> {
    const [page = '', fragment] = path.split('#');
    const address = page + this.#query + (fragment === undefined ? '' : `#${fragment}`);
    return this.#drive({ visit: address }, isAwaited ?? isRequest('GET', page), seconds);
  }

  async open(address: string, isAwaited: IsAwaited, seconds?: number): Promise<Exchange | null> {
    for (let tries = seconds === undefined ? TRIES : 1; tries > 0; tries--) {
      const came = this.#next(isAwaited, seconds ?? PATIENCE_SECONDS);
      this.#run.go(address);
      const exchange = await came;
      if (exchange) return this.#settled(exchange);
    }
    return null;
  }

  async #settled(exchange: Exchange): Promise<Exchange> {
    const isRedirect = headerOf(exchange.response.headers, 'location') !== undefined;
    if (isRedirect) await this.#next(({ n }) => n > exchange.n, REDIRECT_SECONDS);
    await sleep(SETTLING_MILLISECONDS);
    return exchange;
  }

  async leave(): Promise<void> {
    await this.emptyJar().catch(() => undefined);
    this.#stop();
    this.#bench.handsKey = null;
  }

  #drive(asked: Record<string, string>, isAwaited: IsAwaited, seconds?: number): Promise<Exchange | null> {
    const query = new URLSearchParams({ key: this.#run.key, ...asked });
    return this.open(`${canonicalShopAddress(this.#bench.id).origin}/_hands?${query}`, isAwaited, seconds);
  }

  /** @throws {RunEnded} where the run is over first */
  async #next(isAwaited: IsAwaited, seconds: number): Promise<Exchange | null> {
    const enough = new AbortController();
    let watcher: (exchange: Exchange) => void = () => {};
    const came = new Promise<Exchange>((resolve) => {
      watcher = (exchange) => {
        if (isAwaited(exchange)) resolve(exchange);
      };
    });
    this.#watchers.add(watcher);
    const late = sleep(seconds * 1000, null, { signal: enough.signal }).catch(() => null);
    try {
      return await Promise.race([came, late, this.#run.broken]);
    } finally {
      enough.abort();
      this.#watchers.delete(watcher);
    }
  }

  #noteQuery({ response, to }: Exchange): void {
    const location = headerOf(response.headers, 'location');
    const name = idParameter(this.#bench.policy);
    if (to || location === undefined || name === null) return;
    const id = new URL(location, 'http://shop.invalid').searchParams.get(name);
    if (id !== null) this.#query = `?${new URLSearchParams({ [name]: id })}`;
  }
}
