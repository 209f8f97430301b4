import { Agent, type IncomingMessage, request } from 'node:http';
import type { Duplex } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Cookie, CookieJar } from 'tough-cookie';
import { canonicalShopAddress, malloryOrigin, type ShopAddress, subHostOrigin } from '@/lib/http/origins';
import type { Exchange } from '@/lib/wire/exchange';
import { domainMatches, MAX_COOKIE_BYTES, pathMatches } from '@/lib/wire/jar';
import { attribute, parseSetCookie } from '@/lib/wire/set-cookie';
import type { Caller } from './caller';
import { connectHere } from './connect-here';

const MAX_BODY_BYTES = 256 * 1024;
/** More than any shop sets under one policy. */
const MAX_COOKIES = 20;
const TIMEOUT_MILLISECONDS = 10_000;
/** So long after an answer its exchange is waited for: what Node refuses by itself (431, say) the shop never hears of. */
const RECORDING_MILLISECONDS = 5_000;
const USER_AGENT = 'Session-Lab-scripted-client';

export interface Answer {
  status: number;
  location: string | null;
  headers: IncomingMessage['headers'];
  setCookies: string[];
  body: string;
  /** What the wire recorded of it; null for a client that the wire does not tell apart, or a request turned away. */
  exchange: Exchange | null;
}

export interface ClientOptions {
  /** Whose exchanges these are on the wire; without one they count as any browser's. */
  caller?: Caller;
  userAgent?: string;
  /** Another address of this machine to come from, such as 127.0.0.66. */
  localAddress?: string | undefined;
  /**
   * Hold to RFC 6265bis to the letter: a Secure cookie is neither kept nor sent nor replaced over plain HTTP. Browsers,
   * and this client otherwise, take loopback for as safe as HTTPS.
   */
  strict?: boolean;
  /** The query parameter that carries the id where it travels in the URL: the client goes on with it as a person does who follows links. */
  idInLinks?: string | null;
  /** Opens the connection in another way than straight to this server, and announces the caller where it arrives. */
  open?: (caller?: Caller) => Duplex;
  /** The connection is HTTPS. */
  secure?: boolean;
  /** Another client's jar: one browser on two connections. */
  jar?: CookieJar;
}

export interface Sending {
  headers?: Record<string, string>;
  /** This very Cookie header instead of what the jar holds; null for none. What is set in answer goes into the jar. */
  cookie?: string | null;
}

/** Somewhere else than this bench was asked for. */
export class OutOfReach extends Error {
  override name = 'OutOfReach';
}

/**
 * A second HTTP client with a cookie jar of its own, for what needs no browser. It sends real requests over loopback to
 * the shop of one bench, to that bench's sub-host and to the bench's corner of Mallory's site; no other address can be
 * reached through it. One request after the other over one connection.
 */
export class ScriptedClient {
  readonly jar: CookieJar;
  readonly #bench: string;
  readonly #address: ShopAddress;
  readonly #options: ClientOptions;
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 1 });
  /** The id as links have carried it lately. */
  #carried: string | null = null;
  #lastExchange: number | null = null;
  #last: Promise<unknown> = Promise.resolve();

  constructor(bench: string, options: ClientOptions = {}) {
    this.#bench = bench;
    this.#address = canonicalShopAddress(bench);
    this.#options = options;
    this.jar = options.jar ?? new CookieJar(null, { allowSecureOnLocal: !options.strict });
    this.#agent.createConnection = () => this.#open();
  }

  /** @param target a path of the shop with its query, or an address on one of this bench's other hosts */
  get(target: string, sending: Sending = {}): Promise<Answer> {
    return this.#send('GET', target, sending);
  }

  post(target: string, fields: Record<string, string>, sending: Sending = {}): Promise<Answer> {
    return this.#send('POST', target, sending, new URLSearchParams(fields).toString());
  }

  /** Fills in a form of the shop as a person does: opens its page first, and sends the hidden token along. */
  async submit(page: string, action: string, fields: Record<string, string>): Promise<Answer> {
    const { body } = await this.get(page);
    const [, token] = /name="csrf_token" value="([^"]+)"/.exec(body) ?? [];
    return this.post(action, { ...(token !== undefined && { csrf_token: token }), ...fields });
  }

  /** All that the jar holds for the shop, whatever its Path, as a Cookie header: "" for nothing. */
  cookieHeader(): Promise<string> {
    const address = this.#jarAddress(new URL(`${this.#address.origin}${this.#address.base}/`));
    return this.jar.getCookieString(address, { allPaths: true });
  }

  /** Puts a cookie into the jar as its owner can, for the whole shop and in place of any other of that name. */
  async keep(name: string, value: string): Promise<void> {
    await this.#drop((await this.held()).filter(({ key }) => key === name));
    const address = this.#jarAddress(new URL(`${this.#address.origin}${this.#address.base}/`));
    // Without it a jar takes no name that begins with __Secure- or __Host- (RFC 6265bis, 4.1.3).
    const secure = /^__(?:secure|host)-/i.test(name) ? '; Secure' : '';
    await this.jar.setCookie(`${name}=${value}; Path=${this.#address.base}/${secure}`, address, { ignoreError: true });
    await this.#makeRoom();
  }

  /**
   * What comes by plain HTTP takes no Secure cookie's place (RFC 6265bis, 5.7, "leave Secure cookies alone"): whoever
   * answers there may be anybody. tough-cookie does not know that rule.
   */
  async #leavesAlone(line: string, jarAddress: string): Promise<boolean> {
    const { protocol, hostname, pathname } = new URL(jarAddress);
    if (protocol === 'https:') return false;
    const cookie = parseSetCookie(line);
    const domain = attribute(cookie, 'Domain')?.replace(/^\./, '') || hostname;
    const path = attribute(cookie, 'Path') ?? pathname;
    return (await this.held()).some(
      (other) =>
        other.secure &&
        other.key === cookie.name &&
        (domainMatches(domain, other.domain ?? hostname) || domainMatches(other.domain ?? hostname, domain)) &&
        pathMatches(path, other.path ?? '/'),
    );
  }

  /** Everything in the jar that is not over. */
  async held(): Promise<Cookie[]> {
    return (await this.jar.store.getAllCookies()).filter((cookie) => cookie.TTL() > 0);
  }

  /** As if it had just been installed: no cookie, no id. */
  emptyJar(): void {
    this.jar.removeAllCookiesSync();
    this.#options.caller?.wireJar.empty();
    this.#carried = null;
  }

  /** The number of its last exchange on the wire; null before the first, and for a client that the wire does not know. */
  get lastExchange(): number | null {
    return this.#lastExchange;
  }

  async #drop(cookies: Cookie[]): Promise<void> {
    for (const { domain, path, key } of cookies) await this.jar.store.removeCookie(domain, path, key);
  }

  /** The oldest go first. */
  async #makeRoom(): Promise<void> {
    await this.#drop((await this.jar.store.getAllCookies()).slice(0, -MAX_COOKIES));
  }

  /** So much time passes for this browser: what ends by Max-Age meanwhile is dropped. */
  async age(seconds: number): Promise<void> {
    const then = Date.now() + seconds * 1000;
    const isOver = (cookie: Cookie) => (cookie.expiryTime() ?? Number.POSITIVE_INFINITY) <= then;
    await this.#drop((await this.jar.store.getAllCookies()).filter(isOver));
    this.#options.caller?.wireJar.age(seconds);
  }

  /** The id that links carry, where it travels in the URL; null before the first. */
  get carriedId(): string | null {
    return this.#carried;
  }

  /** From now on as if it had followed a link with this id. */
  carry(id: string | null): void {
    this.#carried = id;
  }

  /** Ends its connection. It can be used again. */
  close(): void {
    this.#agent.destroy();
  }

  #send(method: string, target: string, sending: Sending, body?: string): Promise<Answer> {
    const sent = this.#last.then(() => this.#sendNow(method, target, sending, body));
    this.#last = sent.catch(() => undefined);
    return sent;
  }

  async #sendNow(method: string, target: string, sending: Sending, body?: string): Promise<Answer> {
    const url = this.#withCarriedId(this.#destination(target));
    const jarAddress = this.#jarAddress(url);
    const cookie = sending.cookie === undefined ? await this.jar.getCookieString(jarAddress) : (sending.cookie ?? '');
    const { caller } = this.#options;
    const recorded = caller
      ? new Promise<Exchange | null>((resolve) => {
          caller.answered = resolve;
        })
      : null;
    const response = await this.#exchange(url, method, { ...sending.headers, ...(cookie && { Cookie: cookie }) }, body);
    const setCookies = response.headers['set-cookie'] ?? [];
    for (const line of setCookies) {
      const { name, value } = parseSetCookie(line);
      if (Buffer.byteLength(name + value) > MAX_COOKIE_BYTES) continue;
      if (await this.#leavesAlone(line, jarAddress)) continue;
      await this.jar.setCookie(line, jarAddress).catch(() => undefined);
    }
    if (setCookies.length > 0) await this.#makeRoom();
    const { location = null } = response.headers;
    const text = await readText(response);
    this.#noteCarriedId(location, text);
    const exchange = recorded && (await withinReason(recorded));
    this.#lastExchange = exchange?.n ?? this.#lastExchange;
    return {
      status: response.statusCode ?? 0,
      location,
      headers: response.headers,
      setCookies,
      body: text,
      exchange,
    };
  }

  /** Whatever is linked to, only this bench's own hosts are ever asked. @throws {OutOfReach} */
  #destination(target: string): URL {
    const { origin, base } = this.#address;
    if (target.startsWith('/')) {
      const url = new URL(origin + target);
      const isBelow = url.pathname === base || url.pathname.startsWith(`${base}/`);
      if (url.origin !== origin) throw new OutOfReach(`${target} is no address of this bench.`);
      if (!isBelow) url.pathname = base + url.pathname;
      return url;
    }
    const url = URL.canParse(target) ? new URL(target) : null;
    const isShop = url?.origin === origin && `${url.pathname}/`.startsWith(`${base}/`);
    const isSubHost = url?.origin === subHostOrigin(this.#bench);
    const isHerCorner = url?.origin === malloryOrigin() && url.pathname.startsWith(`/${this.#bench}/`);
    if (!url || !(isShop || isSubHost || isHerCorner)) throw new OutOfReach(`${target} is no address of this bench.`);
    return url;
  }

  #withCarriedId(url: URL): URL {
    const { idInLinks } = this.#options;
    if (idInLinks && this.#carried !== null && !url.searchParams.has(idInLinks)) {
      url.searchParams.set(idInLinks, this.#carried);
    }
    return url;
  }

  #noteCarriedId(location: string | null, body: string): void {
    const { idInLinks } = this.#options;
    if (!idInLinks) return;
    const links = [location ?? '', ...[...body.matchAll(/(?:href|action)="([^"]*)"/g)].map(([, link = '']) => link)];
    for (const link of links) {
      const url = URL.canParse(link, this.#address.origin)
        ? new URL(link.replaceAll('&amp;', '&'), this.#address.origin)
        : null;
      const id = url?.searchParams.get(idInLinks);
      if (!id) continue;
      this.#carried = id;
      return;
    }
  }

  #jarAddress(url: URL): string {
    const address = this.#asConnected(url);
    if (!this.#options.strict && this.#address.trustworthy) address.protocol = 'https:';
    return address.href;
  }

  /** The address with the scheme of this client's own connection, where that is not simply the shop's. */
  #asConnected(url: URL): URL {
    const { secure, strict } = this.#options;
    const address = new URL(url);
    if (secure) address.protocol = 'https:';
    else if (strict) address.protocol = 'http:';
    return address;
  }

  #open(): Duplex {
    const { open, localAddress, caller } = this.#options;
    return open ? open(caller) : connectHere(caller, localAddress);
  }

  #exchange(url: URL, method: string, given: Record<string, string>, body?: string): Promise<IncomingMessage> {
    const { userAgent = USER_AGENT } = this.#options;
    const { origin } = this.#asConnected(url);
    return new Promise((resolve, reject) => {
      const sent = request(
        {
          agent: this.#agent,
          method,
          path: url.pathname + url.search,
          timeout: TIMEOUT_MILLISECONDS,
          headers: {
            Host: url.host,
            'User-Agent': userAgent,
            ...(body !== undefined && {
              Origin: origin,
              'Content-Type': 'application/x-www-form-urlencoded',
              'Content-Length': String(Buffer.byteLength(body)),
            }),
            ...given,
          },
        },
        resolve,
      );
      sent.on('timeout', () => sent.destroy(new Error('The shop did not answer in time.')));
      sent.on('error', reject);
      sent.end(body);
    });
  }
}

async function withinReason(recorded: Promise<Exchange | null>): Promise<Exchange | null> {
  const given = new AbortController();
  const late = sleep(RECORDING_MILLISECONDS, null, { ref: false, signal: given.signal }).catch(() => null);
  const exchange = await Promise.race([recorded, late]);
  given.abort();
  return exchange;
}

async function readText(response: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of response) {
    size += part.length;
    if (size > MAX_BODY_BYTES) break;
    parts.push(part);
  }
  return Buffer.concat(parts).toString();
}
