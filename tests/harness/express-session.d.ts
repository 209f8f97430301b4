declare module 'express-session' {
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

  const expressSession: { MemoryStore: typeof MemoryStore };
  export default expressSession;
}
