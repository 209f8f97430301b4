import type { ServerPolicy, SessionPolicy } from '@/lib/shop/policy';
import { choice, NEXT_LOGIN, NEXT_REQUEST, ofServer, SERVER, type Switch, yesOrNo } from './switch';

export const loginSwitches: readonly Switch[] = [
  {
    name: 'renewAtLogin',
    label: 'new id at login',
    group: 'Login and logout',
    from: NEXT_LOGIN,
    only: SERVER,
    meaningless: 'there is no id to renew',
    ...yesOrNo(
      ofServer(({ renewAtLogin }) => renewAtLogin, true),
      'login gives a new id: one that was planted before is worth nothing after',
      'the id is kept: one that was planted before login is logged in after',
    ),
  },
  {
    name: 'logout',
    label: 'logout',
    group: 'Login and logout',
    from: 'the next logout',
    only: SERVER,
    meaningless: 'there is nothing on the server to destroy',
    ...choice<ServerPolicy['logout']>(
      {
        forget: 'only the browser forgets the id: a copy of it goes on working',
        destroy: 'the row is destroyed: a copy of the id is worth nothing',
      },
      ofServer(({ logout }) => logout, 'destroy'),
      { forget: 'forget', destroy: 'destroy' },
    ),
  },
  {
    name: 'roleFrom',
    label: 'the role is read from',
    group: 'Login and logout',
    from: NEXT_REQUEST,
    ...choice<SessionPolicy['roleFrom']>(
      {
        session: 'role and ban are as old as the login: taking them away is not noticed',
        database: 'role and ban are read anew at each request, at the price of one more read',
      },
      ({ roleFrom }) => roleFrom,
      { session: 'the session', database: 'the database' },
    ),
  },
];
