import type { Exchange } from '@/lib/wire/exchange';

/**
 * A window of the visitor's own browser, driven from Mallory's site: it is sent from address to address as a person
 * goes by links and forms, and what comes of it is seen on the wire alone. Where an answer leads on, its redirect has
 * been followed when the exchange is given back, so that the browser has taken in what was set.
 */
export interface VictimWindow {
  /**
   * Logs in to the shop in it, by the shop's own form.
   * @throws where that does not lead in: no attack can begin then
   */
  logIn(username: string): Promise<void>;
  /** Empties the jar that this browser keeps for the shop. */
  emptyJar(): Promise<void>;
  /**
   * Goes to a page of the shop as by a link inside of it: with whatever id links carry, and as the shop's own request.
   * @param isAwaited picks the exchange that is to come of it, the page itself unless given
   * @returns that exchange, or null where none came in time
   */
  visit(path: string, isAwaited?: IsAwaited, seconds?: number): Promise<Exchange | null>;
  /**
   * Goes from Mallory's site to an address at the top level.
   * @returns the awaited exchange, or null where none came in time
   */
  open(address: string, isAwaited: IsAwaited, seconds?: number): Promise<Exchange | null>;
  /** Leaves it with nothing of this bench in its jar, as far as it can still be reached. */
  leave(): Promise<void>;
}

/** Picks an exchange out of all that cross the wire. */
export type IsAwaited = (exchange: Exchange) => boolean;

/** The window of a lab whose attack needs one. @throws where there is none */
export function windowOf({ window }: { window: VictimWindow | null }): VictimWindow {
  if (!window) throw new Error('This attack needs a window of the visitor’s browser.');
  return window;
}

/** A request of this method for this path: of the shop's, or of Mallory's corner where it is sent there. */
export function isRequest(method: string, path: string, to?: 'mallory'): IsAwaited {
  return ({ request, to: given }) =>
    given === to && request.method === method && (request.target.split('?', 1)[0] ?? '').endsWith(path);
}
