import type { Submit } from '@/lib/http/submission';
import { submitFirstAdmin } from './(account)/admin/first/submit';
import { submitUsers } from './(account)/admin/users/submit';
import { submitLogin } from './(account)/login/submit';
import { submitLogout } from './(account)/logout/submit';
import { submitPreferences } from './(account)/preferences/submit';
import { submitProfile } from './(account)/profile/submit';
import { submitRegistration } from './(account)/register/submit';
import { submitSessions } from './(account)/sessions/submit';

/** Every address that takes a form, and what takes it there. */
const submissions: Record<string, Submit> = {
  '/register': submitRegistration,
  '/login': submitLogin,
  '/logout': submitLogout,
  '/profile': submitProfile,
  '/sessions': submitSessions,
  '/preferences': submitPreferences,
  '/admin/users': submitUsers,
  '/admin/first': submitFirstAdmin,
};

export function submitFor(pathname: string): Submit | undefined {
  return Object.hasOwn(submissions, pathname) ? submissions[pathname] : undefined;
}
