import { isOver, newestFirst, pushedOut } from './age';
import { inTurn } from './in-turn';
import { levelDatabase } from './level-database';
import { MAX_SESSIONS, type SessionStore, type StoredRow, type StoredSession } from './store';
import { parseJson, readStored } from './stored-text';

/**
 * Sessions in LevelDB, a database of keys and values that is part of this very process. It knows no tables: a bench's
 * entries are those whose key begins with the bench's id and a colon, and since keys are sorted, they stand together.
 */
export class LevelStore implements SessionStore {
  readonly #prefix: string;
  readonly #range: { gte: string; lt: string };

  constructor(benchId: string) {
    this.#prefix = `${benchId}:`;
    // The semicolon is the character right after the colon.
    this.#range = { gte: this.#prefix, lt: `${benchId};` };
  }

  async get(key: string): Promise<StoredSession | null> {
    return readStored(parseJson(await (await levelDatabase()).get(this.#prefix + key)));
  }

  set(key: string, session: StoredSession): Promise<void> {
    return this.#inTurn(async () => {
      const database = await levelDatabase();
      const isNew = !(await database.has(this.#prefix + key));
      await this.#write(key, session);
      if (isNew) await this.#makeRoom(key);
    });
  }

  touch(key: string, { seenAt, expiresAt }: Pick<StoredSession, 'seenAt' | 'expiresAt'>): Promise<void> {
    return this.#inTurn(async () => {
      const session = await this.get(key);
      if (session) await this.#write(key, { ...session, seenAt, expiresAt });
    });
  }

  destroy(key: string): Promise<void> {
    return this.#inTurn(async () => (await levelDatabase()).del(this.#prefix + key));
  }

  async list(): Promise<StoredRow[]> {
    const rows: StoredRow[] = [];
    for (const [name, text] of await (await levelDatabase()).iterator(this.#range).all()) {
      const session = readStored(parseJson(text));
      if (session) rows.push({ key: name.slice(this.#prefix.length), session });
    }
    return newestFirst(rows);
  }

  sweep(now: number): Promise<number> {
    return this.#inTurn(async () => {
      const over = (await this.list()).filter(({ session }) => isOver(session, now));
      await this.#remove(over.map(({ key }) => key));
      return over.length;
    });
  }

  clear(): Promise<void> {
    return this.#inTurn(async () => (await levelDatabase()).clear(this.#range));
  }

  #inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    return inTurn(`level ${this.#prefix}`, work);
  }

  async #write(key: string, session: StoredSession): Promise<void> {
    await (await levelDatabase()).put(this.#prefix + key, JSON.stringify(session));
  }

  async #makeRoom(added: string): Promise<void> {
    const names = await (await levelDatabase()).keys(this.#range).all();
    if (names.length > MAX_SESSIONS) await this.#remove(pushedOut(await this.list(), added));
  }

  /** All at once or none: a batch is one entry of LevelDB's log. */
  async #remove(keys: string[]): Promise<void> {
    await (await levelDatabase()).batch(keys.map((key) => ({ type: 'del', key: this.#prefix + key })));
  }
}
