import type { Place } from './origins.ts';

/** A form as it was sent, already proven to come from one of our own pages. */
export interface Submission {
  /** Field names to values; each name once. */
  fields: Record<string, string>;
  /** Where it was sent to: several pages of one kind share what takes their forms. */
  path: string;
  place: Place;
  /** The raw Cookie header. */
  cookieHeader: string;
  address: string;
  userAgent: string;
}

/** Go there (303 See Other): the change is made, and a reload repeats nothing. */
export interface Redirect {
  to: string;
  setCookies?: string[];
}

/** Show the same page again with what was wrong. Nothing was changed. */
export interface Refusal {
  status: 400 | 401 | 403 | 404 | 405 | 409 | 429 | 500 | 503;
  /** Which of the page's forms was sent, where it has several. */
  form?: string;
  /** Key of the message for the form as a whole, in the catalogue's `refusals`. */
  because?: string;
  /** What is wrong, where that is no message of the catalogue but comes from below. */
  sentence?: string;
  /** Field name to the key of its message, in the catalogue's `fields`. */
  errors?: Record<string, string>;
  /** What had been typed; never a password. */
  typed?: Record<string, string>;
  retryAfterSeconds?: number;
}

export type Answer = Redirect | Refusal;

/** What a form's page does with it: guard, parse, return field errors, write, redirect. */
export type Submit = (submission: Submission) => Promise<Answer>;

export const MAX_BODY_BYTES = 64 * 1024;

/** What a shop's forms and a bench's JSON calls may hold. */
export const MAX_BENCH_BODY_BYTES = 16 * 1024;

/**
 * The fields of a urlencoded body.
 * @returns null where a name comes twice, or a value holds a NUL or bytes that are no UTF-8 (decoded to U+FFFD): no
 *   form of ours sends that
 */
export function readFields(body: string): Record<string, string> | null {
  const fields: Record<string, string> = Object.create(null);
  for (const [name, value] of new URLSearchParams(body)) {
    if (name in fields || /[\0\uFFFD]/.test(name + value)) return null;
    fields[name] = value;
  }
  return fields;
}

const UNTYPED = /password/i;

/** What may be shown again after a refusal: everything typed but passwords, within reason. */
export function typedAgain(fields: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(fields)
      .filter(([name]) => !UNTYPED.test(name))
      .map(([name, value]) => [name, value.slice(0, 300)]),
  );
}
