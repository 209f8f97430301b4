import type { ReactNode } from 'react';
import { env } from '@/lib/env';
import { arrival } from '@/lib/http/arrival';
import { messages } from './messages';
import { Refusal } from './notice';

/** What came back with a form that was refused; empty for a form seen for the first time. */
export interface ReturnedForm {
  /** What is wrong with a field. */
  error(field: string): string | undefined;
  /** What had been typed in it. */
  typed(field: string): string | undefined;
  /** The first field to mend, or the one to start in. */
  startsIn(field: string): boolean;
  /** What is wrong with the form as a whole. */
  summary: ReactNode;
}

/**
 * @param form which form, where the page has several
 * @param wholeStartsIn the field to begin again in when the form as a whole was refused
 */
export async function returnedForm(form?: string, wholeStartsIn?: string): Promise<ReturnedForm> {
  const { fields, refusals } = await messages();
  const { refusal } = arrival();
  if (!refusal || refusal.form !== form) {
    return { error: () => undefined, typed: () => undefined, startsIn: () => false, summary: null };
  }
  const { errors = {}, typed = {}, because, retryAfterSeconds = 1 } = refusal;
  const message = refusals[because as keyof typeof refusals];
  return {
    error(field) {
      const text = fields[errors[field] as keyof typeof fields];
      return typeof text === 'function' ? text(env().PASSWORD_MIN_LENGTH) : text;
    },
    typed: (field) => typed[field],
    startsIn: (field) => field === (Object.keys(errors)[0] ?? wholeStartsIn),
    summary: message && <Refusal title={typeof message === 'function' ? message(retryAfterSeconds) : message} />,
  };
}
