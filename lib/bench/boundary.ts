import type { IncomingMessage } from 'node:http';
import { canonicalMalloryAddress, type ShopAddress } from '@/lib/http/origins';
import { scriptHash } from '@/lib/http/script-hash';
import type { AllowedScripts } from '@/lib/http/security-headers';
import { guestbookMarkup } from '@/lib/shop/guestbook-markup';
import type { HeaderLine } from '@/lib/wire/exchange';
import { attribute, formatSetCookie, parseCookieHeader, parseSetCookie } from '@/lib/wire/set-cookie';
import type { Bench } from './bench';

/**
 * The wall between a bench's shop and everything else, in both directions: the shop sees no cookie that is not its
 * bench's, and sets none that reaches further than its bench.
 */

/** Which of the cookies that arrived are this bench's. */
export function mayEnter(name: string, bench: Bench, address: ShopAddress, siteCookies: readonly string[]): boolean {
  if (siteCookies.includes(name)) return false;
  // A shared host's jar also holds the cookies of whatever else runs there: only names that this bench uses come in.
  return address.ownHost || bench.cookieNames.includes(name);
}

/**
 * The header lines as they arrived, in order and as written, without the cookies that are none of this bench's.
 * @param siteCookies names of the site's own cookies
 */
export function linesIn(
  { rawHeaders }: IncomingMessage,
  bench: Bench,
  address: ShopAddress,
  siteCookies: readonly string[],
): HeaderLine[] {
  const lines: HeaderLine[] = [];
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const [name = '', value = ''] = [rawHeaders[index], rawHeaders[index + 1]];
    if (name.toLowerCase() !== 'cookie') {
      lines.push([name, value]);
      continue;
    }
    const pairs = parseCookieHeader(value);
    const allowed = pairs.filter(([cookie]) => mayEnter(cookie, bench, address, siteCookies));
    if (allowed.length === pairs.length) lines.push([name, value]);
    else if (allowed.length > 0) lines.push([name, allowed.map((pair) => pair.join('=')).join('; ')]);
  }
  return lines;
}

/**
 * Where a cookie may be sent from: an attribute that reaches further is left out, and a sentence says so.
 * What has been through here once comes out as it is.
 */
export function cookieOut(
  line: string,
  address: ShopAddress,
  siteCookies: readonly string[],
): { line: string | null; changed: string[] } {
  const cookie = parseSetCookie(line);
  if (siteCookies.includes(cookie.name)) {
    return { line: null, changed: [`The cookie ${cookie.name} is the site’s own name and was not let through.`] };
  }
  const changed: string[] = [];
  const { hostname } = new URL(address.origin);
  const domain = attribute(cookie, 'Domain')?.replace(/^\./, '').toLowerCase();
  let { attributes } = cookie;
  if (domain !== undefined && (domain !== hostname || !address.ownHost)) {
    attributes = attributes.filter(([name]) => name.toLowerCase() !== 'domain');
    changed.push(`Domain=${domain} was left out: the cookie would have reached other hosts than this bench’s.`);
  }
  if (!address.ownHost) {
    const path = attribute(cookie, 'Path');
    const fenced = fencedPath(path, address);
    attributes = [['Path', fenced], ...attributes.filter(([name]) => name.toLowerCase() !== 'path')];
    if (path !== fenced) changed.push(`Path became ${fenced}: the shop shares this host, and the path is its fence.`);
  }
  return { line: formatSetCookie({ ...cookie, attributes }), changed };
}

function fencedPath(path: string | undefined, { base }: ShopAddress): string {
  if (path?.startsWith(`${base}/`)) return path;
  return path?.startsWith('/') ? base + path : `${base}/`;
}

/**
 * The one page of a shop that may run scripts is the guestbook, where Mallory has put some of the menu into it, and the
 * shop has a host of its own: elsewhere a script would run on the origin of the site.
 */
export function scriptsAllowed(path: string, bench: Bench, { ownHost }: ShopAddress): AllowedScripts | null {
  const names = bench.guestbook.markup();
  if (!ownHost || names.length === 0 || !/^\/guestbook\/?$/.test(path)) return null;
  const hashes = names.map((name) => scriptHash(guestbookMarkup[name]));
  return { hashes, pictures: `${canonicalMalloryAddress(bench.id)}/` };
}
