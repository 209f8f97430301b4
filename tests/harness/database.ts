import { DatabaseSync, type SQLInputValue } from 'node:sqlite';

/** The database of a running server, looked at and changed behind its back. */

interface Site {
  databaseFile: string;
}

type Row = Record<string, unknown>;

const BUSY_TIMEOUT_MS = 5000;

/** Runs one statement. @returns its rows, if it has any */
export function query(server: Site, sql: string, ...values: SQLInputValue[]): Row[] {
  const database = new DatabaseSync(server.databaseFile, { timeout: BUSY_TIMEOUT_MS });
  try {
    return database.prepare(sql).all(...values);
  } finally {
    database.close();
  }
}

/** Every row of every table of the app, by the table's name. */
export function readDatabase(server: Site): Record<string, Row[]> {
  const tables = query(
    server,
    "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name NOT LIKE '_prisma%'",
  );
  return Object.fromEntries(tables.map(({ name }) => [name, query(server, `SELECT * FROM "${name}" ORDER BY 1`)]));
}

export function makeAdmin(server: Site, username: string): void {
  const changed = query(server, `UPDATE "User" SET role = 'admin' WHERE username = ? RETURNING id`, username);
  if (changed.length !== 1) throw new Error(`There is no user ${username}.`);
}

/** The user's rows in the table of sessions. */
export function sessionRows(server: Site, username: string): Row[] {
  return query(
    server,
    'SELECT s.* FROM "Session" s JOIN "User" u ON u.id = s.userId WHERE u.username = ? ORDER BY s.createdAt',
    username,
  );
}
