import type { Submit } from '@/lib/http/submission';
import { submitFirstAdmin } from './(account)/admin/first/submit';
import { submitUsers } from './(account)/admin/users/submit';
import { submitLogin } from './(account)/login/submit';
import { submitLogout } from './(account)/logout/submit';
import { submitPreferences } from './(account)/preferences/submit';
import { submitProfile } from './(account)/profile/submit';
import { submitRegistration } from './(account)/register/submit';
import { submitSessions } from './(account)/sessions/submit';

import { submitBench } from './bench/[bench]/submit';
import { submitComparison } from './bench/compare/submit';
import { submitNewBench } from './bench/submit';

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
  '/bench': submitNewBench,
  '/bench/compare': submitComparison,
};

export function submitFor(pathname: string): Submit | undefined {
  if (/^\/bench\/[a-z0-9]{4,20}$/.test(pathname) && !Object.hasOwn(submissions, pathname)) return submitBench;
  return Object.hasOwn(submissions, pathname) ? submissions[pathname] : undefined;
}
