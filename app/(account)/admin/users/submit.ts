import { confirmPassword, type Permit, requireAdmin } from '@/lib/account/guards';
import { banSchema, fieldErrors, roleSchema } from '@/lib/account/schemas';
import { logSecurity } from '@/lib/account/security-log';
import { endSessions } from '@/lib/account/sessions';
import { banUser, changeRole, findUser, type User, unbanUser } from '@/lib/account/users';
import { type Answer, type Refusal, type Submission, type Submit, typedAgain } from '@/lib/http/submission';
import { denialAnswer } from '../../denial-answer';

/** What an administrator may do to a user; the field `change` says which. */
type Change = (
  user: User,
  fields: Submission['fields'],
  by: string,
) => Promise<Pick<Refusal, 'status' | 'errors'> | { done: string }>;

const changes: Record<string, Change> = {
  async role(user, fields, by) {
    const form = roleSchema.safeParse(fields);
    if (!form.success) return { status: 400, errors: fieldErrors(form.error) };
    await changeRole(user.id, form.data.role);
    logSecurity('role-changed', { username: user.username, role: form.data.role, by });
    return { done: 'role' };
  },
  async ban(user, fields, by) {
    const form = banSchema.safeParse(fields);
    if (!form.success) return { status: 400, errors: fieldErrors(form.error) };
    await banUser(user.id, form.data.reason);
    logSecurity('banned', { username: user.username, by });
    return { done: 'banned' };
  },
  async unban(user, _fields, by) {
    await unbanUser(user.id);
    logSecurity('unbanned', { username: user.username, by });
    return { done: 'unbanned' };
  },
  async 'end-sessions'(user, _fields, by) {
    await endSessions(user.id);
    logSecurity('session-ended', { username: user.username, which: 'all', by });
    return { done: 'ended' };
  },
};

async function apply(admin: Permit, submission: Submission): Promise<Answer> {
  const { fields } = submission;
  const change = Object.hasOwn(changes, fields.change ?? '') ? changes[fields.change ?? ''] : undefined;
  if (!change) return { status: 400, because: 'unknownChange' };
  const user = await findUser(fields.user ?? '');
  if (!user) return { status: 404, because: 'noSuchUser' };
  if (user.id === admin.user.id) return { status: 403, because: 'yourself' };
  const refusal = await confirmPassword(admin, fields.password, submission);
  if (refusal) return refusal;
  const result = await change(user, fields, admin.user.username);
  return 'done' in result
    ? { to: `/admin/users?user=${encodeURIComponent(user.username)}&done=${result.done}` }
    : result;
}

export const submitUsers: Submit = async (submission) => {
  const permit = await requireAdmin();
  if ('denied' in permit) return denialAnswer(permit, '/admin/users');
  const answer = await apply(permit, submission);
  if ('to' in answer) return answer;
  return { ...answer, form: submission.fields.change, typed: typedAgain(submission.fields) };
};
