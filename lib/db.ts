import 'server-only';
import { DatabaseAdapter } from './database-adapter';
import { env } from './env';
import { PrismaClient } from './generated/prisma/client';

// On globalThis, since the bundler may hold this module several times in one process, and one process has one client.
const shared = globalThis as typeof globalThis & { sessionLabDatabase?: PrismaClient };

/** How long a statement waits for another writer, before it fails. */
const BUSY_TIMEOUT_MILLISECONDS = 5000;

/** True for what Prisma or its adapter throws when the database fails; false for mistakes of ours. */
export function isDatabaseFailure(error: unknown): boolean {
  return error instanceof Error && /^(PrismaClient|DriverAdapter|Libsql)/.test(error.constructor.name + error.name);
}

/** The one Prisma client, made at first use. */
export function db(): PrismaClient {
  shared.sessionLabDatabase ??= new PrismaClient({
    adapter: new DatabaseAdapter({ url: env().DATABASE_URL, timeout: BUSY_TIMEOUT_MILLISECONDS }),
  });
  return shared.sessionLabDatabase;
}

/** What the benches and their shops see of the database: their own two tables. */
export function benchTables(): Pick<PrismaClient, 'bench' | 'shopSession'> {
  return db();
}

/** What the course sees of the database: its readers' notebooks. */
export function courseTables(): Pick<PrismaClient, 'notebook'> {
  return db();
}
