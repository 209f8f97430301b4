import { notebookCookie, readNotebookToken } from '@/lib/account/notebook-cookie';
import { hashToken, newToken } from '@/lib/account/session';
import { currentVisitor } from '@/lib/account/visitor';
import { countNewNotebook } from '@/lib/course/new-notebooks';
import { emptyNotebook, type Notebook } from '@/lib/course/notebook';
import { type Reader, readNotebook } from '@/lib/course/notebooks';
import { arrival, onceFor } from '@/lib/http/arrival';

/** Whose notebook this request is about: the logged-in user's, else that of whoever holds the cookie; null for nobody's yet. */
export function currentReader(): Promise<Reader | null> {
  return onceFor('reader', async () => {
    const { user } = await currentVisitor();
    if (user) return { userId: user.id };
    const token = await currentToken();
    return token ? { tokenHash: hashToken(token) } : null;
  });
}

async function currentToken(): Promise<string | null> {
  const { place, request } = arrival();
  return place && readNotebookToken(request.headers.cookie ?? '', place);
}

/**
 * Whoever writes. Somebody without a notebook gets one by that; everybody's cookie lasts from now.
 * @throws {TooManyNotebooks}
 */
export async function writingReader(): Promise<{ reader: Reader; setCookies: string[] }> {
  const reader = await currentReader();
  if (reader && 'userId' in reader) return { reader, setCookies: [] };
  const { place, address } = arrival();
  if (!place) throw new Error('A form without a place passed the front door.');
  const known = await currentToken();
  if (!known) await countNewNotebook(address);
  const token = known ?? newToken();
  return { reader: { tokenHash: hashToken(token) }, setCookies: [await notebookCookie(token, place)] };
}

/** The reader's notebook; an empty one for whoever has none yet. */
export async function currentNotebook(): Promise<Notebook> {
  const reader = await currentReader();
  return reader ? readNotebook(reader) : emptyNotebook();
}
