import type { SessionPolicy } from '@/lib/shop/policy';
import { choice, NEXT_REQUEST, type Switch, yesOrNo } from './switch';

export const csrfSwitches: readonly Switch[] = [
  {
    name: 'csrf',
    label: 'CSRF defence',
    group: 'CSRF',
    from: NEXT_REQUEST,
    ...choice<SessionPolicy['csrf']>(
      {
        none: 'a form of any site is taken for the visitor’s own, if the cookie comes along',
        token: 'a form must carry a token that only the shop’s own pages have',
        origin: 'a form is taken only when Origin names the shop itself',
        'fetch-metadata': 'a form is taken only when Sec-Fetch-Site says that the shop’s own page sent it',
      },
      ({ csrf }) => csrf,
    ),
  },
  {
    name: 'stateChangeByGet',
    label: 'changes by GET',
    group: 'CSRF',
    from: NEXT_REQUEST,
    ...yesOrNo(
      ({ stateChangeByGet }) => stateChangeByGet,
      'a mere link can change something',
      'a link changes nothing: changes need a POST',
    ),
  },
  {
    name: 'logoutByGet',
    label: 'logout by GET',
    group: 'CSRF',
    from: NEXT_REQUEST,
    ...yesOrNo(
      ({ logoutByGet }) => logoutByGet,
      'a mere link, or a picture’s address, logs the visitor out',
      'logging out needs a POST',
    ),
  },
];
