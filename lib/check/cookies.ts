import { parseCookieHeader } from '@/lib/wire/set-cookie';
import type { Check } from './checks';
import type { Station } from './seen';

/**
 * The cookies that a check sets: fixed names and attributes, the check's key as value, fenced in by its path, gone in
 * ten minutes. No other cookie is read, set or told of.
 */

const TEN_MINUTES = 'Max-Age=600';
/** Twice what a browser may keep (RFC 6265bis, 5.6.2). */
const EIGHT_HUNDRED_DAYS = 800 * 24 * 60 * 60;
/** Name and value together (RFC 6265bis, 5.7). */
const MAX_BYTES = 4096;

const NAMES = new Set([
  'check-unset',
  'check-lax',
  'check-strict',
  'check-none',
  'check-none-secure',
  'check-http-only',
  'check-secure',
  'check-past',
  'check-elsewhere',
  'check-order',
  'check-full',
  'check-large',
  'check-days',
  'check-domain',
  'check-planted',
  'check-login',
  '__Secure-check-right',
  '__Secure-check-wrong',
  '__Host-check-right',
  '__Host-check-wrong',
]);

export const isCheckCookie = (name: string): boolean => NAMES.has(name);

/** This check's cookies in a Cookie header, in order. What a tag tells apart is written `name=tag`. */
export function cookiesIn(header: string, { key }: Check): string[] {
  return parseCookieHeader(header)
    .filter(([name, value]) => isCheckCookie(name) && value.startsWith(key))
    .map(([name, value]) => {
      const tag = /^-([a-z]+)/.exec(value.slice(key.length))?.[1];
      return tag ? `${name}=${tag}` : name;
    });
}

/** What the answer to a request of the check sets. */
export function cookiesSetAt(station: Station, check: Check): string[] {
  const { hostname, pathname } = new URL(check.places.shop);
  const line = (name: string, attributes: string[], { tag = '', path = pathname, life = TEN_MINUTES } = {}) =>
    [`${name}=${check.key}${tag}`, `Path=${path}`, life, ...attributes].join('; ');
  const filled = (name: string, bytes: number) =>
    line(name, [], { tag: '.'.repeat(bytes - name.length - check.key.length), path: `${pathname}size/` });
  const { ownHost } = check.seen;
  switch (station) {
    case 'begin':
      return [
        line('check-unset', []),
        line('check-lax', ['SameSite=Lax']),
        line('check-strict', ['SameSite=Strict']),
        line('check-none', ['SameSite=None']),
        line('check-none-secure', ['SameSite=None', 'Secure']),
        line('check-http-only', ['HttpOnly']),
        line('check-secure', ['Secure']),
        line('check-past', []),
        line('check-elsewhere', [], { path: `${pathname}elsewhere/` }),
        line('check-order', [], { tag: '-far' }),
        line('check-order', [], { tag: '-near', path: `${pathname}near/` }),
        line('check-large', [], { tag: '-old', path: `${pathname}size/` }),
        line('check-days', [], { life: `Max-Age=${EIGHT_HUNDRED_DAYS}` }),
        line('__Secure-check-right', ['Secure']),
        line('__Secure-check-wrong', []),
        line('__Host-check-wrong', ['Secure']),
        // These two reach the whole host: only where nobody else lives on it.
        ...(ownHost ? [line('__Host-check-right', ['Secure'], { path: '/' })] : []),
        ...(ownHost ? [line('check-domain', [`Domain=${hostname}`])] : []),
      ];
    case 'link':
      return [
        `check-past=; Path=${pathname}; Expires=Thu, 01 Jan 1970 00:00:00 GMT`,
        line('check-days', [], { life: 'Max-Age=0' }),
        filled('check-full', MAX_BYTES),
        filled('check-large', MAX_BYTES + 1),
      ];
    case 'sub-host':
      return [line('check-planted', [`Domain=${hostname}`])];
    case 'mallory-form':
      // What a login would set, in answer to Mallory's form.
      return [line('check-login', ['SameSite=Strict'])];
    case 'left':
      // A logout changes a cookie: only then does Chromium give up a page that it has kept.
      return [line('check-http-only', ['HttpOnly'], { life: 'Max-Age=0' })];
    default:
      return [];
  }
}
