import type { Arrival } from '@/lib/http/arrival';
import { canonicalMalloryAddress, type ShopAddress } from '@/lib/http/origins';
import { shopHeaders } from '@/lib/http/security-headers';
import { app } from '@/lib/shop/app';
import type { Secrets } from '@/lib/shop/codecs/codec';
import { isKeyed } from '@/lib/shop/policy';
import { MemoryStore } from '@/lib/shop/stores/memory';
import type { SessionStore } from '@/lib/shop/stores/store';
import type { World } from '@/lib/shop/world';
import type { Exchange } from '@/lib/wire/exchange';
import type { Passage } from '@/lib/wire/jar';
import { Trace } from '@/lib/wire/trace';
import { visitorOf } from '@/lib/wire/visitor-of';
import type { Bench } from './bench';
import { cookieOut, linesIn, scriptsAllowed } from './boundary';
import type { Caller } from './caller';
import { clientOf } from './client-of';
import { exchangeOf } from './exchange-of';
import { send } from './send';

/** A request to a bench's shop, as the server met it. */
export interface Visit {
  arrival: Arrival;
  address: ShopAddress;
  /** The origin whose pages may frame the shop. */
  site: string;
  /** Names of the site's own cookies, which no shop may see or set. */
  siteCookies: readonly string[];
  body: string;
  /** The lab's own client that sent it; null for everybody else. */
  caller: Caller | null;
}

/** Lets a bench's shop answer a request, and records the exchange when the response has left. */
export async function visit(bench: Bench, given: Visit): Promise<Exchange> {
  const { arrival, address, siteCookies, caller } = given;
  const begun = performance.now();
  const at = bench.clock.now();
  const lines = linesIn(arrival.request, bench, address, siteCookies);
  const headers = new Headers(lines);
  const trace = new Trace();
  const passage = passageOf(bench, given, headers);
  const jar = caller?.wireJar ?? bench.jarOf(clientOf(arrival));
  for (const step of jar.request(headers.get('cookie') ?? '', passage)) trace.note(step);

  const { answered, serverMicros, server } = await bench.serve(() => answerOf(bench, given, { headers, trace }));

  const text = await send(fenced(bench, answered, given, trace), arrival.response);

  const exchange = exchangeOf(bench, given, { lines, text, steps: trace.steps, at, begun, server });
  const n = bench.journal.last + 1;
  for (const [name, value] of exchange.response.headers) {
    if (name === 'Set-Cookie') jar.response(value, { ...passage, n });
  }
  if (!caller) {
    bench.loggedInAs = visitorOf(trace);
    bench.costs.add(exchange, serverMicros);
  }
  return bench.record(exchange);
}

async function answerOf(bench: Bench, given: Visit, { headers, trace }: { headers: Headers; trace: Trace }) {
  const { server, store } = await bench.nextServer();
  // The other mechanisms never ask for one.
  const world = worldFor(bench, given, trace, store ?? new MemoryStore());
  const lastId = bench.ids.last;
  const work = performance.now();
  const answered = await app.fetch(shopRequest(given, headers), world);
  const serverMicros = Math.round((performance.now() - work) * 1000);
  const mayHaveChanged = given.arrival.request.method === 'POST' || world.policy.stateChangeByGet;
  // An id that is forgotten would be given out a second time.
  if (mayHaveChanged || bench.ids.last !== lastId) bench.unsaved = true;
  return { answered, serverMicros, server };
}

function shopRequest({ arrival, address, body }: Visit, headers: Headers): Request {
  const { method = 'GET', url = '/' } = arrival.request;
  const target = url.startsWith(address.base) ? url.slice(address.base.length) || '/' : url;
  const path = target.startsWith('/') ? target : `/${target}`;
  const hasBody = method !== 'GET' && method !== 'HEAD';
  return new Request(address.origin + path, { method, headers, ...(hasBody && { body }) });
}

function worldFor(bench: Bench, { arrival, address }: Visit, trace: Trace, store: SessionStore): World {
  const { policy } = bench;
  const secrets: Secrets = { current: bench.secret, fallbacks: isKeyed(policy) ? policy.fallbackSecrets : [] };
  return {
    policy,
    base: address.base,
    origin: address.origin,
    mallory: address.ownHost ? canonicalMalloryAddress(bench.id) : null,
    peer: arrival.address,
    now: () => bench.clock.now(),
    secrets,
    users: bench.users,
    guestbook: bench.guestbook,
    store,
    ids: bench.ids,
    trace,
  };
}

/** The shop's answer within its fence: its cookies kept to its bench, and no script but those of the menu. */
function fenced(
  bench: Bench,
  answered: Response,
  { arrival, address, site, siteCookies }: Visit,
  trace: Trace,
): Response {
  const headers = new Headers(answered.headers);
  headers.delete('set-cookie');
  for (const given of answered.headers.getSetCookie()) {
    const { line, changed } = cookieOut(given, address, siteCookies);
    if (line) headers.append('set-cookie', line);
    for (const what of changed) trace.note({ kind: 'boundary', what });
  }
  const scripts = scriptsAllowed(pathOf(arrival), bench, address);
  for (const [name, value] of Object.entries(shopHeaders(site, scripts))) headers.set(name, value);
  return new Response(answered.body, { status: answered.status, headers });
}

const pathOf = ({ request }: Arrival) => (request.url ?? '/').split('?', 1)[0] ?? '/';

/** By the browser's own word where it gives one; else an Origin of another host tells. */
function isCrossSite(headers: Headers, hostname: string): boolean {
  const site = headers.get('sec-fetch-site');
  if (site !== null) return site === 'cross-site';
  const origin = headers.get('origin');
  return origin !== null && !(URL.canParse(origin) && new URL(origin).hostname === hostname);
}

function passageOf(bench: Bench, { arrival, address }: Visit, headers: Headers): Passage {
  const { hostname } = new URL(address.origin);
  return {
    n: bench.journal.last + 1,
    hostname,
    path: pathOf(arrival),
    trustworthy: address.trustworthy,
    crossSite: isCrossSite(headers, hostname),
  };
}
