import { isOver, newestFirst, pushedOut } from './age';
import { MAX_SESSIONS, type SessionStore, type StoredRow, type StoredSession } from './store';

/**
 * Sessions in a Map of this process: the fastest store, and gone when the process ends. A session is copied on its way
 * in and out, or whoever holds one could change what is stored without saying so.
 */
export class MemoryStore implements SessionStore {
  readonly #sessions = new Map<string, StoredSession>();

  async get(key: string): Promise<StoredSession | null> {
    return structuredClone(this.#sessions.get(key) ?? null);
  }

  async set(key: string, session: StoredSession): Promise<void> {
    this.#sessions.set(key, structuredClone(session));
    if (this.#sessions.size <= MAX_SESSIONS) return;
    for (const old of pushedOut(this.#rows(), key)) this.#sessions.delete(old);
  }

  async touch(key: string, { seenAt, expiresAt }: Pick<StoredSession, 'seenAt' | 'expiresAt'>): Promise<void> {
    const session = this.#sessions.get(key);
    if (session) this.#sessions.set(key, { ...session, seenAt, expiresAt });
  }

  async destroy(key: string): Promise<void> {
    this.#sessions.delete(key);
  }

  async list(): Promise<StoredRow[]> {
    return structuredClone(this.#rows());
  }

  async sweep(now: number): Promise<number> {
    const over = this.#rows().filter(({ session }) => isOver(session, now));
    for (const { key } of over) this.#sessions.delete(key);
    return over.length;
  }

  async clear(): Promise<void> {
    this.#sessions.clear();
  }

  #rows(): StoredRow[] {
    return newestFirst([...this.#sessions].map(([key, session]) => ({ key, session })));
  }
}
