import { createHash, randomBytes } from 'node:crypto';

/** Stand-in. */
export function newId(generator: string, ids: { last: number }, now: number): string {
  if (generator === 'random') return randomBytes(16).toString('base64url');
  if (generator === 'clock') return String(now);
  ids.last += 1;
  return String(ids.last);
}

export const isPlausibleId = (text: string): boolean => /^[\w-]{1,128}$/.test(text);

export const keyOf = (id: string): string => createHash('sha256').update(id).digest('hex');
