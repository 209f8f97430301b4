import { AsyncLocalStorage } from 'node:async_hooks';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Place } from './origins.ts';
import type { Refusal } from './submission.ts';

/**
 * A request as it really arrived. Pages and route handlers see a rewritten copy (names lower-cased, headers merged,
 * X-Forwarded headers added), cannot set a status, and do not learn the method or the peer; this can.
 */
export interface Arrival {
  /** Names this request in the log and on the error page. */
  id: string;
  request: IncomingMessage;
  response: ServerResponse;
  /** Where it came to; null where this server does not answer to the name. */
  place: Place | null;
  /** The bench whose shop is to answer; null where it is for the site itself, or for Mallory's. */
  shop: string | null;
  /** The client's address: the socket's, or what the trusted proxies say. */
  address: string;
  /** Why the form in this request was refused, for the page that shows it again. */
  refusal?: Refusal;
  /** What was found out about this request, once (see `onceFor`). */
  known: Map<string, unknown>;
}

// On globalThis, since the bundler may hold this module several times in one process.
const shared = globalThis as typeof globalThis & {
  sessionLabArrivals?: AsyncLocalStorage<Arrival>;
};
shared.sessionLabArrivals ??= new AsyncLocalStorage<Arrival>();
const arrivals = shared.sessionLabArrivals;

/** The request being answered. */
export function arrival(): Arrival {
  const current = arrivals.getStore();
  if (!current) throw new Error('There is no request here: arrival() was called outside of one.');
  return current;
}

/** Runs `find` at most once for the current request; later callers get the same promise. */
export function onceFor<T>(name: string, find: () => Promise<T>): Promise<T> {
  const { known } = arrival();
  if (!known.has(name)) known.set(name, find());
  return known.get(name) as Promise<T>;
}

/** Answers one request: while `answer` and all that it starts are running, `arrival()` is this one. */
export function arrive<T>(current: Arrival, answer: () => T): T {
  return arrivals.run(current, answer);
}
