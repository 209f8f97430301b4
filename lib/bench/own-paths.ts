import type { Arrival } from '@/lib/http/arrival';
import { fontFile } from '@/lib/http/font-file';
import type { ShopAddress } from '@/lib/http/origins';
import { shopHeaders } from '@/lib/http/security-headers';
import { readFields } from '@/lib/http/submission';
import { stylesheet } from '@/lib/shop/styles';
import { parseCookieHeader } from '@/lib/wire/set-cookie';
import type { Bench } from './bench';
import { mayEnter } from './boundary';
import { clientOf } from './client-of';
import { hands, mayDrive } from './hands';
import { changeCookie, emptyJar } from './jar-change';
import type { Visit } from './visit';

/** What a bench itself answers on its shop's host: the shop's stylesheet and typefaces, and the visitor's jar. */
export async function answerOwnPath(path: string, bench: Bench, given: Visit): Promise<Response> {
  const { site } = given;
  const isRead = given.arrival.request.method !== 'POST';
  const file = (content: BodyInit, type: string) =>
    new Response(content, {
      headers: { ...shopHeaders(site), 'Content-Type': type, 'Cache-Control': 'max-age=3600' },
    });
  if (path === '/_style.css' && isRead) return file(stylesheet, 'text/css; charset=utf-8');
  const font = FONTS[path];
  if (font && isRead) return file(await fontFile(font), 'font/woff2');
  if (path === '/_start' && isRead) return start(bench, given);
  if (path === '/_hands' && isRead && mayDrive(bench, given)) return hands(bench, given);
  if (path === '/_jar' && !isRead) return changeJar(bench, given);
  if (path === '/_jar') return sentence(405, 'The jar is changed by POST.', site, { Allow: 'POST' });
  return sentence(404, 'There is nothing at this address.', site);
}

const FONTS: Readonly<Record<string, string>> = {
  '/_fraunces.woff2': 'fraunces/files/fraunces-latin-soft-normal.woff2',
  // Asked for by pages with Hindi on them only; not every machine has such a face of its own.
  '/_devanagari.woff2': 'noto-serif-devanagari/files/noto-serif-devanagari-devanagari-wght-normal.woff2',
};

function sentence(status: number, text: string, site: string, headers: Record<string, string> = {}): Response {
  const type = { 'Content-Type': 'text/plain; charset=utf-8' };
  return new Response(`${text}\n`, { status, headers: { ...type, ...shopHeaders(site), ...headers } });
}

function redirect(to: string, cookies: string[], site: string): Response {
  const headers = new Headers({ ...shopHeaders(site), Location: to });
  for (const cookie of cookies) headers.append('Set-Cookie', cookie);
  return new Response(null, { status: 303, headers });
}

/** The shop's first page with an empty jar: where a bench's frame goes when it is back at its start. */
function start(bench: Bench, { arrival, address, site, siteCookies }: Visit): Response {
  if (!isFromHere(arrival, site, address)) return sentence(403, 'This link is another site’s.', site);
  const arrived = parseCookieHeader(arrival.request.headers.cookie ?? '')
    .map(([name]) => name)
    .filter((name) => mayEnter(name, bench, address, siteCookies));
  return redirect(`${address.base}/`, emptyJar(bench, address, clientOf(arrival), arrived), site);
}

/**
 * Only the bench's own page and its shop may change the jar. The page is of another origin of the same site, and its
 * referrer policy makes browsers send `Origin: null` from there; a client that is no browser sends neither header.
 */
function isFromHere({ request }: Arrival, site: string, { origin }: ShopAddress): boolean {
  const { origin: claimed, 'sec-fetch-site': from } = request.headers;
  if (from === 'same-site') return claimed === undefined || [site, origin, 'null'].includes(claimed);
  if (from === 'cross-site') return false;
  return claimed === undefined || claimed === site || claimed === origin;
}

function changeJar(bench: Bench, { arrival, address, site, siteCookies, body }: Visit): Response {
  if (!isFromHere(arrival, site, address)) return sentence(403, 'This form is another site’s.', site);
  const type = arrival.request.headers['content-type']?.split(';')[0]?.trim().toLowerCase();
  if (type !== 'application/x-www-form-urlencoded') return sentence(415, 'The jar is changed by a form.', site);
  const fields = readFields(body);
  if (!fields) return sentence(400, 'This form names a field twice, or holds what is no text.', site);
  const changed = changeCookie(bench, fields, { address, client: clientOf(arrival), siteCookies });
  if ('error' in changed) return sentence(400, changed.error, site);
  bench.changed();
  const { return: back = '' } = fields;
  const to = /^\/(bench|learn)\/[a-z0-9/?=&-]*(#[a-z-]+)?$/.test(back)
    ? site + back
    : `${address.origin}${address.base}/`;
  return redirect(to, changed.lines, site);
}
