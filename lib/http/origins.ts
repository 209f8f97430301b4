import { isIP } from 'node:net';
import { env, type Settings } from '../env.ts';
import { otherOrigin } from './other-address.ts';

/** Which of the three hosts a request came to, and what may be done there. */
export interface Place {
  part: 'site' | 'shop' | 'mallory';
  /** Scheme, host and port as the visitor's browser has them; from the settings, never from X-Forwarded headers. */
  origin: string;
  /** HTTPS or loopback: browsers keep Secure cookies here, and a password crosses no network in the clear. */
  trustworthy: boolean;
  /** The bench whose own host this is, or whose sub-host (then the part is Mallory's); null everywhere else. */
  bench: string | null;
}

/** Where one bench's shop is for a visitor who came to a certain place. */
export interface ShopAddress {
  origin: string;
  /** What its paths begin with: nothing on a host of its own, `/shop/<bench>` where it shares one. */
  base: string;
  ownHost: boolean;
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
    return {
      part,
      origin: `${protocol}//${host.host}`,
      trustworthy: protocol === 'https:' || isLoopback(hostname),
      bench: part === 'shop' ? benchOf(hostname, configured) : null,
    };
  };
  const site = new URL(settings.SITE_ORIGIN);
  if (hostname === site.hostname) return at('site', settings.SITE_ORIGIN);
  const below = subHostBenchOf(hostname, settings);
  if (below) return { ...at('mallory', settings.SHOP_ORIGIN), bench: below };
  if (isUnder(hostname, settings.SHOP_ORIGIN)) return at('shop', settings.SHOP_ORIGIN);
  if (isUnder(hostname, settings.MALLORY_ORIGIN)) return at('mallory', settings.MALLORY_ORIGIN);
  if (isLoopback(hostname) || isLoopback(site.hostname)) {
    return { part: 'site', origin: host.origin, trustworthy: isLoopback(hostname), bench: null };
  }
  return null;
}

/** The sub-host of a bench's own host that Mallory has taken over: `mallory.k7f2.shop.session.localhost`. */
const SUB_HOST = 'mallory.';

/** `k7f2` of `mallory.k7f2.shop.session.localhost`: from there she can set cookies that the shop of k7f2 receives. */
function subHostBenchOf(hostname: string, { SHOP_ORIGIN }: Settings): string | null {
  return hostname.startsWith(SUB_HOST) ? benchOf(hostname.slice(SUB_HOST.length), SHOP_ORIGIN) : null;
}

/** `k7f2` of `k7f2.shop.session.localhost`. Other deeper names than Mallory's are nobody's. */
function benchOf(hostname: string, pattern: string): string | null {
  if (!pattern.includes('//*.')) return null;
  const parent = `.${new URL(pattern.replace('//*.', '//')).hostname}`;
  const label = hostname.endsWith(parent) ? hostname.slice(0, -parent.length) : '';
  return label !== '' && !label.includes('.') ? label : null;
}

/**
 * Where a bench's shop is, for whoever came to `place`: on a host of its own beside the site's own name, and under a
 * path of the very host they came by where they used any other name (from there the shop's host would be another
 * site, and a frame of it would lose every cookie).
 */
export function shopAddressOf(place: Place, bench: string, settings: Settings = env()): ShopAddress {
  const shared = { base: `/shop/${bench}`, ownHost: false };
  if (place.bench === bench) return { origin: place.origin, base: '', ownHost: true, trustworthy: place.trustworthy };
  if (place.part === 'shop') return { origin: place.origin, trustworthy: place.trustworthy, ...shared };
  if (place.origin !== settings.SITE_ORIGIN) {
    return { origin: place.origin, trustworthy: place.trustworthy, ...shared };
  }
  return canonicalShopAddress(bench, settings);
}

/** Where a bench's shop is for a visitor who uses the site's own name. */
export function canonicalShopAddress(bench: string, settings: Settings = env()): ShopAddress {
  const hasWildcard = settings.SHOP_ORIGIN.includes('//*.');
  const origin = settings.SHOP_ORIGIN.replace('//*.', hasWildcard ? `//${bench}.` : '//');
  const { protocol, hostname } = new URL(origin);
  return {
    origin,
    base: hasWildcard ? '' : `/shop/${bench}`,
    ownHost: hasWildcard,
    trustworthy: protocol === 'https:' || isLoopback(hostname),
  };
}

/** Mallory's sub-host of a bench's own host; null where the shop shares a host. */
export function subHostOrigin(bench: string, settings: Settings = env()): string | null {
  const { origin, ownHost } = canonicalShopAddress(bench, settings);
  return ownHost ? origin.replace('//', `//${SUB_HOST}`) : null;
}

/** Mallory's own site, which is another site than the shop. */
export function malloryOrigin(settings: Settings = env()): string {
  return settings.MALLORY_ORIGIN;
}

/** Where a bench's corner of Mallory's site is for a visitor who came to a certain place. */
export interface MalloryAddress {
  /** Absolute, without a slash at the end: `http://mallory.localhost:3000/k7f2`. */
  base: string;
  /** False where it shares the host with the shop: requests from there count as the shop's own. */
  otherSite: boolean;
}

/** A bench's corner of Mallory's site for a visitor who uses the site's own name, without a slash at the end. */
export function canonicalMalloryAddress(bench: string, settings: Settings = env()): string {
  return `${settings.MALLORY_ORIGIN}/${bench}`;
}

/**
 * Like the shop, her site is on a host of its own for whoever uses the site's own name, and below a path elsewhere: of the
 * machine's other address, where there is one, since that is another site too.
 */
export function malloryAddressOf(place: Place, bench: string, settings: Settings = env()): MalloryAddress {
  const isOwnName = place.origin === settings.SITE_ORIGIN || place.bench !== null || place.part === 'mallory';
  if (isOwnName) return { base: canonicalMalloryAddress(bench, settings), otherSite: true };
  const other = otherOrigin(place.origin, settings);
  return { base: `${other ?? place.origin}/mallory/${bench}`, otherSite: other !== null };
}

/** Where the visitor of a page of Mallory's, who came to it at `place`, has the site and its shops. */
export function victimPlaceOf(place: Place, settings: Settings = env()): Place {
  if (place.part === 'mallory') {
    const { SITE_ORIGIN: origin } = settings;
    const { protocol, hostname } = new URL(origin);
    return { part: 'site', origin, trustworthy: protocol === 'https:' || isLoopback(hostname), bench: null };
  }
  return { ...place, origin: otherOrigin(place.origin, settings) ?? place.origin };
}

/**
 * Which bench's shop a request is for; null where it is for no shop. The site's own name has no shops, since a page of
 * a shop must never share an origin with the account app where the two can be apart.
 */
export function shopRequested(place: Place | null, target: string, settings: Settings = env()): string | null {
  if (!place || place.part === 'mallory') return null;
  if (place.bench) return place.bench;
  const isShared =
    place.part === 'shop' ? !settings.SHOP_ORIGIN.includes('//*.') : place.origin !== settings.SITE_ORIGIN;
  return (isShared && /^\/shop\/([a-z0-9]+)(?=[/?]|$)/.exec(target)?.[1]) || null;
}

/** Whether a request is for Mallory's site, on a host of its own or below `/mallory/` where it shares one. */
export function malloryRequested(place: Place | null, target: string, settings: Settings = env()): boolean {
  if (!place || place.part === 'shop') return false;
  return place.part === 'mallory' || (place.origin !== settings.SITE_ORIGIN && /^\/mallory(?=[/?]|$)/.test(target));
}

/**
 * The place of "check this room" among the benches: it has a bench's addresses, and no bench can have this id, which is
 * shorter than theirs.
 */
export const CHECK = 'check';

const CHECKS_CORNER = new RegExp(`^(?:/mallory)?/${CHECK}/`);

/** Whether a request is for the check: on its host, on that one's sub-host, or in its corner of Mallory's site. */
export function checkRequested(place: Place | null, target: string, settings: Settings = env()): boolean {
  if (place?.bench === CHECK || shopRequested(place, target, settings) === CHECK) return true;
  return malloryRequested(place, target, settings) && CHECKS_CORNER.test(target);
}
