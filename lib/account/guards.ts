import 'server-only';
import type { Session, User } from '@/lib/generated/prisma/client';
import { onceFor } from '@/lib/http/arrival';
import type { Refusal, Submission } from '@/lib/http/submission';
import { matchesHash } from './hashing';
import { logSecurity } from './security-log';
import { attempt, undoneWhenBusy } from './throttle';
import { currentVisitor, type Visitor } from './visitor';

/**
 * The guards. Each is the first thing a protected page or form does, and returns the user: code that needs one cannot
 * skip them. What comes before (proxy.ts) decides nothing about who may do what.
 */

export type Permit = { user: User; session: Session };
/** Why a visitor may not: nobody, banned, not an administrator, or the database cannot be asked. */
export type Denial = { denied: 'login' | 'banned' | 'forbidden' | 'unavailable'; visitor: Visitor };

/** A logged-in user who is not banned. */
export function requireUser(): Promise<Permit | Denial> {
  return onceFor('user-permit', findUserPermit);
}

async function findUserPermit(): Promise<Permit | Denial> {
  const visitor = await currentVisitor();
  switch (visitor.state) {
    case 'user':
      return { user: visitor.user, session: visitor.session };
    case 'banned':
      logSecurity('access-refused', { username: visitor.name, reason: 'banned' });
      return { denied: 'banned', visitor };
    case 'unknown':
      return { denied: 'unavailable', visitor };
    case 'anonymous':
      return { denied: 'login', visitor };
  }
}

/** A logged-in administrator. The role is read from the database at every request, never from the cookie. */
export function requireAdmin(): Promise<Permit | Denial> {
  return onceFor('admin-permit', findAdminPermit);
}

async function findAdminPermit(): Promise<Permit | Denial> {
  const permit = await requireUser();
  if ('denied' in permit || permit.user.role === 'admin') return permit;
  logSecurity('access-refused', { username: permit.user.username, reason: 'role' });
  return { denied: 'forbidden', visitor: await currentVisitor() };
}

/**
 * The user's own password once more, before a change that a thief of the session must not make (ASVS 5.0, 7.5).
 * @returns null when it was right, else the refusal to answer with
 */
export async function confirmPassword(
  { user, session }: Permit,
  password: string | undefined,
  { address }: Submission,
): Promise<Refusal | null> {
  if (!password) return { status: 403, errors: { password: 'passwordNeeded' } };
  const { waitSeconds, forgive, undo } = await attempt(`session:${session.id}`, address);
  if (waitSeconds !== null) {
    logSecurity('password-confirmation-throttled', { username: user.username, waitSeconds });
    return { status: 429, because: 'throttled', retryAfterSeconds: waitSeconds };
  }
  if (!(await undoneWhenBusy(undo, () => matchesHash(password, user.passwordHash)))) {
    logSecurity('password-confirmation-failed', { username: user.username });
    return { status: 403, errors: { password: 'passwordWrong' } };
  }
  await forgive();
  return null;
}
