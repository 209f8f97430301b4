import 'server-only';
import { stringifySetCookie } from 'cookie';
import { z } from 'zod';
import type { Place } from '@/lib/http/origins';
import { open, seal } from './seal';
import { cookieAttributes, valuesNamed } from './session';

/**
 * The cookie of a reader without an account: a sealed random token, under whose hash the notebook's row stands. Apart
 * from the session's cookie, since one may log in and out and go on reading.
 */
export const NOTEBOOK_COOKIES = { trustworthy: '__Host-Http-notebook', plain: 'course-notebook' } as const;

/** As long as a notebook is kept without use (lib/course/notebooks.ts). */
const NOTEBOOK_SECONDS = 180 * 24 * 60 * 60;

const contentSchema = z.object({ token: z.string().regex(/^[\w-]{43}$/) });

const nameAt = (place: Place) => (place.trustworthy ? NOTEBOOK_COOKIES.trustworthy : NOTEBOOK_COOKIES.plain);

/** The token in a request's cookie; null where there is none, or none that can be believed. */
export async function readNotebookToken(cookieHeader: string, place: Place): Promise<string | null> {
  const values = valuesNamed(nameAt(place), cookieHeader);
  const [text] = values;
  // Of two one was planted, and nobody can tell which.
  if (!text || values.length > 1) return null;
  const opened = await open('notebook', text, contentSchema);
  return 'content' in opened ? opened.content.token : null;
}

/** The Set-Cookie header that gives a browser its notebook, or prolongs it. */
export async function notebookCookie(token: string, place: Place): Promise<string> {
  return stringifySetCookie({
    name: nameAt(place),
    value: await seal('notebook', { token }, NOTEBOOK_SECONDS),
    ...cookieAttributes(place),
    maxAge: NOTEBOOK_SECONDS,
  });
}

/** The Set-Cookie header that takes it away again. */
export function deletedNotebookCookie(place: Place): string {
  return stringifySetCookie({ name: nameAt(place), value: '', ...cookieAttributes(place), maxAge: 0 });
}
