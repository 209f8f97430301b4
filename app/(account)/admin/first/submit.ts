import { acceptInvitation } from '@/lib/account/first-admin';
import { requireUser } from '@/lib/account/guards';
import { logSecurity } from '@/lib/account/security-log';
import type { Submit } from '@/lib/http/submission';
import { denialAnswer } from '../../denial-answer';

export const submitFirstAdmin: Submit = async ({ fields }) => {
  const permit = await requireUser();
  if ('denied' in permit) return denialAnswer(permit, '/admin/users');
  if (!(await acceptInvitation(permit.user.id, fields.token ?? ''))) return { status: 403, because: 'spent' };
  logSecurity('first-admin', { username: permit.user.username });
  return { to: '/admin/users' };
};
