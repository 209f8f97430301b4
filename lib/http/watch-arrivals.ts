import { randomUUID } from 'node:crypto';
import { type IncomingMessage, Server, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { env } from '../env.ts';
import { type Arrival, arrive } from './arrival.ts';
import { mountedBeforeNext } from './before-next.ts';
import { doLastWork } from './last-work.ts';
import { malloryRequested, placeOf, shopRequested } from './origins.ts';
import { securityHeaders } from './security-headers.ts';

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

/** The headers of the site's answers. */
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

/** RFC 9112, 3.2: such a request is refused; Node would take the first, and a proxy in front perhaps the last. */
function namesSeveralHosts({ rawHeaders }: IncomingMessage): boolean {
  return rawHeaders.filter((text, index) => index % 2 === 0 && text.toLowerCase() === 'host').length > 1;
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

interface Flaw {
  status: number;
  sentence: string;
  headers?: Record<string, string>;
}

/** What Next would misread, or answer with an error of its own before proxy.ts is asked. */
function flawOf(request: IncomingMessage): Flaw | null {
  if (request.method === 'TRACE') {
    return { status: 405, sentence: 'This method is not answered here.', headers: { Allow: 'GET, HEAD, POST' } };
  }
  if (namesSeveralHosts(request)) return { status: 400, sentence: 'This request names several hosts.' };
  if (!isDecodable(request.url ?? '/')) return { status: 400, sentence: 'This address cannot be decoded.' };
  return null;
}

/**
 * Meets every request before Next does: gives it its number, its address and the headers every answer carries, and
 * refuses what never reaches proxy.ts or breaks Next before it gets there.
 */
function meet(request: IncomingMessage, response: ServerResponse, proceed: () => boolean): boolean {
  settleTarget(request);
  const place = placeOf(request.headers.host);
  const shop = shopRequested(place, request.url ?? '/');
  const isSites = !shop && !malloryRequested(place, request.url ?? '/');
  if (isSites) prepare(request, response);
  const flaw = flawOf(request);
  if (flaw) {
    response.writeHead(flaw.status, { 'Content-Type': 'text/plain; charset=utf-8', ...flaw.headers });
    response.end(`${flaw.sentence}\n`);
    return true;
  }
  const address = addressOf(request);
  // Next believes these; here the settings say what scheme and host the site has.
  for (const claim of ['forwarded', 'x-forwarded-proto', 'x-forwarded-host', 'x-forwarded-port']) {
    delete request.headers[claim];
  }
  request.headers['x-forwarded-for'] = address;
  const current: Arrival = { id: randomUUID(), request, response, place, shop, address, known: new Map() };
  if (isSites) return arrive(current, proceed);
  // These are answered before Next: what is read on the wire is to be what was sent, and nothing else.
  void mountedBeforeNext().then((answer) => answer(current));
  return true;
}

const HEAD_TIMEOUT_MILLISECONDS = 10_000;
const REQUEST_TIMEOUT_MILLISECONDS = 30_000;

// On globalThis, since the bundler may hold this module several times in one process.
const shared = globalThis as typeof globalThis & { sessionLabWatching?: boolean };

/** Starts meeting requests and the server's end, once a process: before the port opens, or in `next dev`'s own process when it has started. */
export function watchArrivals(): void {
  if (shared.sessionLabWatching) return;
  shared.sessionLabWatching = true;
  const { close, emit } = Server.prototype;
  // Next ends the process as soon as its server says that it is closed.
  Server.prototype.close = function (this: Server, done?: (error?: Error) => void): Server {
    return Reflect.apply(close, this, [(error?: Error) => void doLastWork().then(() => done?.(error))]);
  };
  Server.prototype.emit = function (this: Server, event: string | symbol, ...parameters: unknown[]): boolean {
    const proceed = () => Reflect.apply(emit, this, [event, ...parameters]);
    // In development Next's own socket tells the page what has changed.
    if (event === 'upgrade' && process.env.NODE_ENV !== 'development') {
      const socket = parameters[1] as Duplex;
      socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
      return true;
    }
    if (event !== 'request') return proceed();
    this.headersTimeout = HEAD_TIMEOUT_MILLISECONDS;
    this.requestTimeout = REQUEST_TIMEOUT_MILLISECONDS;
    return meet(parameters[0] as IncomingMessage, parameters[1] as ServerResponse, proceed);
  } as typeof emit;
}
