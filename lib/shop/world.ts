import type { Trace } from '@/lib/wire/trace';
import type { Secrets } from './codecs/codec';
import type { Guestbook } from './guestbook';
import type { SessionPolicy } from './policy';
import type { SessionStore } from './stores/store';
import type { Users } from './users';

/** What the shop knows of the bench it runs on, for one request. Everything else it learns from the request. */
export interface World {
  policy: SessionPolicy;
  /** What its paths begin with: nothing on a host of its own, `/shop/<bench>` on a shared one. */
  base: string;
  /** Scheme, host and port as the visitor's browser has them. */
  origin: string;
  /**
   * The bench's corner of Mallory's site, for markup in the guestbook that sends something there; null where the shop
   * shares a host, and nothing may run.
   */
  mallory: string | null;
  /** The client's address. */
  peer: string;
  /** The bench's clock: milliseconds since 1970. */
  now(): number;
  secrets: Secrets;
  users: Users;
  guestbook: Guestbook;
  /** Where `server` keeps its sessions; the other mechanisms leave it alone. */
  store: SessionStore;
  /** The last id that `counter` and `hashed-counter` gave out; they raise it. */
  ids: { last: number };
  trace: Trace;
}
