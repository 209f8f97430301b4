import { isIP } from 'node:net';
import { env, type Settings } from '../env.ts';

/** Which of the three hosts a request came to, and what may be done there. */
export interface Place {
  part: 'site' | 'shop' | 'mallory';
  /** Scheme, host and port as the visitor's browser has them; from the settings, never from X-Forwarded headers. */
  origin: string;
  /** HTTPS or loopback: browsers keep Secure cookies here, and a password crosses no network in the clear. */
  trustworthy: boolean;
}

/**
 * True for names and addresses that never leave the machine.
 * @see https://www.w3.org/TR/secure-contexts/#is-origin-trustworthy
 */
export function isLoopback(hostname: string): boolean {
  if (hostname === 'localhost' || hostname.endsWith('.localhost') || hostname === '[::1]') return true;
  return isIP(hostname) === 4 && hostname.startsWith('127.');
}

/** The URL of a bare `Host` header, or null when it is anything else (a path, a user, a space, nothing at all). */
function parseHost(header: string | undefined): URL | null {
  if (!header || !/^[a-z0-9.[\]:_-]+$/i.test(header) || !URL.canParse(`http://${header}`)) return null;
  const url = new URL(`http://${header}`);
  return url.pathname === '/' && url.hostname !== '' ? url : null;
}

function isUnder(hostname: string, pattern: string): boolean {
  const wanted = new URL(pattern.replace('//*.', '//')).hostname;
  return hostname === wanted || (pattern.includes('//*.') && hostname.endsWith(`.${wanted}`));
}

/**
 * The one function that decides a visitor's origins, by the `Host` header and the settings alone.
 *
 * A site with a public name answers to that name and to loopback. Without one (a laptop in a classroom) every other
 * name or address the machine is reached by is the site too: a visitor may have no way to resolve `*.localhost`.
 *
 * @returns null for a missing or malformed host, or a name this server does not answer to: 421 Misdirected Request
 *   (RFC 9110, 15.5.20).
 */
export function placeOf(hostHeader: string | undefined, settings: Settings = env()): Place | null {
  const host = parseHost(hostHeader);
  if (!host) return null;
  const { hostname } = host;
  const at = (part: Place['part'], configured: string): Place => {
    const { protocol } = new URL(configured.replace('//*.', '//'));
    return { part, origin: `${protocol}//${host.host}`, trustworthy: protocol === 'https:' || isLoopback(hostname) };
  };
  const site = new URL(settings.SITE_ORIGIN);
  if (hostname === site.hostname) return at('site', settings.SITE_ORIGIN);
  if (isUnder(hostname, settings.SHOP_ORIGIN)) return at('shop', settings.SHOP_ORIGIN);
  if (isUnder(hostname, settings.MALLORY_ORIGIN)) return at('mallory', settings.MALLORY_ORIGIN);
  if (isLoopback(hostname) || isLoopback(site.hostname)) {
    return { part: 'site', origin: host.origin, trustworthy: isLoopback(hostname) };
  }
  return null;
}
