import 'server-only';
import type { Session, User } from '@/lib/generated/prisma/client';
import { arrival, onceFor } from '@/lib/http/arrival';
import { log } from '@/lib/log';
import { DEFAULT_PREFERENCES, type Preferences } from './preferences';
import { logSecurity } from './security-log';
import { type CookieReading, readCookie } from './session';
import { findSession, touchSession } from './sessions';

/** Who is asking. There is a user exactly when there is a session, so no half state can be mistaken for a login. */
export type Visitor =
  /** `ended`: the cookie holds a token, but the session behind it is over. */
  | { state: 'anonymous'; user: null; session: null; ended: boolean }
  | { state: 'user'; user: User; session: Session; lookupMilliseconds: number }
  | { state: 'banned'; user: null; session: null; name: string; since: Date; reason: string }
  /** The database cannot be asked; then nobody is anybody. */
  | { state: 'unknown'; user: null; session: null };

/** What the request's cookie says; read once a request. */
export function currentCookie(): Promise<CookieReading> {
  return onceFor('cookie', async () => {
    const { place, request } = arrival();
    if (!place) return { cookie: 'none' };
    const reading = await readCookie(request.headers.cookie ?? '', place);
    if (reading.cookie === 'twice') logSecurity('cookie-refused', { reason: 'twice' });
    if (reading.cookie === 'refused' && reading.problem !== 'expired') {
      logSecurity('cookie-refused', { reason: reading.problem });
    }
    return reading;
  });
}

/** The preferences in the cookie; the standard ones without. Asks no database. */
export async function currentPreferences(): Promise<Preferences> {
  const reading = await currentCookie();
  return reading.cookie === 'opened' ? reading.content.preferences : DEFAULT_PREFERENCES;
}

const ANONYMOUS = { user: null, session: null } as const;

async function lookUp(token: string): Promise<Visitor> {
  const began = performance.now();
  const session = await findSession(token);
  if (!session) return { state: 'anonymous', ...ANONYMOUS, ended: true };
  const { user } = session;
  if (user.bannedAt) {
    return { state: 'banned', ...ANONYMOUS, name: user.username, since: user.bannedAt, reason: user.banReason ?? '' };
  }
  return { state: 'user', user, session, lookupMilliseconds: performance.now() - began };
}

/** A browser's guess at the next page is not the visitor's doing, nor is a HEAD. */
function isActivity(): boolean {
  const { method, headers } = arrival().request;
  const speculative = headers.purpose ?? headers['sec-purpose'] ?? headers['next-router-prefetch'];
  return method !== 'HEAD' && speculative === undefined;
}

/** A full disk must not shut out who may read: the session is then merely taken for older than it is. */
async function noteActivity(visitor: Visitor): Promise<void> {
  if (visitor.state !== 'user' || !isActivity()) return;
  try {
    await touchSession(visitor.session);
  } catch (error) {
    log().error({ event: 'activity-not-noted', error: String(error) });
  }
}

/** Who is asking; found out once a request. A database that fails is "unknown", never "yes". */
export function currentVisitor(): Promise<Visitor> {
  return onceFor('visitor', async () => {
    const reading = await currentCookie();
    if (reading.cookie !== 'opened' || !reading.content.token) {
      return { state: 'anonymous', ...ANONYMOUS, ended: false };
    }
    try {
      const visitor = await lookUp(reading.content.token);
      await noteActivity(visitor);
      return visitor;
    } catch (error) {
      logSecurity('database-unavailable', { error: String(error) });
      return { state: 'unknown', ...ANONYMOUS };
    }
  });
}
