import { z } from 'zod';
import { readState } from '../state';
import type { StoredSession } from './store';

const times = z.object({ createdAt: z.number(), seenAt: z.number(), expiresAt: z.number().nullable() });

/** What a text says, if it is JSON; undefined otherwise. */
export function parseJson(text: string | undefined): unknown {
  try {
    return text === undefined ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * What comes back from a store is input like any other: a file may be torn, and others may write to a database.
 * @returns null where it is no session
 */
export function readStored(value: unknown): StoredSession | null {
  const result = times.safeParse(value);
  return result.success ? { state: readState((value as { state?: unknown }).state), ...result.data } : null;
}
