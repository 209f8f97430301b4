import { RateLimiterMemory, type RateLimiterRes } from 'rate-limiter-flexible';
import { env } from '@/lib/env';
import { NamedError } from '@/lib/named-error';

/** One address has begun too many notebooks. The message is one sentence for whoever asked. */
export class TooManyNotebooks extends NamedError {
  static override readonly errorName = 'TooManyNotebooks';
  readonly retryAfterSeconds: number;

  constructor(retryAfterSeconds: number) {
    super('Too many notebooks have been begun from this address lately.');
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

const WINDOW_SECONDS = 600;

// On globalThis, since the bundler may hold this module several times in one process.
const shared = globalThis as typeof globalThis & { sessionLabNewNotebooks?: RateLimiterMemory };

/**
 * Counts a notebook that begins. A class behind one address begins a few hundred, and each opens a bench: the limit is
 * that of benches.
 * @throws {TooManyNotebooks}
 */
export async function countNewNotebook(address: string): Promise<void> {
  shared.sessionLabNewNotebooks ??= new RateLimiterMemory({
    points: env().BENCHES_PER_ADDRESS,
    duration: WINDOW_SECONDS,
  });
  await shared.sessionLabNewNotebooks.consume(address).catch((refusal: unknown) => {
    // No `instanceof`: the limiter may be another copy of the library's.
    const { msBeforeNext } = refusal as Partial<RateLimiterRes>;
    throw msBeforeNext === undefined ? refusal : new TooManyNotebooks(Math.ceil(msBeforeNext / 1000));
  });
}
