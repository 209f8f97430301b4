import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { ClassicLevel } from 'classic-level';
import { env } from '@/lib/env';
import { StoreUnavailable } from './store';

// On globalThis, since LevelDB lets a database be opened once only, and the bundler may hold this module several times.
const shared = globalThis as typeof globalThis & { sessionLabLevel?: Promise<ClassicLevel> };

/** Why LevelDB did not open: `LEVEL_LOCKED`, `LEVEL_CORRUPTION`, … */
function reasonOf(error: unknown): unknown {
  return ((error as Error).cause as { code?: unknown } | undefined)?.code;
}

async function open(): Promise<ClassicLevel> {
  const folder = join(resolve(env().BENCH_DATA), 'level');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const database = new ClassicLevel(folder);
  try {
    await database.open();
  } catch (error) {
    if (reasonOf(error) === 'LEVEL_LOCKED') {
      throw new StoreUnavailable('Another process has the LevelDB open, and only one at a time can.', { cause: error });
    }
    if (reasonOf(error) !== 'LEVEL_CORRUPTION') throw error;
    // Rebuilds what it can from the tables that are whole: some sessions are lost, the store is not.
    await ClassicLevel.repair(folder);
    await database.open();
  }
  return database;
}

/**
 * The one LevelDB of this process, for all benches, opened at first use. It closes itself when the process ends
 * (classic-level's cleanup hook), and needs nothing where it is killed: its log is replayed when it is opened again.
 * @throws {StoreUnavailable} where another process has it
 */
export function levelDatabase(): Promise<ClassicLevel> {
  shared.sessionLabLevel ??= open().catch((error: unknown) => {
    shared.sessionLabLevel = undefined;
    throw error;
  });
  return shared.sessionLabLevel;
}

/** Closes it, if it is open; the next use opens it again. */
export async function closeLevel(): Promise<void> {
  const opened = shared.sessionLabLevel;
  shared.sessionLabLevel = undefined;
  await (await opened?.catch(() => undefined))?.close();
}
