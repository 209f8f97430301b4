import { PrismaLibSql } from '@prisma/adapter-libsql';

/**
 * Prisma's adapter, whose connection is made anew where another process has held the database for too long. libsql
 * never finishes a statement that fails with SQLITE_BUSY, and whatever that connection writes afterwards is reported as
 * written, seen by nobody else and lost at the end.
 * @see https://github.com/prisma/orm/issues/30028
 */
export class DatabaseAdapter extends PrismaLibSql {
  override createClient(...parameters: Parameters<PrismaLibSql['createClient']>) {
    const client = super.createClient(...parameters);
    const { execute } = client;
    client.execute = async (...statement: unknown[]) => {
      try {
        return await Reflect.apply(execute, client, statement);
      } catch (error) {
        // Nothing else is under way: the adapter does one statement at a time.
        if (String((error as { code?: unknown }).code).startsWith('SQLITE_BUSY')) await client.reconnect();
        throw error;
      }
    };
    return client;
  }
}
