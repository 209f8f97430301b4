import { MAX_SESSIONS, type StoredRow, type StoredSession } from './store';

/** True once a session's time is up. */
export function isOver(session: StoredSession, now: number): boolean {
  return session.expiresAt !== null && session.expiresAt <= now;
}

/** Sorts by when a session began; those of one millisecond by key, so that the order is always the same. */
export function newestFirst(rows: StoredRow[]): StoredRow[] {
  return rows.sort((a, b) => b.session.createdAt - a.session.createdAt || (a.key < b.key ? -1 : 1));
}

/**
 * Whom a new session pushes out where there is no room.
 * @param rows all sessions, the newest first, the new one among them
 * @param added the new one's key: it stays, even where others began in the same millisecond
 */
export function pushedOut(rows: StoredRow[], added: string): string[] {
  const others = rows.map(({ key }) => key).filter((key) => key !== added);
  return others.slice(MAX_SESSIONS - 1);
}
