import type { Submit } from '@/lib/http/submission';
import { submitFirstAdmin } from './(account)/admin/first/submit';
import { submitUsers } from './(account)/admin/users/submit';
import { submitLogin } from './(account)/login/submit';
import { submitLogout } from './(account)/logout/submit';
import { submitPreferences } from './(account)/preferences/submit';
import { submitProfile } from './(account)/profile/submit';
import { submitRegistration } from './(account)/register/submit';
import { submitSessions } from './(account)/sessions/submit';

import { submitBenchGrid } from './bench/[bench]/grid/submit';
import { submitBench } from './bench/[bench]/submit';
import { submitComparison } from './bench/compare/submit';
import { submitNewBench } from './bench/submit';
import { submitCheck } from './check/submit';
import { submitGrid } from './grid/submit';
import { submitChapter } from './learn/[chapter]/submit';

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
  '/grid': submitGrid,
  '/check': submitCheck,
};

export function submitFor(pathname: string): Submit | undefined {
  if (Object.hasOwn(submissions, pathname)) return submissions[pathname];
  if (/^\/learn\/\d\d-[a-z-]+(\/notes)?$/.test(pathname)) return submitChapter;
  if (/^\/bench\/[a-z0-9]{4,20}$/.test(pathname)) return submitBench;
  return /^\/bench\/[a-z0-9]{4,20}\/grid$/.test(pathname) ? submitBenchGrid : undefined;
}
