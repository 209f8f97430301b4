import { NamedError } from '@/lib/named-error';
import type { SessionState } from '../state';

/** A session as a store keeps it. Times are milliseconds since 1970 by the bench's clock. */
export interface StoredSession {
  state: SessionState;
  createdAt: number;
  /** When it was last used, or last written where use does not prolong it. */
  seenAt: number;
  /** From then on it is refused; null where it never ends by itself. */
  expiresAt: number | null;
}

export interface StoredRow {
  key: string;
  session: StoredSession;
}

/**
 * Where server-side sessions live. Keys are the SHA-256 of the session id (64 hex digits), so that whoever reads a
 * store holds no id to use.
 *
 * A store may return what has expired: whether a session still counts is decided where it is read (`session.ts`).
 * A write is whole or not at all, also when the process is killed in the middle of it.
 */
export interface SessionStore {
  get(key: string): Promise<StoredSession | null>;
  set(key: string, session: StoredSession): Promise<void>;
  /** Prolongs a session and leaves its state alone; does nothing where there is none. */
  touch(key: string, times: { seenAt: number; expiresAt: number | null }): Promise<void>;
  destroy(key: string): Promise<void>;
  /** Every session, the newest first. */
  list(): Promise<StoredRow[]>;
  /** Removes what is over at `now`. @returns how many that were */
  sweep(now: number): Promise<number>;
  /** Removes everything, files included: the bench ends or begins again. */
  clear(): Promise<void>;
}

/**
 * A store cannot be reached, or cannot read or write. The message is one sentence for the visitor (answer 503); `cause`
 * is what happened, for the log.
 */
export class StoreUnavailable extends NamedError {
  static override readonly errorName = 'StoreUnavailable';
}

/** How many sessions a store keeps for one bench; a new one beyond that pushes out the oldest. */
export const MAX_SESSIONS = 1000;
