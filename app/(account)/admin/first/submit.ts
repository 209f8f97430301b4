import { acceptInvitation } from '@/lib/account/first-admin';
import { requireUser } from '@/lib/account/guards';
import { restartSessions } from '@/lib/account/log-in';
import { logSecurity } from '@/lib/account/security-log';
import type { Submit } from '@/lib/http/submission';
import { denialAnswer } from '../../denial-answer';

export const submitFirstAdmin: Submit = async (submission) => {
  const permit = await requireUser();
  if ('denied' in permit) return denialAnswer(permit, '/admin/users');
  if (!(await acceptInvitation(permit.user.id, submission.fields.token ?? '')))
    return { status: 403, because: 'spent' };
  logSecurity('first-admin', { username: permit.user.username });
  // More may be done with this session now, so it gets a new token (ASVS 5.0, 7.2.4).
  return { to: '/admin/users', setCookies: await restartSessions(permit, submission) };
};
