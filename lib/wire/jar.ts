import type { LossCause } from './step';

/**
 * A cookie as the browser should hold it, by what crossed the wire: a server never sees the jar itself, only what it
 * sets and what comes back.
 */
export interface JarCookie {
  name: string;
  value: string;
  /** Length of name and value, which browsers count against 4,096. */
  bytes: number;
  /** Attributes as they were set, in order: `['Path', '/']`, `['HttpOnly', '']`. */
  attributes: [name: string, value: string][];
  /** The exchange that set it; null where it only ever came in with a request. */
  setIn: number | null;
  /** Whether it was sent back: not yet, in that exchange, or it should have been and was not. */
  cameBack:
    | { state: 'not-yet' }
    | { state: 'yes'; exchange: number }
    | { state: 'no'; exchange: number; causes: LossCause[] };
  /** When the browser drops it by its own clock (real time, milliseconds since 1970); null at the browser's end. */
  endsAt: number | null;
}
