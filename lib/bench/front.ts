import { isDatabaseFailure } from '@/lib/db';
import { env } from '@/lib/env';
import { type Arrival, arrive } from '@/lib/http/arrival';
import { type ShopAddress, shopAddressOf } from '@/lib/http/origins';
import { shopHeaders } from '@/lib/http/security-headers';
import { MAX_BENCH_BODY_BYTES } from '@/lib/http/submission';
import { errorText, log } from '@/lib/log';
import { StoreUnavailable } from '@/lib/shop/stores/store';
import { findBench, NoSuchBench } from './benches';
import { answerOwnPath } from './own-paths';
import { send } from './send';
import { visit } from './visit';

/**
 * Where requests for the shops come in: finds the bench, holds its limits, and lets its shop answer. Paths that begin
 * with "_" are the bench's own doing and no part of the shop: they stand nowhere on the wire.
 *
 * @param siteCookies names of the site's own cookies, which no shop may see or set
 */
export function answerShops(siteCookies: readonly string[]): (arrival: Arrival) => Promise<void> {
  return (arrival) => arrive(arrival, () => answer(arrival, siteCookies));
}

/** A request that goes no further. The message is one sentence for whoever sent it. */
class Turned extends Error {
  readonly status: number;
  readonly headers: Record<string, string>;

  constructor(status: number, message: string, headers: Record<string, string> = {}) {
    super(message);
    this.status = status;
    this.headers = headers;
  }
}

async function answer(arrival: Arrival, siteCookies: readonly string[]): Promise<void> {
  const { place, shop, request, response } = arrival;
  if (!place || !shop) throw new Error('A request without a shop came to the shops.');
  const address = shopAddressOf(place, shop);
  const site = place.part === 'shop' ? env().SITE_ORIGIN : address.origin;
  try {
    const { method = 'GET' } = request;
    if (!['GET', 'HEAD', 'POST'].includes(method)) {
      throw new Turned(405, 'This method is not answered here.', { Allow: 'GET, HEAD, POST' });
    }
    // First the body, which may take its time: the bench must not end meanwhile.
    const body = method === 'POST' ? await readBody(arrival) : '';
    const bench = await findBench(shop);
    const wait = bench.rate.take();
    if (wait > 0) {
      throw new Turned(429, `This bench has had too many requests. Try again in ${wait} s.`, {
        'Retry-After': String(wait),
      });
    }
    const given = { arrival, address, site, siteCookies, body };
    const path = pathBelow(request.url ?? '/', address);
    if (path.startsWith('/_')) await send(await answerOwnPath(path, bench, given), response);
    else await visit(bench, given);
  } catch (error) {
    // Whoever hung up in the middle of a body gets no answer.
    if (request.destroyed && !request.complete) return;
    await send(refusal(error, site, arrival), response);
  }
}

function refusal(error: unknown, site: string, { id }: Arrival): Response {
  const sentence = (status: number, text: string, headers: Record<string, string> = {}) =>
    new Response(`${text}\n`, {
      status,
      headers: { 'Content-Type': 'text/plain; charset=utf-8', ...shopHeaders(site), ...headers },
    });
  if (error instanceof Turned) return sentence(error.status, error.message, error.headers);
  if (error instanceof NoSuchBench) return sentence(404, error.message);
  if (error instanceof StoreUnavailable) return sentence(503, error.message, { 'Retry-After': '5' });
  log().error({ event: 'unexpected-error', request: id, error: errorText(error) });
  if (isDatabaseFailure(error)) {
    return sentence(503, 'The database does not answer. Try again in a moment.', { 'Retry-After': '10' });
  }
  return sentence(500, `This went wrong here, and was logged under the number ${id}.`);
}

/** The path below the shop's base, without its query. */
function pathBelow(target: string, { base }: ShopAddress): string {
  const path = target.split('?', 1)[0] ?? '/';
  return path.startsWith(base) ? path.slice(base.length) || '/' : path;
}

/** Without a length there is no body (RFC 9112, 6.3): `curl -X POST` logs out. */
async function readBody({ request }: Arrival): Promise<string> {
  const close = { Connection: 'close' };
  if (request.headers['transfer-encoding'] !== undefined) {
    throw new Turned(411, 'Say how long the body is: send Content-Length.', close);
  }
  if (Number(request.headers['content-length'] ?? 0) > MAX_BENCH_BODY_BYTES) {
    throw new Turned(413, `The body is longer than ${MAX_BENCH_BODY_BYTES} bytes.`, close);
  }
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part);
  return Buffer.concat(parts).toString('utf8');
}
