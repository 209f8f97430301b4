import { courseTables } from '@/lib/db';
import { env } from '@/lib/env';
import { errorText, log } from '@/lib/log';
import { emptyNotebook, merged, type Notebook, notebookSchema } from './notebook';

/** The notebooks as they are kept: one row a reader, found by what names the reader and by nothing else. */

/** A reader without an account is whoever holds the token in the notebook's cookie. */
export type Reader = { tokenHash: string } | { userId: string };

const keyOf = (reader: Reader) => ('userId' in reader ? `user ${reader.userId}` : `token ${reader.tokenHash}`);

const ATTEMPTS = 8;
const DAY = 24 * 60 * 60 * 1000;
/** Without use for so long it is swept; the cookie lasts as long. */
export const NOTEBOOK_DAYS = 180;

const UNIQUE_CONSTRAINT = 'P2002';
const isTaken = (error: unknown) => (error as { code?: unknown } | null)?.code === UNIQUE_CONSTRAINT;

/** An older version's notes, or damaged ones, are none. */
function parsed(data: string): Notebook {
  try {
    return notebookSchema.safeParse(JSON.parse(data)).data ?? emptyNotebook();
  } catch {
    return emptyNotebook();
  }
}

/** What is in a reader's notebook; an empty one where there is none. Reading counts as use. */
export async function readNotebook(reader: Reader): Promise<Notebook> {
  const row = await courseTables().notebook.findUnique({ where: { key: keyOf(reader) } });
  if (!row) return emptyNotebook();
  const now = new Date();
  if (now.getTime() - row.usedAt.getTime() > DAY) {
    await courseTables().notebook.updateMany({ where: { key: row.key }, data: { usedAt: now } });
  }
  return parsed(row.data);
}

/**
 * Changes a notebook, whoever else does so at the same time: two tabs of one reader lose nothing of each other's.
 * @param change may be called several times, each time with what is in the notebook then
 * @returns the notebook after it
 */
export async function changeNotebook(reader: Reader, change: (notebook: Notebook) => Notebook): Promise<Notebook> {
  const { notebook } = courseTables();
  const key = keyOf(reader);
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const row = await notebook.findUnique({ where: { key } });
    const before = row ? parsed(row.data) : emptyNotebook();
    const after = change(before);
    if (after === before) return before;
    const data = { data: JSON.stringify(after), usedAt: new Date() };
    if (row) {
      const { version } = row;
      const { count } = await notebook.updateMany({ where: { key, version }, data: { ...data, version: version + 1 } });
      if (count === 1) return after;
    } else {
      const userId = 'userId' in reader ? reader.userId : null;
      const made = await notebook.create({ data: { ...data, key, userId } }).catch((error: unknown) => {
        if (!isTaken(error)) throw error;
        return null;
      });
      if (made) return after;
    }
  }
  throw new Error('The notebook was changed by others all the time.');
}

/** Puts what somebody wrote without an account into their account's notebook. Done twice, it is as if done once. */
export async function takeOverNotebook(tokenHash: string, userId: string): Promise<void> {
  const key = keyOf({ tokenHash });
  const row = await courseTables().notebook.findUnique({ where: { key } });
  if (!row) return;
  const theirs = parsed(row.data);
  await changeNotebook({ userId }, (own) => merged(own, theirs));
  // Only as it was read: what another tab has written since is not lost.
  await courseTables().notebook.deleteMany({ where: { key, version: row.version } });
}

/** Deletes what nobody has opened for half a year. */
export async function sweepNotebooks(now = Date.now()): Promise<number> {
  const before = new Date(now - NOTEBOOK_DAYS * DAY);
  const { count } = await courseTables().notebook.deleteMany({ where: { usedAt: { lt: before } } });
  return count;
}

/** Sweeps now and from time to time. */
export async function startSweepingNotebooks(): Promise<void> {
  const sweep = () =>
    sweepNotebooks().catch((error: unknown) => log().error({ event: 'sweep-failed', error: errorText(error) }));
  setInterval(sweep, env().SWEEP_INTERVAL_SECONDS * 1000).unref();
  await sweep();
}
