import type { Exchange } from '@/lib/wire/exchange';
import { headerOf, headersOf } from '@/lib/wire/header-of';
import { cookieIn, isForgotten, parseSetCookie } from '@/lib/wire/set-cookie';
import type { Step } from '@/lib/wire/step';
import { visitorOf } from '@/lib/wire/visitor-of';

/** What a step may look for in an exchange: small questions, to be put together with `&&`. All of them are pure. */

/** The path below the shop's base, without its query: `/profile`, wherever the shop stands. */
export function pathOf({ request }: Exchange): string {
  const path = request.target.split('?', 1)[0] ?? '/';
  return path.replace(/^\/shop\/[a-z0-9]+(?=\/|$)/, '') || '/';
}

/** The reader's own browser asked for this: `asked(exchange, 'GET', '/profile')`. */
export function asked(exchange: Exchange, method: string, path: string): boolean {
  return exchange.sender === 'browser' && !exchange.scripted && isRequest(exchange, method, path);
}

/** Mallory's client asked for this. */
export function askedByMallory(exchange: Exchange, method: string, path: string): boolean {
  return exchange.sender === 'mallory' && isRequest(exchange, method, path);
}

function isRequest(exchange: Exchange, method: string, path: string): boolean {
  return exchange.request.method === method && pathOf(exchange) === path;
}

/** Somebody has logged in by the shop's form, in the reader's own browser. */
export function loggedIn(exchange: Exchange, user = 'ada'): boolean {
  return asked(exchange, 'POST', '/login') && exchange.response.status < 400 && visitorOf(exchange) === user;
}

/** Whether the server did or found this, as `did(exchange, 'signature-differs')`. */
export function did({ steps }: Pick<Exchange, 'steps'>, kind: Step['kind']): boolean {
  return steps.some((step) => step.kind === kind);
}

/** The value that the request brought under this name; null where it brought none. */
export function broughtCookie({ request }: Exchange, name: string): string | null {
  return cookieIn(headerOf(request.headers, 'cookie') ?? '', name);
}

/** Whether the request brought any cookie at all. */
export function broughtAnyCookie({ request }: Exchange): boolean {
  return headerOf(request.headers, 'cookie') !== undefined;
}

/** The value that the answer sets under this name, to be kept; null where it sets none. */
export function setCookieOf({ response }: Exchange, name: string): string | null {
  const cookies = headersOf(response.headers, 'set-cookie').map(parseSetCookie);
  return cookies.findLast((cookie) => cookie.name === name && !isForgotten(cookie))?.value ?? null;
}
