import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { type IncomingMessage, request as openRequest } from 'node:http';
import { connect } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { type Cookie, CookieJar } from 'tough-cookie';

/**
 * HTTP as a test needs it: every header exactly as given, nothing followed, stored or added unasked.
 * Node's resolver does not know `*.localhost`, so every request goes to loopback and says in `Host` whom it means.
 */

type HeaderList = [name: string, value: string][];
type Fields = Record<string, string> | HeaderList | URLSearchParams;

export interface RequestOptions {
  method?: string;
  path?: string;
  /** A list keeps order and repetition; in an object a value may be a list. */
  headers?: HeaderList | Record<string, string | string[]>;
  body?: string | Uint8Array | URLSearchParams;
  /** The Host header, `session.localhost:PORT` unless given. */
  host?: string;
  /** Where the request comes from: any address in 127.0.0.0/8. */
  localAddress?: string;
}

export interface Answer {
  status: number;
  /** As they arrived, in order, with their own spelling. */
  rawHeaders: HeaderList;
  /** By lower-case name; repeated ones joined with a comma. */
  headers: Headers;
  setCookies: string[];
  body: string;
  /** The body as bytes. */
  bytes: Buffer;
  json(): unknown;
}

function headerList(headers: RequestOptions['headers'] = []): HeaderList {
  if (Array.isArray(headers)) return headers;
  return Object.entries(headers).flatMap(([name, value]) => [value].flat().map((one): [string, string] => [name, one]));
}

export async function request(server: { port: number }, options: RequestOptions = {}): Promise<Answer> {
  const { method = 'GET', path = '/', body, host = `session.localhost:${server.port}`, localAddress } = options;
  const given = headerList(options.headers);
  const has = (name: string) => given.some(([other]) => other.toLowerCase() === name);
  const bytes = body === undefined ? undefined : Buffer.from(body instanceof URLSearchParams ? body.toString() : body);
  const headers: HeaderList = has('host') ? [...given] : [['Host', host], ...given];
  if (body instanceof URLSearchParams && !has('content-type')) {
    headers.push(['Content-Type', 'application/x-www-form-urlencoded']);
  }
  if (bytes && !has('content-length') && !has('transfer-encoding')) {
    headers.push(['Content-Length', String(bytes.length)]);
  }
  if (!has('connection')) headers.push(['Connection', 'close']);
  const outgoing = openRequest({
    host: '127.0.0.1',
    port: server.port,
    method,
    path,
    localAddress,
    agent: false,
    headers: headers.flat(),
  });
  // A server may refuse a body before it has read it all; its answer counts, not the broken pipe.
  const response = new Promise<IncomingMessage>((resolve, reject) => {
    outgoing.on('response', resolve).on('error', reject);
  });
  outgoing.end(bytes);
  return readAnswer(await response);
}

async function readAnswer(response: IncomingMessage): Promise<Answer> {
  const bytes = await buffer(response);
  const rawHeaders: HeaderList = [];
  for (let index = 0; index < response.rawHeaders.length; index += 2) {
    rawHeaders.push([response.rawHeaders[index] ?? '', response.rawHeaders[index + 1] ?? '']);
  }
  const body = bytes.toString('utf8');
  return {
    status: response.statusCode ?? 0,
    rawHeaders,
    headers: new Headers(rawHeaders),
    setCookies: response.headers['set-cookie'] ?? [],
    body,
    bytes,
    json: () => JSON.parse(body),
  };
}

/** Sends these very bytes, which need not be HTTP, and returns all that comes back. */
export async function sendBytes(server: { port: number }, bytes: string | Uint8Array): Promise<string> {
  const socket = connect(server.port, '127.0.0.1');
  await once(socket, 'connect');
  socket.end(bytes);
  return (await buffer(socket)).toString('latin1');
}

interface Site {
  port: number;
  origin: string;
}

export interface VisitOptions extends RequestOptions {
  /** Follow redirects, as a browser does: with GET, except after 307 and 308. */
  follow?: boolean;
}

const REDIRECTS_LIMIT = 10;

/** A browser without scripts on the site: a cookie jar, and the headers that a form of the site's own sends. */
export class Visitor {
  readonly jar = new CookieJar();
  readonly server: Site;

  constructor(server: Site) {
    this.server = server;
  }

  get(path: string, options: VisitOptions = {}): Promise<Answer> {
    return this.visit({ ...options, method: 'GET', path });
  }

  /** Sends a form. Headers of `options` replace the ones it would send. */
  post(path: string, fields: Fields = {}, options: VisitOptions = {}): Promise<Answer> {
    return this.visit({
      ...options,
      method: 'POST',
      path,
      body: options.body ?? new URLSearchParams(fields),
      headers: replaceHeaders(
        [
          ['Origin', this.server.origin],
          ['Sec-Fetch-Site', 'same-origin'],
          ['Sec-Fetch-Mode', 'navigate'],
          ['Sec-Fetch-Dest', 'document'],
        ],
        headerList(options.headers),
      ),
    });
  }

  cookies(): Promise<Cookie[]> {
    return this.jar.getCookies(this.server.origin);
  }

  /** The value of a cookie, or undefined. */
  async cookie(name: string): Promise<string | undefined> {
    return (await this.cookies()).find((cookie) => cookie.key === name)?.value;
  }

  private async visit({ follow = false, ...options }: VisitOptions): Promise<Answer> {
    let next = options;
    for (let hops = 0; ; hops++) {
      const address = new URL(next.path ?? '/', this.server.origin);
      const cookies = await this.jar.getCookieString(address.href);
      const cookieHeader: HeaderList = cookies ? [['Cookie', cookies]] : [];
      const headers = [...headerList(next.headers), ...cookieHeader];
      const answer = await request(this.server, { host: new URL(this.server.origin).host, ...next, headers });
      for (const line of answer.setCookies) await this.jar.setCookie(line, address.href, { ignoreError: true });
      const location = answer.headers.get('location');
      if (!follow || location === null || answer.status < 300 || answer.status > 399) return answer;
      const target = new URL(location, address);
      if (target.origin !== this.server.origin) throw new Error(`A redirect leads away from the site: ${location}`);
      if (hops === REDIRECTS_LIMIT) throw new Error(`Too many redirects, the last one to ${location}`);
      const keepsMethod = answer.status === 307 || answer.status === 308;
      next = {
        ...(keepsMethod ? next : { ...(next.host && { host: next.host }), localAddress: next.localAddress }),
        path: target.pathname + target.search,
      };
    }
  }
}

function replaceHeaders(standard: HeaderList, given: HeaderList): HeaderList {
  const replaced = new Set(given.map(([name]) => name.toLowerCase()));
  return [...standard.filter(([name]) => !replaced.has(name.toLowerCase())), ...given];
}

export const visitor = (server: Site) => new Visitor(server);

/** A user name that no other test has. */
export const uniqueUsername = () => `user${randomBytes(5).toString('hex')}`;

export const GOOD_PASSWORD = 'seven lamps over a quiet harbour';

/** Registers a user through the form and is then logged in as them. */
export async function register(
  client: Visitor,
  username = uniqueUsername(),
  password = GOOD_PASSWORD,
): Promise<{ username: string; password: string; answer: Answer }> {
  const answer = await client.post('/register', { username, password, next: '' });
  if (answer.status !== 303 && answer.status !== 302) {
    throw new Error(`Registering ${username} gave ${answer.status}: ${answer.body.slice(0, 500)}`);
  }
  return { username, password, answer };
}

/** Logs in through the form. Whether it worked is in the answer. */
export function logIn(client: Visitor, username: string, password = GOOD_PASSWORD): Promise<Answer> {
  return client.post('/login', { username, password, next: '' });
}
