import { deletedNotebookCookie, readNotebookToken } from '@/lib/account/notebook-cookie';
import { hashToken } from '@/lib/account/session';
import { takeOverNotebook } from '@/lib/course/notebooks';
import type { Submission } from '@/lib/http/submission';
import { errorText, log } from '@/lib/log';

/**
 * At login and registration: what was written in this browser without an account goes into the account's notebook. It
 * keeps nobody from logging in: where it fails, the cookie stays, and the next login tries again.
 * @returns the Set-Cookie headers
 */
export async function takeNotebookAlong(userId: string, { cookieHeader, place }: Submission): Promise<string[]> {
  try {
    const token = await readNotebookToken(cookieHeader, place);
    if (!token) return [];
    await takeOverNotebook(hashToken(token), userId);
    return [deletedNotebookCookie(place)];
  } catch (error) {
    log().error({ event: 'notebook-not-taken-over', error: errorText(error) });
    return [];
  }
}
