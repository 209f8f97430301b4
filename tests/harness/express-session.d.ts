/** The package brings no types; these are what the tests use of it. */
declare module 'express-session' {
  import type { IncomingMessage, ServerResponse } from 'node:http';

  interface Session {
    id: string;
    cookie: { originalMaxAge: number | null };
    user?: string;
    regenerate(done: () => void): void;
  }
  type SessionRequest = IncomingMessage & { session: Session; sessionID: string };

  /** The part of its MemoryStore that the tests of our stores compare with; sessions are kept as JSON. */
  interface JudgedSession {
    cookie: { expires: Date | string };
    state?: object;
  }

  class MemoryStore {
    all(done: (error: unknown, sessions: Record<string, JudgedSession>) => void): void;
    set(id: string, session: JudgedSession, done: () => void): void;
    touch(id: string, session: JudgedSession, done: () => void): void;
    destroy(id: string, done: () => void): void;
  }

  const expressSession: {
    (options: { secret: string }): (request: IncomingMessage, response: ServerResponse, next: () => void) => void;
    MemoryStore: typeof MemoryStore;
  };
  export default expressSession;
  export type { Session, SessionRequest };
}
