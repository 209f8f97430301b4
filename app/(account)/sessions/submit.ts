import { confirmPassword, requireUser } from '@/lib/account/guards';
import { logSecurity } from '@/lib/account/security-log';
import { deletedSessionCookie } from '@/lib/account/session';
import { endSession, endSessions } from '@/lib/account/sessions';
import type { Submit } from '@/lib/http/submission';
import { denialAnswer } from '../denial-answer';

/** Ends one session by the id of its row, or all `others`, or `all`: each button of the form is named `end`. */
export const submitSessions: Submit = async (submission) => {
  const permit = await requireUser();
  if ('denied' in permit) return denialAnswer(permit, '/sessions');
  const { user, session } = permit;
  const refusal = await confirmPassword(permit, submission.fields.password, submission);
  if (refusal) return refusal;

  const { end } = submission.fields;
  if (!end) return { status: 400, because: 'unknownChange' };
  if (end === 'all') {
    await endSessions(user.id);
    logSecurity('session-ended', { username: user.username, which: 'all' });
    return { to: '/login?after=everywhere', setCookies: [deletedSessionCookie(submission.place)] };
  }
  if (end === 'others') await endSessions(user.id, session.id);
  else if (!(await endSession(user.id, end))) return { status: 404, because: 'noSuchSession' };
  logSecurity('session-ended', { username: user.username, which: end });
  return { to: `/sessions?done=${end === 'others' ? 'others' : 'one'}` };
};
