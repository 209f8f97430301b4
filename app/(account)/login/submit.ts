import { takeNotebookAlong } from '@/app/learn/take-over';
import { checkCredentials, logInAs } from '@/lib/account/log-in';
import { fieldErrors, loginSchema } from '@/lib/account/schemas';
import { logSecurity } from '@/lib/account/security-log';
import { safePath } from '@/lib/http/safe-path';
import { type Submit, typedAgain } from '@/lib/http/submission';
import { mayLogInAt } from '../may-log-in-at';

export const submitLogin: Submit = async (submission) => {
  const typed = typedAgain(submission.fields);
  if (!mayLogInAt(submission.place)) {
    logSecurity('login-refused-over-http');
    return { status: 403, because: 'overHttp', typed };
  }

  const form = loginSchema.safeParse(submission.fields);
  if (!form.success) return { status: 400, errors: fieldErrors(form.error), typed };
  const { username, password, next } = form.data;

  const result = await checkCredentials(username, password, submission);
  if ('user' in result) {
    const setCookies = await logInAs(result.user, submission);
    if (setCookies) {
      const further = await takeNotebookAlong(result.user.id, submission);
      return { to: safePath(next, '/profile'), setCookies: [...setCookies, ...further] };
    }
  } else if (result.refused === 'throttled') {
    return { status: 429, because: 'throttled', retryAfterSeconds: result.waitSeconds, typed };
  }
  return { status: 401, because: 'wrongCredentials', typed };
};
