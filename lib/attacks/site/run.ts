import { randomBytes } from 'node:crypto';
import { NamedError } from '@/lib/named-error';

/** What the page of a run is to do next. */
export type Order = { go: string } | { wait: true } | { done: true } | { failed: string };

/** A run is over before its attack was. The message is one sentence for the visitor. */
export class RunEnded extends NamedError {
  static override readonly errorName = 'RunEnded';
}

const LIFETIME_MILLISECONDS = 3 * 60_000;
/** A poll is answered before any proxy in between loses its patience. */
const POLL_MILLISECONDS = 10_000;
/** A page that has not asked for so long is gone. */
const SILENCE_MILLISECONDS = 8_000;
/** It asks at once when it has begun. */
const FIRST_SILENCE_MILLISECONDS = 4_000;

/**
 * One run of an attack, driven by a page of Mallory's site in the visitor's browser. The page asks for its next order
 * and is kept waiting until there is one.
 */
export class Run {
  /** Nobody guesses it, and only the page that began the run is told. */
  readonly key = randomBytes(18).toString('base64url');
  /** Rejects with the reason when the run ends before its attack does. */
  readonly broken: Promise<never>;
  #break: (reason: RunEnded) => void = () => {};
  #order: Order | null = null;
  #last: Order | null = null;
  #asking: ((order: Order) => void) | null = null;
  #silence: NodeJS.Timeout | undefined;
  readonly #lifetime: NodeJS.Timeout;

  constructor() {
    this.broken = new Promise((_, reject) => {
      this.#break = reject;
    });
    // Whoever waits for it hears of it; nobody need.
    this.broken.catch(() => {});
    this.#lifetime = setTimeout(() => this.end('The three minutes of this run are over.'), LIFETIME_MILLISECONDS);
    this.#listen(FIRST_SILENCE_MILLISECONDS);
  }

  /** It has come to its end, and holds no bench any more or soon will not. */
  get isOver(): boolean {
    return this.#last !== null;
  }

  /** Tells the page where its window is to go. */
  go(address: string): void {
    this.#give({ go: address });
  }

  /** What the page is to do next; "wait" where there is nothing yet. */
  next(): Promise<Order> {
    clearTimeout(this.#silence);
    this.#asking?.({ wait: true });
    const given = this.#order ?? this.#last;
    this.#order = null;
    if (given) {
      this.#listen();
      return Promise.resolve(given);
    }
    return new Promise((resolve) => {
      const patience = setTimeout(() => this.#answer({ wait: true }), POLL_MILLISECONDS);
      this.#asking = (order) => {
        clearTimeout(patience);
        resolve(order);
      };
    });
  }

  /** The attack is through, and its result noted. */
  done(): void {
    this.#finish({ done: true });
  }

  /** Ends it. @param because one sentence for the visitor */
  end(because: string): void {
    if (this.#last) return;
    this.#finish({ failed: because });
    this.#break(new RunEnded(because));
  }

  #finish(order: Order): void {
    if (this.#last) return;
    this.#last = order;
    clearTimeout(this.#lifetime);
    clearTimeout(this.#silence);
    this.#answer(order);
  }

  #give(order: Order): void {
    if (this.#asking) this.#answer(order);
    else this.#order = order;
  }

  #answer(order: Order): void {
    this.#asking?.(order);
    this.#asking = null;
    if (!this.#last) this.#listen();
  }

  #listen(patience = SILENCE_MILLISECONDS): void {
    clearTimeout(this.#silence);
    this.#silence = setTimeout(() => this.end('The page of this run was closed.'), patience);
  }
}
