import { z } from 'zod';
import { displayNameProblem, nameProblem } from './names';
import { preferencesSchema } from './preferences';
import { ROLES } from './roles';

/** What the forms send. Messages are keys of the catalogue's `fields`. Fields a form does not have are left out. */

const next = z.string().optional();
const present = (message: string) => z.string({ error: message }).min(1, message);

const checkedBy = (problemOf: (text: string) => string | null, missing: string) =>
  z.string({ error: missing }).superRefine((text, context) => {
    const message = problemOf(text);
    if (message) context.addIssue({ code: 'custom', message });
  });

/** Longer than any name or password of ours: not worth normalising, hashing, or keeping a counter for. */
const NAME_TYPED_MAX_LENGTH = 64;
const PASSWORD_TYPED_MAX_LENGTH = 2000;
const name = present('usernameNeeded').max(NAME_TYPED_MAX_LENGTH, 'usernameLength');
const password = present('passwordNeeded').max(PASSWORD_TYPED_MAX_LENGTH, 'passwordLong');

export const loginSchema = z.object({
  username: name,
  password,
  next,
});

export const registrationSchema = z.object({
  username: checkedBy(nameProblem, 'usernameLength'),
  password,
  next,
});

/** A form may send one preference (a toggle) or all. */
export const preferenceChangesSchema = preferencesSchema.partial().extend({ next });

export const displayNameSchema = z.object({ displayName: checkedBy(displayNameProblem, 'displayNameLength') });
export const newPasswordSchema = z.object({ newPassword: password });
export const roleSchema = z.object({ role: z.enum(ROLES, { error: 'role' }) });
export const banSchema = z.object({
  reason: z.string({ error: 'reasonNeeded' }).trim().min(1, 'reasonNeeded').max(300, 'reasonLong'),
});

/** Field name to message key: the first problem of each field. */
export function fieldErrors(error: z.ZodError): Record<string, string> {
  const errors: Record<string, string> = {};
  for (const { path, message } of error.issues) errors[String(path[0])] ??= message;
  return errors;
}
