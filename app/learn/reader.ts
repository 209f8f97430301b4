import { readNotebookToken } from '@/lib/account/notebook-cookie';
import { hashToken } from '@/lib/account/session';
import { currentVisitor } from '@/lib/account/visitor';
import { emptyNotebook, type Notebook } from '@/lib/course/notebook';
import { type Reader, readNotebook } from '@/lib/course/notebooks';
import { arrival, onceFor } from '@/lib/http/arrival';

/** Whose notebook this request is about: the logged-in user's, else that of whoever holds the cookie; null for nobody's yet. */
export function currentReader(): Promise<Reader | null> {
  return onceFor('reader', async () => {
    const { user } = await currentVisitor();
    if (user) return { userId: user.id };
    const { place, request } = arrival();
    const token = place && (await readNotebookToken(request.headers.cookie ?? '', place));
    return token ? { tokenHash: hashToken(token) } : null;
  });
}

/** The reader's notebook; an empty one for whoever has none yet. */
export async function currentNotebook(): Promise<Notebook> {
  const reader = await currentReader();
  return reader ? readNotebook(reader) : emptyNotebook();
}
