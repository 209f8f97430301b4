import type { Exchange } from '@/lib/wire/exchange';

/**
 * A window of the visitor's own browser, driven from Mallory's site: it is sent from address to address as a person
 * goes by links and forms, and what comes of it is seen on the wire alone.
 */
export interface VictimWindow {
  /** Logs in to the shop in it, by the shop's own form. */
  logIn(username: string): Promise<void>;
  /** Empties the jar that this browser keeps for the shop. */
  emptyJar(): Promise<void>;
  /**
   * Goes to an address at the top level.
   * @param isAwaited picks the exchange that is to come of it
   * @returns that exchange, or null where none came in time
   */
  open(address: string, isAwaited: (exchange: Exchange) => boolean): Promise<Exchange | null>;
}
