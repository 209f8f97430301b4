import 'server-only';
import { randomBytes } from 'node:crypto';
import { db } from '@/lib/db';
import { hashToken } from './session';

/**
 * The first administrator: whoever, logged in, opens the link that the server printed when it started without one.
 * Only the link's hash is kept, each start replaces it, and once there is an administrator it opens nothing.
 */

export const FIRST_ADMIN_PATH = '/admin/first';

async function hasAdmin(): Promise<boolean> {
  return (await db().user.count({ where: { role: 'admin' } })) > 0;
}

/** @returns the path of a new one-time link, or null when there is an administrator */
export async function inviteFirstAdmin(): Promise<string | null> {
  await db().adminInvitation.deleteMany();
  if (await hasAdmin()) return null;
  const token = randomBytes(32).toString('base64url');
  await db().adminInvitation.create({ data: { tokenHash: hashToken(token) } });
  return `${FIRST_ADMIN_PATH}?token=${token}`;
}

/** Makes the user administrator if the token is the one that was printed; it works once, for the first. */
export async function acceptInvitation(userId: string, token: string): Promise<boolean> {
  const { count } = await db().adminInvitation.deleteMany({ where: { tokenHash: hashToken(token) } });
  if (count === 0 || (await hasAdmin())) return false;
  await db().user.update({ where: { id: userId }, data: { role: 'admin' } });
  return true;
}

/** Whether the token would be accepted. */
export async function isInvitation(token: string): Promise<boolean> {
  return !(await hasAdmin()) && (await db().adminInvitation.count({ where: { tokenHash: hashToken(token) } })) > 0;
}
