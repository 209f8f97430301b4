import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';
import { type IncomingMessage, Server, type ServerResponse } from 'node:http';
import { env } from '../env.ts';
import { type Place, placeOf } from './origins.ts';
import { securityHeaders } from './security-headers.ts';
import type { Refusal } from './submission.ts';

/**
 * A request as it really arrived. Pages and route handlers see a rewritten copy (names lower-cased, headers merged,
 * X-Forwarded headers added), cannot set a status, and do not learn the method or the peer; this can.
 */
export interface Arrival {
  /** Names this request in the log and on the error page. */
  id: string;
  request: IncomingMessage;
  response: ServerResponse;
  /** Where it came to; null where this server does not answer to the name. */
  place: Place | null;
  /** The client's address: the socket's, or what the trusted proxies say. */
  address: string;
  /** Why the form in this request was refused, for the page that shows it again. */
  refusal?: Refusal;
  /** What was found out about this request, once (see `onceFor`). */
  known: Map<string, unknown>;
}

// On globalThis, since the bundler may hold this module several times in one process.
const shared = globalThis as typeof globalThis & {
  sessionLabArrivals?: AsyncLocalStorage<Arrival>;
  sessionLabWatching?: boolean;
};
shared.sessionLabArrivals ??= new AsyncLocalStorage<Arrival>();
const arrivals = shared.sessionLabArrivals;

/** The request being answered. */
export function arrival(): Arrival {
  const current = arrivals.getStore();
  if (!current) throw new Error('There is no request here: arrival() was called outside of one.');
  return current;
}

/** Runs `find` at most once for the current request; later callers get the same promise. */
export function onceFor<T>(name: string, find: () => Promise<T>): Promise<T> {
  const { known } = arrival();
  if (!known.has(name)) known.set(name, find());
  return known.get(name) as Promise<T>;
}

/**
 * The client's address. X-Forwarded-For is the client's own claim but for the last entries, which the proxies in front
 * of this server wrote themselves.
 */
function addressOf(request: IncomingMessage): string {
  const hops = env().TRUSTED_PROXY_HOPS;
  const claimed = [request.headers['x-forwarded-for'] ?? []].flat().join(',').split(',');
  const told = hops > 0 ? claimed.at(-hops)?.trim() : undefined;
  return (told || request.socket.remoteAddress || 'unknown').replace(/^::ffff:/, '');
}

/** ASVS 4.1.1: text says in which character set it is written. Next leaves it out of some of its own answers. */
function nameCharset(response: ServerResponse): void {
  const type = [response.getHeader('content-type')].flat()[0];
  if (typeof type === 'string' && /^text\/|[+/]xml$/.test(type) && !type.includes('charset')) {
    response.setHeader('Content-Type', `${type}; charset=utf-8`);
  }
}

function prepare(request: IncomingMessage, response: ServerResponse): void {
  for (const [name, value] of Object.entries(securityHeaders())) response.setHeader(name, value);
  // Next leaves a header that is there alone; its own built files, named by their content, it marks as immutable.
  if (!request.url?.startsWith('/_next/static/')) response.setHeader('Cache-Control', 'no-store');
  const { writeHead } = response;
  response.writeHead = function (this: ServerResponse, ...parameters: unknown[]) {
    nameCharset(this);
    return Reflect.apply(writeHead, this, parameters);
  } as typeof writeHead;
}

function refuse(
  response: ServerResponse,
  status: number,
  sentence: string,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8', ...headers });
  response.end(`${sentence}\n`);
}

/** Next answers a path such as `/%E0%A4%A` with 500 and a stack in the log. */
function isDecodable(address: string): boolean {
  try {
    decodeURIComponent(address.split('?', 1)[0] ?? '');
    return true;
  } catch {
    return false;
  }
}

/**
 * A request may name its target whole, and then that names the host too (RFC 9112, 3.2.2). Next takes such a target for
 * a path with too many slashes, and redirects to whatever host it names.
 */
function settleTarget(request: IncomingMessage): void {
  const { url = '/' } = request;
  if (url.startsWith('/') || !URL.canParse(url)) return;
  const { host, pathname, search } = new URL(url);
  request.headers.host = host;
  request.url = pathname + search;
}

/**
 * Meets every request before Next does: gives it its number, its address and the headers every answer carries, and
 * refuses what never reaches proxy.ts or breaks Next before it gets there.
 */
function meet(request: IncomingMessage, response: ServerResponse, proceed: () => boolean): boolean {
  settleTarget(request);
  prepare(request, response);
  if (request.method === 'TRACE') {
    refuse(response, 405, 'This method is not answered here.', { Allow: 'GET, HEAD, POST' });
    return true;
  }
  const address = addressOf(request);
  if (!isDecodable(request.url ?? '/')) {
    refuse(response, 400, 'This address cannot be decoded.');
    return true;
  }
  // Next believes these; here the settings say what scheme and host the site has.
  for (const claim of ['forwarded', 'x-forwarded-proto', 'x-forwarded-host', 'x-forwarded-port']) {
    delete request.headers[claim];
  }
  request.headers['x-forwarded-for'] = address;
  const place = placeOf(request.headers.host);
  return arrivals.run({ id: randomUUID(), request, response, place, address, known: new Map() }, proceed);
}

const HEAD_TIMEOUT_MILLISECONDS = 10_000;
const REQUEST_TIMEOUT_MILLISECONDS = 30_000;

/** Starts meeting requests, once a process: before the port opens, or in `next dev`'s own process when it has started. */
export function watchArrivals(): void {
  if (shared.sessionLabWatching) return;
  shared.sessionLabWatching = true;
  const { emit } = Server.prototype;
  Server.prototype.emit = function (this: Server, event: string | symbol, ...parameters: unknown[]): boolean {
    const proceed = () => Reflect.apply(emit, this, [event, ...parameters]);
    // In development Next's own socket tells the page what has changed.
    if (event === 'upgrade' && process.env.NODE_ENV !== 'development') {
      const socket = parameters[1] as import('node:stream').Duplex;
      socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
      return true;
    }
    if (event !== 'request') return proceed();
    this.headersTimeout = HEAD_TIMEOUT_MILLISECONDS;
    this.requestTimeout = REQUEST_TIMEOUT_MILLISECONDS;
    return meet(parameters[0] as IncomingMessage, parameters[1] as ServerResponse, proceed);
  } as typeof emit;
}
