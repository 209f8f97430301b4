import { fieldErrors, preferenceChangesSchema } from '@/lib/account/schemas';
import { sessionCookie } from '@/lib/account/session';
import { changePreferences } from '@/lib/account/users';
import { currentCookie, currentPreferences, currentVisitor } from '@/lib/account/visitor';
import { safePath } from '@/lib/http/safe-path';
import { type Submit, typedAgain } from '@/lib/http/submission';

/** Works for everyone: the choice is sealed into the cookie, and kept with the account where there is one. */
export const submitPreferences: Submit = async ({ fields, place }) => {
  const form = preferenceChangesSchema.safeParse(fields);
  if (!form.success) return { status: 400, errors: fieldErrors(form.error), typed: typedAgain(fields) };
  const { next, ...changes } = form.data;

  const to = safePath(next, '/preferences?done=saved');
  const { user, session } = await currentVisitor();
  const reading = await currentCookie();
  if (user && reading.cookie === 'opened') {
    const preferences = await changePreferences(user.id, changes);
    const { token } = reading.content;
    return { to, setCookies: [await sessionCookie({ token, preferences }, place, session.expiresAt)] };
  }
  const preferences = { ...(await currentPreferences()), ...changes };
  return { to, setCookies: [await sessionCookie({ preferences }, place)] };
};
