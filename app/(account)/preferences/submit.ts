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

  const { user } = await currentVisitor();
  const reading = await currentCookie();
  const { token } = reading.cookie === 'opened' ? reading.content : {};
  const preferences = user
    ? await changePreferences(user.id, changes)
    : { ...(await currentPreferences()), ...changes };
  // The token stays as it is, and ends when it would have: choosing a theme neither logs out nor prolongs anything.
  const until = reading.cookie === 'opened' && token ? reading.expiresAt : undefined;
  return {
    to: safePath(next, '/preferences?done=saved'),
    setCookies: [await sessionCookie({ token, preferences }, place, until)],
  };
};
