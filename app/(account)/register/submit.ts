import { takeNotebookAlong } from '@/app/learn/take-over';
import { logInAs } from '@/lib/account/log-in';
import { passwordProblem } from '@/lib/account/password';
import { fieldErrors, registrationSchema } from '@/lib/account/schemas';
import { logSecurity } from '@/lib/account/security-log';
import { registrationFrom } from '@/lib/account/throttle';
import { createUser } from '@/lib/account/users';
import { currentPreferences } from '@/lib/account/visitor';
import { safePath } from '@/lib/http/safe-path';
import { type Submit, typedAgain } from '@/lib/http/submission';
import { mayLogInAt } from '../may-log-in-at';

export const submitRegistration: Submit = async (submission) => {
  const typed = typedAgain(submission.fields);
  if (!mayLogInAt(submission.place)) return { status: 403, because: 'overHttp', typed };

  const form = registrationSchema.safeParse(submission.fields);
  const { password: typedPassword, username: typedName = '' } = submission.fields;
  const problem = typedPassword ? passwordProblem(typedPassword, [typedName]) : null;
  if (!form.success || problem) {
    const errors = { ...(form.error && fieldErrors(form.error)), ...(problem && { password: problem }) };
    return { status: 400, errors, typed };
  }
  const { username, password, next } = form.data;

  const retryAfterSeconds = await registrationFrom(submission.address);
  if (retryAfterSeconds) return { status: 429, because: 'throttled', retryAfterSeconds, typed };
  const user = await createUser(username, password, await currentPreferences());
  if (!user) return { status: 409, errors: { username: 'usernameTaken' }, typed };
  logSecurity('registered', { username: user.username });

  const setCookies = (await logInAs(user, submission)) ?? [];
  const further = await takeNotebookAlong(user.id, submission);
  return { to: safePath(next, '/profile?welcome'), setCookies: [...setCookies, ...further] };
};
