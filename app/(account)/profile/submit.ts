import { confirmPassword, type Permit, requireUser } from '@/lib/account/guards';
import { restartSessions } from '@/lib/account/log-in';
import { passwordProblem } from '@/lib/account/password';
import { displayNameSchema, fieldErrors, newPasswordSchema } from '@/lib/account/schemas';
import { logSecurity } from '@/lib/account/security-log';
import { deletedSessionCookie } from '@/lib/account/session';
import { changeDisplayName, changePassword, deleteUser } from '@/lib/account/users';
import { type Answer, type Submission, type Submit, typedAgain } from '@/lib/http/submission';
import { denialAnswer } from '../denial-answer';

/** The page has three forms; the field `change` says which was sent. */
export const submitProfile: Submit = async (submission) => {
  const permit = await requireUser();
  if ('denied' in permit) return denialAnswer(permit, '/profile');
  switch (submission.fields.change) {
    case 'display-name':
      return takeDisplayName(permit, submission);
    case 'password':
      return takePassword(permit, submission);
    case 'delete':
      return takeDeletion(permit, submission);
    default:
      return { status: 400, because: 'unknownChange' };
  }
};

async function takeDisplayName({ user }: Permit, { fields }: Submission): Promise<Answer> {
  const form = displayNameSchema.safeParse(fields);
  if (!form.success) {
    return { status: 400, form: 'display-name', errors: fieldErrors(form.error), typed: typedAgain(fields) };
  }
  await changeDisplayName(user.id, form.data.displayName);
  return { to: '/profile?done=display-name' };
}

async function takePassword(permit: Permit, submission: Submission): Promise<Answer> {
  const { user } = permit;
  const form = newPasswordSchema.safeParse(submission.fields);
  if (!form.success) return { status: 400, form: 'password', errors: fieldErrors(form.error) };
  const { newPassword } = form.data;
  const problem = passwordProblem(newPassword, [user.username, user.displayName]);
  if (problem) return { status: 400, form: 'password', errors: { newPassword: problem } };
  const refusal = await confirmPassword(permit, submission.fields.password, submission);
  if (refusal) return { ...refusal, form: 'password' };

  if (!(await changePassword(user, newPassword))) {
    return { status: 403, form: 'password', errors: { password: 'passwordWrong' } };
  }
  logSecurity('password-changed', { username: user.username });
  return { to: '/profile?done=password', setCookies: await restartSessions(permit, submission) };
}

async function takeDeletion(permit: Permit, submission: Submission): Promise<Answer> {
  const refusal = await confirmPassword(permit, submission.fields.password, submission);
  if (refusal) return { ...refusal, form: 'delete' };
  await deleteUser(permit.user.id);
  logSecurity('account-deleted', { username: permit.user.username });
  return { to: '/login?after=deletion', setCookies: [deletedSessionCookie(submission.place)] };
}
