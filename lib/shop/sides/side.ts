import type { TimedSession } from '../limits';

/**
 * Where a session's state lives between two requests: in the browser (client-side), on the server (server-side), or
 * nowhere. One object serves one request.
 */
export interface Side {
  /** What the request leads back to; null where it leads to nothing. Notes each step. */
  read(): Promise<TimedSession | null>;
  /** What was read does not count: the next write begins another session. */
  disown(): void;
  /** The next write is to leave nothing of the session that whoever knew it before could use. */
  renew(): void;
  /** Keeps a session that is new or has changed. */
  write(session: TimedSession): Promise<void>;
  /** Prolongs a session that has not changed. */
  touch(session: TimedSession): Promise<void>;
  /** Ends the session as far as the policy goes. */
  end(): Promise<void>;
  /** What every link must carry, where the id travels in the URL. */
  idInLinks(): string | null;
}
