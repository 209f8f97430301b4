import { env } from '@/lib/env';
import { type Arrival, arrive } from '@/lib/http/arrival';
import { type ShopAddress, shopAddressOf } from '@/lib/http/origins';
import { shopHeaders } from '@/lib/http/security-headers';
import type { Exchange } from '@/lib/wire/exchange';
import { findBench } from './benches';
import { type Caller, callerOf } from './caller';
import { answerOwnPath } from './own-paths';
import { send } from './send';
import { readBody, refusal, refuseOtherMethods, Turned } from './turned';
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

async function answer(arrival: Arrival, siteCookies: readonly string[]): Promise<void> {
  const { place, shop, request, response } = arrival;
  if (!place || !shop) throw new Error('A request without a shop came to the shops.');
  const caller = callerOf(request);
  const address = asConnected(shopAddressOf(place, shop), caller);
  const site = place.part === 'shop' ? env().SITE_ORIGIN : address.origin;
  let exchange: Exchange | null = null;
  try {
    refuseOtherMethods(request);
    // First the body, which may take its time: the bench must not end meanwhile.
    const body = await readBody(request);
    const bench = await findBench(shop);
    // What the lab's own clients send is bounded by what they are there for.
    const wait = caller ? 0 : bench.rate.take();
    if (wait > 0) {
      throw new Turned(429, `This bench has had too many requests. Try again in ${wait} s.`, {
        'Retry-After': String(wait),
      });
    }
    const given = { arrival, address, site, siteCookies, body, caller };
    const path = pathBelow(request.url ?? '/', address);
    if (path.startsWith('/_')) await send(await answerOwnPath(path, bench, given), response);
    else exchange = await visit(bench, given);
  } catch (error) {
    // Whoever hung up in the middle of a body gets no answer.
    if (request.destroyed && !request.complete) return;
    await send(refusal(error, arrival, shopHeaders(site)), response);
  } finally {
    caller?.answered(exchange);
  }
}

/**
 * The lab's own TLS end speaks plain HTTP to this server; to the shop the visitor came by HTTPS. A strict client that came
 * without it came by plain HTTP, whatever this site's own scheme is.
 */
function asConnected(address: ShopAddress, caller: Caller | null): ShopAddress {
  if (!caller?.secure && !caller?.strict) return address;
  const { secure } = caller;
  return {
    ...address,
    origin: address.origin.replace(/^https?:/, secure ? 'https:' : 'http:'),
    trustworthy: secure,
  };
}

/** The path below the shop's base, without its query. */
function pathBelow(target: string, { base }: ShopAddress): string {
  const path = target.split('?', 1)[0] ?? '/';
  return path.startsWith(base) ? path.slice(base.length) || '/' : path;
}
