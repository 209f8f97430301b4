import { existsSync } from 'node:fs';
import { PrismaLibSql } from '@prisma/adapter-libsql';
import { canonicalName } from '../lib/account/names.ts';
import { ROLES } from '../lib/account/roles.ts';
import { PrismaClient } from '../lib/generated/prisma/client.ts';
import { configuredDatabaseUrl, databaseFile } from './database-file.ts';

/**
 * Changes a user's role from the machine itself: `npm run role -- NAME admin` or `student`. Whoever may run it can read
 * the database anyway. It holds from the user's next request, for a running server reads the role every time.
 */

/** @returns what was done, in one sentence; @throws where nothing could be, with the sentence why */
async function changeRole(file: string, name: string, role: string): Promise<string> {
  // SQLite would make an empty database where there is none.
  if (!existsSync(file)) throw new Error('There is no database yet: start Session Lab once, and register.');
  const database = new PrismaClient({ adapter: new PrismaLibSql({ url: `file:${file}`, timeout: 5000 }) });
  try {
    const username = canonicalName(name);
    const user = await database.user.findUnique({ where: { username } });
    if (!user) throw new Error(`There is no user named ${JSON.stringify(username)}.`);
    if (user.role === role) return `${username} already has the role ${role}.`;
    await database.user.update({ where: { username }, data: { role } });
    return `${username} had the role ${user.role} and now has the role ${role}.`;
  } finally {
    await database.$disconnect();
  }
}

async function main([name = '', role = '', ...rest]: string[]): Promise<string> {
  if (name === '' || role === '' || rest.length > 0) throw new Error('Say whose role, and which: NAME admin|student');
  if (!(ROLES as readonly string[]).includes(role))
    throw new Error(`There is no role ${JSON.stringify(role)}, only ${ROLES.join(' and ')}.`);
  return changeRole(databaseFile(configuredDatabaseUrl()), name, role);
}

try {
  console.log(await main(process.argv.slice(2)));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
