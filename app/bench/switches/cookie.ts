import type { CookiePolicy } from '@/lib/shop/policy';
import { choice, NEXT_COOKIE, NEXT_REQUEST, type Switch, seconds, yesOrNo } from './switch';

export const cookieSwitches: readonly Switch[] = [
  {
    name: 'cookie.name',
    label: 'name',
    group: 'The cookie',
    from: NEXT_REQUEST,
    control: { kind: 'text' },
    clause: ({ cookie }) => `the cookie is called ${cookie.name}; one of another name is not looked at`,
  },
  {
    name: 'cookie.httpOnly',
    label: 'HttpOnly',
    group: 'The cookie',
    from: NEXT_COOKIE,
    ...yesOrNo(
      ({ cookie }) => cookie.httpOnly,
      'scripts in the page cannot read the cookie',
      'every script in the page can read the cookie',
    ),
  },
  {
    name: 'cookie.secure',
    label: 'Secure',
    group: 'The cookie',
    from: NEXT_COOKIE,
    ...yesOrNo(
      ({ cookie }) => cookie.secure,
      'the browser keeps the cookie off plain HTTP; most take localhost names as safe, and send it there all the same',
      'the cookie also crosses plain HTTP, where anyone on the way can read it',
    ),
  },
  {
    name: 'cookie.sameSite',
    label: 'SameSite',
    group: 'The cookie',
    from: NEXT_COOKIE,
    ...choice<CookiePolicy['sameSite']>(
      {
        unset: 'Chromium treats the cookie as Lax, with two minutes’ grace for a POST; other browsers differ',
        lax: 'the cookie goes along with links from other sites, not with their POST forms and pictures',
        strict: 'the cookie goes along with nothing that another site begins',
        none: 'the cookie goes along whoever began the request',
      },
      ({ cookie }) => cookie.sameSite,
      { unset: 'not set', lax: 'Lax', strict: 'Strict', none: 'None' },
    ),
  },
  {
    name: 'cookie.path',
    label: 'Path',
    group: 'The cookie',
    from: NEXT_COOKIE,
    control: { kind: 'text' },
    clause: ({ cookie }) =>
      cookie.path === '/'
        ? 'the cookie goes along to every address of the shop'
        : `the cookie goes along only to ${cookie.path} and to paths below it, by whole segments`,
  },
  {
    name: 'cookie.domain',
    label: 'Domain',
    group: 'The cookie',
    from: NEXT_COOKIE,
    control: { kind: 'text', hint: 'Empty: not set.' },
    clause: ({ cookie }) =>
      cookie.domain === null
        ? 'the cookie goes to this host only'
        : `the cookie also goes to hosts below ${cookie.domain}`,
  },
  {
    name: 'cookie.maxAgeSeconds',
    label: 'Max-Age, in seconds',
    group: 'The cookie',
    from: NEXT_COOKIE,
    ...seconds(
      ({ cookie }) => cookie.maxAgeSeconds,
      (time) => `the browser drops the cookie after ${time}, by its own clock`,
      () => 'the browser keeps the cookie until the browser is closed',
    ),
  },
  {
    name: 'cookie.prefix',
    label: 'prefix of the name',
    group: 'The cookie',
    from: NEXT_REQUEST,
    ...choice<CookiePolicy['prefix']>(
      {
        none: 'a neighbouring host may plant a cookie of the same name',
        '__Secure-': 'browsers take a cookie of this name only with Secure',
        '__Host-':
          'browsers take a cookie of this name only with Secure, Path=/ and no Domain: no neighbour can plant it',
      },
      ({ cookie }) => cookie.prefix,
    ),
  },
];
