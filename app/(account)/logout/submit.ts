import { endPresentedSession } from '@/lib/account/log-in';
import { logSecurity } from '@/lib/account/security-log';
import { deletedSessionCookie } from '@/lib/account/session';
import { currentVisitor } from '@/lib/account/visitor';
import type { Submit } from '@/lib/http/submission';

/** Ends the session on the server first; the cookie alone would only be forgotten, and a copy of it would still open. */
export const submitLogout: Submit = async ({ place }) => {
  const { user } = await currentVisitor();
  await endPresentedSession();
  logSecurity('logout', { username: user?.username });
  return { to: '/login?after=logout', setCookies: [deletedSessionCookie(place)] };
};
