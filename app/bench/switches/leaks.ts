import type { SessionPolicy } from '@/lib/shop/policy';
import { choice, NEXT_LOGIN, NEXT_REQUEST, type Switch } from './switch';

export const leakSwitches: readonly Switch[] = [
  {
    name: 'binding',
    label: 'bound to',
    group: 'Binding and leaks',
    from: NEXT_LOGIN,
    ...choice<SessionPolicy['binding']>(
      {
        none: 'whoever brings the cookie is its owner',
        'user-agent': 'another User-Agent is refused; a thief copies that header too',
        address: 'another address is refused: the thief’s, and that of a phone on its way',
      },
      ({ binding }) => binding,
      { none: 'nothing', 'user-agent': 'the User-Agent', address: 'the address' },
    ),
  },
  {
    name: 'referrerPolicy',
    label: 'Referrer-Policy',
    group: 'Binding and leaks',
    from: NEXT_REQUEST,
    ...choice<SessionPolicy['referrerPolicy']>(
      {
        unset: 'each browser decides; today’s tell other origins the origin only',
        'no-referrer': 'nobody is told which page led there',
        'same-origin': 'other origins are told nothing',
        origin: 'everybody is told the origin only',
        'strict-origin': 'everybody is told the origin only, and plain HTTP nothing by a page of HTTPS',
        'origin-when-cross-origin': 'other origins are told the origin only',
        'strict-origin-when-cross-origin':
          'other origins are told the origin only, and plain HTTP nothing by a page of HTTPS',
        'no-referrer-when-downgrade': 'everybody is told the whole address, but plain HTTP nothing by a page of HTTPS',
        'unsafe-url': 'every site is told the whole address, and an id in it',
      },
      ({ referrerPolicy }) => referrerPolicy,
      { unset: 'not set' },
    ),
  },
];
