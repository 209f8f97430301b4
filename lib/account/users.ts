import 'server-only';
import { db } from '@/lib/db';
import { Prisma, type User } from '@/lib/generated/prisma/client';
import { hashPassword } from './hashing';
import { canonicalName } from './names';
import type { Preferences } from './preferences';
import type { Role } from './roles';
import { alive } from './sessions';

export type { User } from '@/lib/generated/prisma/client';

const UNIQUE_CONSTRAINT = 'P2002';

/**
 * Makes an account. The unique index decides who was first.
 * @returns null when the name is taken
 * @throws {HashingBusy} when too many passwords are being hashed
 */
export async function createUser(name: string, password: string, preferences: Preferences): Promise<User | null> {
  const username = canonicalName(name);
  // A taken name is seen before the slow part; two at once are told apart by the index.
  if (await findUser(username)) return null;
  const passwordHash = await hashPassword(password);
  try {
    return await db().user.create({ data: { username, displayName: name.trim(), passwordHash, ...preferences } });
  } catch (error) {
    if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === UNIQUE_CONSTRAINT) return null;
    throw error;
  }
}

/** @param username in canonical form */
export function findUser(username: string): Promise<User | null> {
  return db().user.findUnique({ where: { username } });
}

export function findUserById(id: string): Promise<User | null> {
  return db().user.findUnique({ where: { id } });
}

export async function changeDisplayName(id: string, displayName: string): Promise<void> {
  await db().user.update({ where: { id }, data: { displayName: displayName.normalize('NFC').trim() } });
}

/**
 * Replaces the password that `user` was read with; hashing takes its time, and another change may have come first.
 * @returns whether that password was still there to be replaced
 * @throws {HashingBusy} when too many passwords are being hashed
 */
export async function changePassword({ id, passwordHash: known }: User, password: string): Promise<boolean> {
  const passwordHash = await hashPassword(password);
  const { count } = await db().user.updateMany({ where: { id, passwordHash: known }, data: { passwordHash } });
  return count === 1;
}

/** Keeps the preferences for the account's next login elsewhere. @returns all of them, after the change */
export async function changePreferences(id: string, changes: Partial<Preferences>): Promise<Preferences> {
  const { theme, fontSize, language } = await db().user.update({ where: { id }, data: changes });
  return { theme, fontSize, language } as Preferences;
}

/** Deletes the account; its sessions go with it. */
export async function deleteUser(id: string): Promise<void> {
  await db().user.deleteMany({ where: { id } });
}

export function preferencesOf({ theme, fontSize, language }: User): Preferences {
  return { theme, fontSize, language } as Preferences;
}

const PAGE_SIZE = 25;

export interface UserPage {
  users: (User & { _count: { sessions: number } })[];
  total: number;
  page: number;
  pages: number;
}

/** One page of the users whose name contains `search`, by name. Pages count from 1; one beyond the end is the last. */
export async function listUsers(search: string, page: number): Promise<UserPage> {
  const wanted = search.trim();
  const where: Prisma.UserWhereInput =
    wanted === ''
      ? {}
      : { OR: [{ username: { contains: canonicalName(wanted) } }, { displayName: { contains: wanted } }] };
  const total = await db().user.count({ where });
  const pages = Math.max(1, Math.ceil(total / PAGE_SIZE));
  const current = Math.min(Math.max(1, page), pages);
  const users = await db().user.findMany({
    where,
    orderBy: { username: 'asc' },
    skip: (current - 1) * PAGE_SIZE,
    take: PAGE_SIZE,
    include: { _count: { select: { sessions: { where: alive() } } } },
  });
  return { users, total, page: current, pages };
}

export async function changeRole(id: string, role: Role): Promise<void> {
  await db().user.update({ where: { id }, data: { role } });
}

/** From the next request on the user is refused. Their sessions' rows stay, so that their browsers can be told why. */
export async function banUser(id: string, reason: string): Promise<void> {
  await db().user.update({ where: { id }, data: { bannedAt: new Date(), banReason: reason } });
}

/** Lifts a ban. The sessions from before it do not come back to life. */
export async function unbanUser(id: string): Promise<void> {
  await db().$transaction([
    db().session.deleteMany({ where: { userId: id } }),
    db().user.update({ where: { id }, data: { bannedAt: null, banReason: null } }),
  ]);
}
