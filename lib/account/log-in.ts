import 'server-only';
import { db } from '@/lib/db';
import type { User } from '@/lib/generated/prisma/client';
import type { Submission } from '@/lib/http/submission';
import { rememberedDevice, throttleSubject } from './device';
import type { Permit } from './guards';
import { decoyHash, hashPassword, isOutdated, matchesHash } from './hashing';
import { canonicalName } from './names';
import { arePreferencesStandard } from './preferences';
import { logSecurity } from './security-log';
import { sessionCookie } from './session';
import { beginSession, endSession, endSessionOfToken, endSessions, type NewSession } from './sessions';
import { attempt, undoneWhenBusy } from './throttle';
import { changePreferences, findUser, findUserById, preferencesOf } from './users';
import { currentCookie, currentPreferences } from './visitor';

export type LoginResult =
  | { user: User }
  /** Wrong name, wrong password and banned look the same, and take the same time. */
  | { refused: 'wrong' }
  | { refused: 'throttled'; waitSeconds: number };

/**
 * Checks a name and a password.
 * @throws {HashingBusy} when too many passwords are being hashed
 */
export async function checkCredentials(name: string, password: string, from: Submission): Promise<LoginResult> {
  const username = canonicalName(name);
  const subject = await throttleSubject(username, from.cookieHeader, from.place);
  const { waitSeconds, forgive, undo } = await attempt(subject, from.address);
  if (waitSeconds !== null) {
    logSecurity('login-throttled', { username, waitSeconds });
    return { refused: 'throttled', waitSeconds };
  }
  const user = await findUser(username);
  const matches = await undoneWhenBusy(undo, async () =>
    matchesHash(password, user?.passwordHash ?? (await decoyHash())),
  );
  if (!user || !matches || user.bannedAt) {
    logSecurity('login-failed', { username });
    return { refused: 'wrong' };
  }
  await forgive();
  return { user: isOutdated(user.passwordHash) ? await rehashed(user, password) : user };
}

/** The password under a hash of today's cost; only in the place of the hash it was compared with. */
async function rehashed(user: User, password: string): Promise<User> {
  const passwordHash = await hashPassword(password);
  const { id, passwordHash: outdated } = user;
  const { count } = await db().user.updateMany({ where: { id, passwordHash: outdated }, data: { passwordHash } });
  if (count === 1) return { ...user, passwordHash };
  // Another login was faster, or the password was changed.
  const now = await findUserById(id);
  return now && (await matchesHash(password, now.passwordHash)) ? now : user;
}

/** Ends the session whose cookie came with this request, whoever's it is. */
export async function endPresentedSession(): Promise<void> {
  const reading = await currentCookie();
  if (reading.cookie === 'opened' && reading.content.token) await endSessionOfToken(reading.content.token);
}

/**
 * Begins a session with a token of its own and ends the one that was presented: whoever planted that one, or copied it,
 * holds nothing (session fixation; OWASP Session Management, "Renew the Session ID After Any Privilege Level Change").
 * @param user as they were when the password was looked at
 * @returns the Set-Cookie headers; null when the password was changed meanwhile
 */
export async function logInAs(user: User, from: Submission): Promise<string[] | null> {
  await endPresentedSession();
  const session = await beginSession(user.id, from);
  // The change has ended the sessions that there were; this one came later.
  if ((await findUserById(user.id))?.passwordHash !== user.passwordHash) {
    await endSessionOfToken(session.token);
    logSecurity('login-failed', { username: user.username });
    return null;
  }
  logSecurity('login', { username: user.username });
  const settled = await withChosenPreferences(user);
  return [await cookieOf(session, settled, from), await rememberedDevice(user.username, from.cookieHeader, from.place)];
}

/** An account in which nobody ever chose anything takes over what this browser's visitor has chosen. */
async function withChosenPreferences(user: User): Promise<User> {
  if (!arePreferencesStandard(preferencesOf(user))) return user;
  return { ...user, ...(await changePreferences(user.id, await currentPreferences())) };
}

/**
 * Ends every session of a user and begins a new one here: after a change of password. Whoever logged out while the
 * password was being hashed stays logged out.
 * @returns the Set-Cookie headers
 */
export async function restartSessions({ user, session }: Permit, from: Submission): Promise<string[]> {
  const isStillHere = await endSession(user.id, session.id);
  await endSessions(user.id);
  return isStillHere ? [await cookieOf(await beginSession(user.id, from), user, from)] : [];
}

function cookieOf({ token, expiresAt }: NewSession, user: User, { place }: Submission): Promise<string> {
  return sessionCookie({ token, preferences: preferencesOf(user) }, place, expiresAt);
}
