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
  export default function session(options: {
    secret: string;
  }): (request: IncomingMessage, response: ServerResponse, next: () => void) => void;
  export type { Session, SessionRequest };
}
