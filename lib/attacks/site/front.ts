import type { Bench } from '@/lib/bench/bench';
import { findBench } from '@/lib/bench/benches';
import { type Caller, callerOf } from '@/lib/bench/caller';
import { exchangeOf } from '@/lib/bench/exchange-of';
import { send } from '@/lib/bench/send';
import { readBody, refusal, refuseOtherMethods, Turned } from '@/lib/bench/turned';
import { type Arrival, arrive } from '@/lib/http/arrival';
import { shopAddressOf, victimPlaceOf } from '@/lib/http/origins';
import type { Exchange, HeaderLine } from '@/lib/wire/exchange';
import { malloryHeaders } from './headers';
import { site } from './site';

/**
 * Where requests for Mallory's site come in. What crosses between it and a victim stands on the wire of the bench; paths
 * that begin with "_", and the pages that run an attack, are the lab's own doing.
 */
export function answerMallory(arrival: Arrival): Promise<void> {
  return arrive(arrival, () => answer(arrival));
}

/** On her own origin, and below `/mallory/` where she shares a host, the first part of the path names the bench. */
const CORNER = /^(?:\/mallory)?\/([a-z0-9]{4,20})(\/[^?]*)(\?.*)?$/;

async function answer(arrival: Arrival): Promise<void> {
  const { request, response } = arrival;
  const caller = callerOf(request);
  let exchange: Exchange | null = null;
  try {
    refuseOtherMethods(request);
    const body = await readBody(request);
    const { id, path } = cornerOf(arrival);
    const bench = await findBench(id);
    const wait = caller ? 0 : bench.rate.take();
    if (wait > 0) throw new Turned(429, `This bench has had too many requests. Try again in ${wait} s.`);
    exchange = await show(bench, { arrival, body, caller }, path);
  } catch (error) {
    // Whoever hung up in the middle of a body gets no answer.
    if (request.destroyed && !request.complete) return;
    await send(refusal(error, arrival, malloryHeaders()), response);
  } finally {
    caller?.answered(exchange);
  }
}

/** Whose corner of her site was asked for, and the path in it with its query. @throws {Turned} 404 */
function cornerOf({ place, request }: Arrival): { id: string; path: string } {
  const { url: target = '/' } = request;
  if (place?.bench) return { id: place.bench, path: target };
  const [, id, path, query = ''] = CORNER.exec(target) ?? [];
  if (!id || !path) throw new Turned(404, 'There is nothing at this address.');
  return { id, path: path + query };
}

interface Given {
  arrival: Arrival;
  body: string;
  /** The lab's own client that sent it; null for everybody else. */
  caller: Caller | null;
}

async function show(bench: Bench, given: Given, path: string): Promise<Exchange | null> {
  const { arrival, body } = given;
  const { place, request, response } = arrival;
  if (!place) throw new Error('A request without a place came to Mallory.');
  const begun = performance.now();
  const at = bench.clock.now();
  const lines = linesOf(arrival);
  const { method = 'GET' } = request;
  const asked = new Request(new URL(place.origin + path), {
    method,
    headers: new Headers(lines),
    ...(method === 'POST' && { body }),
  });
  const victim = victimPlaceOf(place);
  const shop = shopAddressOf(victim, bench.id);
  const answered = await site.fetch(asked, { bench, place, victim, shop, isSubHost: place.bench !== null });
  const text = await send(answered, response);
  if (/^\/(_|run\/)/.test(path)) return null;
  return bench.record(exchangeOf(bench, given, { lines, text, steps: [], at, begun, to: 'mallory' }));
}

/** The lines as they arrived. Where she shares a host with the site, the cookies are the site's and none of hers. */
function linesOf({ place, request: { rawHeaders } }: Arrival): HeaderLine[] {
  const lines: HeaderLine[] = [];
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const [name = '', value = ''] = [rawHeaders[index], rawHeaders[index + 1]];
    if (name.toLowerCase() !== 'cookie' || place?.part === 'mallory') lines.push([name, value]);
  }
  return lines;
}
