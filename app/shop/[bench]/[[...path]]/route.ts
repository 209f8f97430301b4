import { BENCH_COOKIE } from '@/app/bench/own-bench';
import { COOKIE_NAMES } from '@/lib/account/session';
import type { Bench } from '@/lib/bench/bench';
import { findBench, NoSuchBench } from '@/lib/bench/benches';
import { changeCookie, emptyJar } from '@/lib/bench/jar-change';
import { visit } from '@/lib/bench/visit';
import { env } from '@/lib/env';
import { type Arrival, arrival } from '@/lib/http/arrival';
import { type ShopAddress, shopAddressOf } from '@/lib/http/origins';
import { shopHeaders } from '@/lib/http/security-headers';
import { readFields } from '@/lib/http/submission';
import { StoreUnavailable } from '@/lib/shop/stores/store';
import { stylesheet } from '@/lib/shop/styles';
import { parseCookieHeader } from '@/lib/wire/set-cookie';
import { shopFont } from '../font';

/**
 * Mounts the shops: proxy.ts sends every request for one here. Paths that begin with "_" are the bench's own doing and
 * no part of the shop: they stand nowhere on the wire.
 */

const SITE_COOKIES = [...Object.values(COOKIE_NAMES), BENCH_COOKIE];

async function answer(request: Request): Promise<Response> {
  const current = arrival();
  const { place, shop: id } = current;
  if (!place || !id) return sentence(404, 'There is nothing at this address.', "'none'");
  const address = shopAddressOf(place, id);
  const site = address.ownHost ? env().SITE_ORIGIN : address.origin;
  try {
    const bench = await findBench(id);
    const wait = bench.rate.take();
    if (wait > 0) {
      return sentence(429, `This bench has had too many requests. Try again in ${wait} s.`, site, {
        'Retry-After': String(wait),
      });
    }
    const path = pathIn(current, address);
    if (path.startsWith('/_')) return await answerItself(path, request, { bench, current, address, site });
    const body = request.method === 'POST' ? await request.text() : '';
    return await visit(bench, { arrival: current, address, site, siteCookies: SITE_COOKIES, body });
  } catch (error) {
    if (error instanceof NoSuchBench) return sentence(404, error.message, site);
    if (error instanceof StoreUnavailable) return sentence(503, error.message, site, { 'Retry-After': '5' });
    throw error;
  }
}

export { answer as GET, answer as HEAD, answer as POST };

function sentence(status: number, text: string, site: string, headers: Record<string, string> = {}): Response {
  const type = { 'Content-Type': 'text/plain; charset=utf-8' };
  return new Response(`${text}\n`, { status, headers: { ...type, ...shopHeaders(site), ...headers } });
}

/** The path below the shop's base, without its query. */
function pathIn({ request }: Arrival, { base }: ShopAddress): string {
  const path = (request.url ?? '/').split('?', 1)[0] ?? '/';
  return path.startsWith(base) ? path.slice(base.length) || '/' : path;
}

interface Own {
  bench: Bench;
  current: Arrival;
  address: ShopAddress;
  site: string;
}

async function answerItself(path: string, request: Request, own: Own): Promise<Response> {
  const { site } = own;
  const isRead = request.method !== 'POST';
  // Named by no content: a new version of the site is to be seen at once.
  const file = (content: BodyInit, type: string) =>
    new Response(content, {
      headers: { ...shopHeaders(site), 'Content-Type': type, 'Cache-Control': 'max-age=3600' },
    });
  if (path === '/_style.css' && isRead) return file(stylesheet, 'text/css; charset=utf-8');
  if (path === '/_fraunces.woff2' && isRead) return file(await shopFont(), 'font/woff2');
  if (path === '/_start' && isRead) return start(own);
  if (path === '/_jar' && !isRead) return changeJar(request, own);
  if (path === '/_jar') return sentence(405, 'The jar is changed by POST.', site, { Allow: 'POST' });
  return sentence(404, 'There is nothing at this address.', site);
}

const clientOf = ({ address, request }: Arrival) => `${address} ${request.headers['user-agent'] ?? ''}`;

function redirect(to: string, cookies: string[], site: string): Response {
  const headers = new Headers({ ...shopHeaders(site), Location: to });
  for (const cookie of cookies) headers.append('Set-Cookie', cookie);
  return new Response(null, { status: 303, headers });
}

/** The shop's first page with an empty jar: where a bench's frame goes when it is back at its start. */
function start({ bench, current, address, site }: Own): Response {
  if (!isFromHere(current, site, address)) return sentence(403, 'This link is another site’s.', site);
  const arrived = parseCookieHeader(current.request.headers.cookie ?? '')
    .map(([name]) => name)
    .filter((name) => !SITE_COOKIES.includes(name) && (address.ownHost || bench.cookieNames.includes(name)));
  return redirect(`${address.base}/`, emptyJar(bench, address, clientOf(current), arrived), site);
}

/** Only the bench's own page and its shop may change the jar; a client that is no browser sends neither header. */
function isFromHere({ request }: Arrival, site: string, { origin }: ShopAddress): boolean {
  const { origin: claimed, 'sec-fetch-site': from = 'none' } = request.headers;
  if (claimed !== undefined && claimed !== site && claimed !== origin) return false;
  return from !== 'cross-site';
}

async function changeJar(request: Request, { bench, current, address, site }: Own): Promise<Response> {
  if (!isFromHere(current, site, address)) return sentence(403, 'This form is another site’s.', site);
  const type = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase();
  if (type !== 'application/x-www-form-urlencoded') return sentence(415, 'The jar is changed by a form.', site);
  const fields = readFields(await request.text());
  if (!fields) return sentence(400, 'This form names a field twice, or holds what is no text.', site);
  const changed = changeCookie(bench, fields, { address, client: clientOf(current), siteCookies: SITE_COOKIES });
  if ('error' in changed) return sentence(400, changed.error, site);
  bench.changed();
  const { return: back = '' } = fields;
  const to = /^\/bench\/[a-z0-9/?=&-]*$/.test(back) ? site + back : `${address.origin}${address.base}/`;
  return redirect(to, changed.lines, site);
}
