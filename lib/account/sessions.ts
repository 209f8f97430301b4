import 'server-only';
import { db } from '@/lib/db';
import { env } from '@/lib/env';
import type { Session, User } from '@/lib/generated/prisma/client';
import { absoluteEnd, hashToken, newToken } from './session';

/** The rows behind the cookies: one for each browser in which somebody is logged in. */

export type { Session } from '@/lib/generated/prisma/client';

export type SessionWithUser = Session & { user: User };

const USER_AGENT_MAX_LENGTH = 300;
/** lastSeenAt is written at most this often, so that reading a page seldom costs a write. */
const TOUCH_INTERVAL_MILLISECONDS = 60_000;

/** Expiry is part of every query, never an `if` afterwards. */
function alive(now = new Date()) {
  return {
    expiresAt: { gt: now },
    lastSeenAt: { gt: new Date(now.getTime() - env().IDLE_TIMEOUT_SECONDS * 1000) },
  };
}

/** The living session behind a token, with its user; null when it has ended or never was. */
export function findSession(token: string): Promise<SessionWithUser | null> {
  return db().session.findFirst({ where: { tokenHash: hashToken(token), ...alive() }, include: { user: true } });
}

export interface NewSession {
  token: string;
  expiresAt: Date;
}

/** Begins a session. Beyond the limit for one user the sessions seen longest ago end. */
export async function beginSession(
  userId: string,
  browser: { userAgent: string; address: string },
): Promise<NewSession> {
  const token = newToken();
  const expiresAt = absoluteEnd();
  await db().session.create({
    data: {
      tokenHash: hashToken(token),
      userId,
      expiresAt,
      address: browser.address,
      userAgent: browser.userAgent.slice(0, USER_AGENT_MAX_LENGTH),
    },
  });
  const surplus = await db().session.findMany({
    where: { userId, ...alive() },
    orderBy: [{ lastSeenAt: 'desc' }, { id: 'desc' }],
    skip: env().SESSIONS_PER_USER,
    select: { id: true },
  });
  if (surplus.length > 0) await db().session.deleteMany({ where: { id: { in: surplus.map(({ id }) => id) } } });
  return { token, expiresAt };
}

/** Notes that the session was used; the idle timeout counts from here. */
export async function touchSession(session: Session): Promise<void> {
  const interval = Math.min(TOUCH_INTERVAL_MILLISECONDS, env().IDLE_TIMEOUT_SECONDS * 100);
  const now = new Date();
  if (now.getTime() - session.lastSeenAt.getTime() < interval) return;
  await db().session.updateMany({ where: { id: session.id }, data: { lastSeenAt: now } });
}

/** A user's living sessions, the most recently seen first. */
export function listSessions(userId: string): Promise<Session[]> {
  return db().session.findMany({ where: { userId, ...alive() }, orderBy: [{ lastSeenAt: 'desc' }, { id: 'desc' }] });
}

/** Ends the session behind a token, if there is one. */
export async function endSessionOfToken(token: string): Promise<void> {
  await db().session.deleteMany({ where: { tokenHash: hashToken(token) } });
}

/** @returns whether there was such a session of this user; another user's is left alone */
export async function endSession(userId: string, sessionId: string): Promise<boolean> {
  const { count } = await db().session.deleteMany({ where: { id: sessionId, userId } });
  return count > 0;
}

/** Ends all of a user's sessions, but for one if it is named. @returns how many */
export async function endSessions(userId: string, exceptId?: string): Promise<number> {
  const { count } = await db().session.deleteMany({
    where: exceptId === undefined ? { userId } : { userId, NOT: { id: exceptId } },
  });
  return count;
}

/** When the session ends by itself if its browser stays away. */
export function idleEnd(session: Session): Date {
  return new Date(session.lastSeenAt.getTime() + env().IDLE_TIMEOUT_SECONDS * 1000);
}

/** Deletes the rows of sessions that are over. It only saves space: an expired session is refused when it is read. */
export async function sweepSessions(now = new Date()): Promise<number> {
  const { expiresAt, lastSeenAt } = alive(now);
  const { count } = await db().session.deleteMany({
    where: { OR: [{ NOT: { expiresAt } }, { NOT: { lastSeenAt } }] },
  });
  return count;
}
