import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { access, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { env } from '@/lib/env';
import { isOver, newestFirst, pushedOut } from './age';
import { inTurn } from './in-turn';
import { MAX_SESSIONS, type SessionStore, type StoredRow, type StoredSession } from './store';
import { parseJson, readStored } from './stored-text';

const KEY = /^[0-9a-f]{64}$/;
const ENDING = '.json';

/** The key in a file's name; null for a file that is not a session's. */
function keyOf(name: string): string | null {
  const key = name.endsWith(ENDING) ? name.slice(0, -ENDING.length) : '';
  return KEY.test(key) ? key : null;
}

/** Nothing, where the error says that there is no such file; a folder of that name is none either. */
function absent(error: unknown): undefined {
  if (error instanceof Error && 'code' in error && /^(ENOENT|EISDIR)$/.test(String(error.code))) return undefined;
  throw error;
}

/**
 * One JSON file a session, in a folder of the bench's own. A file is written under another name and then renamed, which
 * POSIX does at once: whoever reads, and whatever is killed, finds the old session or the new one and never a half.
 * It is not flushed to the disk (fsync): a power cut may cost the last sessions, and what it leaves torn counts as absent.
 */
export class FileStore implements SessionStore {
  readonly #folder: string;

  /** @param benchId letters and digits only, since it names the folder */
  constructor(benchId: string) {
    this.#folder = join(resolve(env().BENCH_DATA), 'files', benchId);
  }

  async get(key: string): Promise<StoredSession | null> {
    const text = await readFile(this.#path(key), 'utf8').catch(absent);
    return readStored(parseJson(text));
  }

  set(key: string, session: StoredSession): Promise<void> {
    return this.#inTurn(async () => {
      const isNew = await access(this.#path(key)).then(
        () => false,
        () => true,
      );
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
    return this.#inTurn(() => this.#remove(key + ENDING));
  }

  async list(): Promise<StoredRow[]> {
    return newestFirst((await this.#names()).map((name) => this.#row(name)).filter((row) => row !== null));
  }

  /** Removes what is no session as well: what a killed process left half written, and what others put here. */
  sweep(now: number): Promise<number> {
    return this.#inTurn(async () => {
      let over = 0;
      for (const name of await this.#names()) {
        const row = this.#row(name);
        if (row && !isOver(row.session, now)) continue;
        await this.#remove(name);
        if (row) over += 1;
      }
      return over;
    });
  }

  clear(): Promise<void> {
    return this.#inTurn(() => rm(this.#folder, { recursive: true, force: true }));
  }

  #inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    return inTurn(this.#folder, work);
  }

  /** @throws {RangeError} for anything but a key, which might name a file elsewhere */
  #path(key: string): string {
    if (!KEY.test(key)) throw new RangeError('A session is stored under 64 hex digits.');
    return join(this.#folder, key + ENDING);
  }

  async #names(): Promise<string[]> {
    return (await readdir(this.#folder).catch(absent)) ?? [];
  }

  /** Reads synchronously: a thousand small files take 7 ms so, and 100 ms with a promise for each. */
  #row(name: string): StoredRow | null {
    const key = keyOf(name);
    if (key === null) return null;
    try {
      const session = readStored(parseJson(readFileSync(join(this.#folder, name), 'utf8')));
      return session && { key, session };
    } catch (error) {
      return absent(error) ?? null;
    }
  }

  async #write(key: string, session: StoredSession): Promise<void> {
    const path = this.#path(key);
    const draft = `${path}.${randomBytes(6).toString('hex')}`;
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
    try {
      await writeFile(draft, JSON.stringify(session), { mode: 0o600, flag: 'wx' });
      await rename(draft, path);
    } catch (error) {
      await rm(draft, { force: true });
      throw error;
    }
  }

  async #makeRoom(added: string): Promise<void> {
    const count = (await this.#names()).filter((name) => keyOf(name) !== null).length;
    if (count <= MAX_SESSIONS) return;
    for (const key of pushedOut(await this.list(), added)) await this.#remove(key + ENDING);
  }

  async #remove(name: string): Promise<void> {
    await rm(join(this.#folder, name), { recursive: true, force: true });
  }
}
