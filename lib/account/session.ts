import 'server-only';
import { createHash, randomBytes } from 'node:crypto';
import { parseCookie, stringifySetCookie } from 'cookie';
import { z } from 'zod';
import { env } from '@/lib/env';
import type { Place } from '@/lib/http/origins';
import { currentKeyNumber } from './keys';
import { DEFAULT_PREFERENCES, type Preferences, preferencesSchema } from './preferences';
import { open, type SealProblem, seal } from './seal';

/**
 * The account's session cookie. Nothing else sets or reads it.
 *
 * The seal holds a random token and the visitor's preferences. The token is a reference: who it stands for, and until
 * when, is in the database under the token's hash, so that a session can be ended at once whoever holds a copy of the
 * cookie. Preferences are no secret and belong to the browser, so they travel in the cookie itself.
 */
export interface SessionContent {
  /** 256 random bits, base64url; absent for a visitor who only has preferences. */
  token?: string;
  preferences: Preferences;
}

/** What the cookie of a request says. */
export type CookieReading =
  | { cookie: 'none' }
  /** Two cookies of this name: one of them was planted, and nobody can tell which. */
  | { cookie: 'twice' }
  | { cookie: 'refused'; problem: SealProblem; text: string }
  /** `expiresAt`: when the browser drops the cookie. */
  | { cookie: 'opened'; content: SessionContent; expiresAt: Date; keyNumber: string; text: string };

const contentSchema = z.object({
  token: z
    .string()
    .regex(/^[\w-]{43}$/)
    .optional(),
  preferences: preferencesSchema.catch(DEFAULT_PREFERENCES),
});

const TOKEN_BYTES = 32;
/** A visitor without an account keeps their preferences this long. */
const PREFERENCES_SECONDS = 180 * 24 * 60 * 60;
/** iron-session opens a seal up to a minute past its end; the cookie is gone by then. */
const SEAL_GRACE_SECONDS = 60;

export function newToken(): string {
  return randomBytes(TOKEN_BYTES).toString('base64url');
}

/** SHA-256 (hex), the name of the session's row. A fast hash will do: the token cannot be guessed. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/**
 * `__Host-Http-`: only a Set-Cookie header of this very host can have made it, not a script, not a sub-host
 * (RFC 6265bis, 4.1.3). On plain HTTP to another machine browsers drop such a cookie, so there it has a plain name,
 * and not the one that half of all frameworks use: a shop may share that host.
 */
export const COOKIE_NAMES = { trustworthy: '__Host-Http-session', plain: 'account-session' } as const;

export function cookieName(place: Place): string {
  return place.trustworthy ? COOKIE_NAMES.trustworthy : COOKIE_NAMES.plain;
}

/** The attributes of the cookie, the same whenever it is set or deleted. */
export function cookieAttributes(place: Place) {
  return { path: '/', httpOnly: true, sameSite: 'lax', secure: place.trustworthy } as const;
}

/** Every value that a Cookie header holds under one name. */
export function valuesNamed(name: string, cookieHeader: string): string[] {
  return cookieHeader
    .split(';')
    .map((pair) => Object.entries(parseCookie(pair))[0])
    .filter((pair) => pair?.[0] === name)
    .map((pair) => pair?.[1] ?? '');
}

/** Reads the session cookie of a request. Whatever was sent, this answers and does not throw. */
export async function readCookie(cookieHeader: string, place: Place): Promise<CookieReading> {
  const values = valuesNamed(cookieName(place), cookieHeader);
  if (values.length > 1) return { cookie: 'twice' };
  const text = values[0];
  if (!text) return { cookie: 'none' };
  const opened = await open('session', text, contentSchema);
  if ('problem' in opened) return { cookie: 'refused', problem: opened.problem, text };
  const expiresAt = new Date(opened.expiresAt.getTime() - SEAL_GRACE_SECONDS * 1000);
  return { cookie: 'opened', ...opened, expiresAt, text };
}

/** True when the seal was made with an old key and should be made again with the current one. */
export function isSealedWithOldKey(reading: CookieReading): boolean {
  return reading.cookie === 'opened' && reading.keyNumber !== currentKeyNumber();
}

/**
 * The Set-Cookie header for a session.
 * @param until when the session's row expires; a cookie without a token lasts as preferences do
 */
export async function sessionCookie(content: SessionContent, place: Place, until?: Date): Promise<string> {
  const seconds = until ? (until.getTime() - Date.now()) / 1000 : PREFERENCES_SECONDS;
  const value = await seal('session', content, seconds + SEAL_GRACE_SECONDS);
  return stringifySetCookie({
    name: cookieName(place),
    value,
    ...cookieAttributes(place),
    maxAge: Math.max(1, Math.floor(seconds)),
  });
}

/** The Set-Cookie header that deletes the cookie: same name, path and flags, or browsers keep it (RFC 6265bis, 5.7). */
export function deletedSessionCookie(place: Place): string {
  return stringifySetCookie({ name: cookieName(place), value: '', ...cookieAttributes(place), maxAge: 0 });
}

/** When a session that begins now ends, whatever happens. */
export function absoluteEnd(now = new Date()): Date {
  return new Date(now.getTime() + env().ABSOLUTE_TIMEOUT_SECONDS * 1000);
}
