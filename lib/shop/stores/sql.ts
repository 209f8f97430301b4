import { benchTables } from '@/lib/db';
import { readState } from '../state';
import { MAX_SESSIONS, type SessionStore, type StoredRow, type StoredSession } from './store';
import { parseJson } from './stored-text';

interface Row {
  state: string;
  createdAt: Date;
  seenAt: Date;
  expiresAt: Date | null;
}

const dateOrNull = (time: number | null) => (time === null ? null : new Date(time));

function toRow({ state, createdAt, seenAt, expiresAt }: StoredSession): Row {
  return {
    state: JSON.stringify(state),
    createdAt: new Date(createdAt),
    seenAt: new Date(seenAt),
    expiresAt: dateOrNull(expiresAt),
  };
}

function fromRow(row: Row): StoredSession {
  return {
    state: readState(parseJson(row.state)),
    createdAt: row.createdAt.getTime(),
    seenAt: row.seenAt.getTime(),
    expiresAt: row.expiresAt?.getTime() ?? null,
  };
}

/**
 * Rows of the table ShopSession, through Prisma. Every change is one statement, so that the database itself sees to it
 * that nothing comes between.
 */
export class SqlStore implements SessionStore {
  readonly #benchId: string;

  constructor(benchId: string) {
    this.#benchId = benchId;
  }

  async get(key: string): Promise<StoredSession | null> {
    const row = await benchTables().shopSession.findUnique({ where: { benchId_key: { benchId: this.#benchId, key } } });
    return row && fromRow(row);
  }

  async set(key: string, session: StoredSession): Promise<void> {
    const benchId = this.#benchId;
    const row = toRow(session);
    await benchTables().shopSession.upsert({
      where: { benchId_key: { benchId, key } },
      create: { benchId, key, ...row },
      update: row,
    });
    await this.#makeRoom(key);
  }

  async touch(key: string, { seenAt, expiresAt }: Pick<StoredSession, 'seenAt' | 'expiresAt'>): Promise<void> {
    await benchTables().shopSession.updateMany({
      where: { benchId: this.#benchId, key },
      data: { seenAt: new Date(seenAt), expiresAt: dateOrNull(expiresAt) },
    });
  }

  async destroy(key: string): Promise<void> {
    await benchTables().shopSession.deleteMany({ where: { benchId: this.#benchId, key } });
  }

  async list(): Promise<StoredRow[]> {
    const rows = await benchTables().shopSession.findMany({
      where: { benchId: this.#benchId },
      orderBy: [{ createdAt: 'desc' }, { key: 'asc' }],
    });
    return rows.map((row) => ({ key: row.key, session: fromRow(row) }));
  }

  async sweep(now: number): Promise<number> {
    const { count } = await benchTables().shopSession.deleteMany({
      where: { benchId: this.#benchId, expiresAt: { lte: new Date(now) } },
    });
    return count;
  }

  async clear(): Promise<void> {
    await benchTables().shopSession.deleteMany({ where: { benchId: this.#benchId } });
  }

  async #makeRoom(added: string): Promise<void> {
    const tooOld = await benchTables().shopSession.findMany({
      where: { benchId: this.#benchId, key: { not: added } },
      orderBy: [{ createdAt: 'desc' }, { key: 'asc' }],
      skip: MAX_SESSIONS - 1,
      select: { key: true },
    });
    for (const { key } of tooOld) await this.destroy(key);
  }
}
