import { attribute, parseCookieHeader, parseSetCookie, type SetCookie } from './set-cookie';
import type { LossCause, Step } from './step';

/**
 * A cookie as the browser should hold it, by what crossed the wire: a server never sees the jar itself, only what it
 * sets and what comes back.
 */
export interface JarCookie {
  name: string;
  value: string;
  /** Length of name and value, which browsers count against 4,096. */
  bytes: number;
  /** Attributes as they were set, in order: `['Path', '/']`, `['HttpOnly', '']`. */
  attributes: [name: string, value: string][];
  /** The exchange that set it; null where it only ever came in with a request. */
  setIn: number | null;
  /** Why browsers do not keep it, by its own attributes and size; empty for one that they keep. */
  refusedFor: LossCause[];
  /** Whether it was sent back: not yet, in that exchange, or it should have been and was not. */
  cameBack:
    | { state: 'not-yet' }
    | { state: 'yes'; exchange: number }
    | { state: 'no'; exchange: number; causes: LossCause[] };
  /** When the browser drops it by its own clock (real time, milliseconds since 1970); null at the browser's end. */
  endsAt: number | null;
}

/** What is known of a request or the connection it came by. */
export interface Passage {
  /** The number of the exchange. */
  n: number;
  hostname: string;
  path: string;
  /** Browsers keep Secure cookies here, and send them. */
  trustworthy: boolean;
  /** Another site's page made the browser send it. */
  crossSite: boolean;
}

/** Name and value of 4,096 bytes are kept, 4,097 are ignored (RFC 6265bis, 5.6, and Chromium as measured). */
export const MAX_COOKIE_BYTES = 4096;

const MAX_COOKIES = 20;

const byteLength = (text: string) => Buffer.byteLength(text);

/** RFC 6265bis, 5.1.4. */
export function pathMatches(path: string, cookiePath: string): boolean {
  return (
    path === cookiePath ||
    (path.startsWith(cookiePath) && (cookiePath.endsWith('/') || path[cookiePath.length] === '/'))
  );
}

/** RFC 6265bis, 5.1.3. */
export function domainMatches(hostname: string, domain: string): boolean {
  const wanted = domain.replace(/^\./, '').toLowerCase();
  return hostname === wanted || hostname.endsWith(`.${wanted}`);
}

/** What in a cookie's own attributes makes a browser ignore it where it is set. */
function whyIgnored(cookie: SetCookie, bytes: number, passage: Passage): LossCause[] {
  const has = (name: string) => attribute(cookie, name) !== undefined;
  const domain = attribute(cookie, 'Domain');
  const causes: LossCause[] = [];
  if (bytes > MAX_COOKIE_BYTES) causes.push('too-big');
  if (has('Secure') && !passage.trustworthy) causes.push('secure-over-http');
  if (attribute(cookie, 'SameSite')?.toLowerCase() === 'none' && !has('Secure')) causes.push('none-without-secure');
  if (domain && !domainMatches(passage.hostname, domain)) causes.push('domain');
  const name = cookie.name.toLowerCase();
  const isHost = name.startsWith('__host-');
  if ((isHost || name.startsWith('__secure-')) && !has('Secure')) causes.push('prefix');
  else if (isHost && (attribute(cookie, 'Path') !== '/' || domain)) causes.push('prefix');
  return causes;
}

/** What keeps a browser from sending a cookie that it holds. */
function whyWithheld(cookie: JarCookie, passage: Passage): LossCause[] {
  const path = attribute(cookie, 'Path');
  const sameSite = attribute(cookie, 'SameSite')?.toLowerCase();
  const causes: LossCause[] = [];
  if (path?.startsWith('/') && !pathMatches(passage.path, path)) causes.push('path');
  if (attribute(cookie, 'Secure') !== undefined && !passage.trustworthy) causes.push('secure-over-http');
  if (passage.crossSite && sameSite !== 'none') causes.push('cross-site');
  if (cookie.endsAt !== null && cookie.endsAt <= Date.now()) causes.push('max-age-over');
  return causes;
}

/** The cookies of one client, as far as the wire tells. */
export class Jar {
  #cookies: JarCookie[] = [];

  /** Takes in what a request brought. @returns a step for each cookie that was set, and should have come and did not */
  request(cookieHeader: string, passage: Passage): Step[] {
    const sent = new Map(parseCookieHeader(cookieHeader).reverse());
    const steps: Step[] = [];
    for (const cookie of this.#cookies) {
      const value = sent.get(cookie.name);
      if (value !== undefined && (cookie.refusedFor.length === 0 || value === cookie.value)) {
        cookie.value = value;
        cookie.bytes = byteLength(cookie.name + value);
        cookie.cameBack = { state: 'yes', exchange: passage.n };
        // Whatever its attributes: this browser keeps it.
        cookie.refusedFor = [];
        sent.delete(cookie.name);
      } else {
        const step = this.#missing(cookie, passage);
        if (step) steps.push(step);
      }
    }
    for (const [name, value] of sent) {
      if (this.#cookies.some((cookie) => cookie.name === name)) continue;
      const cameBack = { state: 'yes', exchange: passage.n } as const;
      const bytes = byteLength(name + value);
      this.#cookies.push({ name, value, bytes, attributes: [], setIn: null, refusedFor: [], cameBack, endsAt: null });
    }
    this.#makeRoom();
    return steps;
  }

  #makeRoom(): void {
    this.#cookies.splice(0, this.#cookies.length - MAX_COOKIES);
  }

  #missing(cookie: JarCookie, passage: Passage): Step | null {
    const { refusedFor } = cookie;
    const causes = refusedFor.length > 0 ? [...refusedFor] : whyWithheld(cookie, passage);
    const isKnownAsGone = cookie.cameBack.state === 'no' && causes.length === 0;
    if (causes.length === 0) causes.push('unknown');
    cookie.cameBack = { state: 'no', exchange: passage.n, causes };
    if (cookie.setIn === null || isKnownAsGone) return null;
    return { kind: 'did-not-come-back', name: cookie.name, setIn: cookie.setIn, causes };
  }

  /** Takes in one Set-Cookie line of a response. */
  response(line: string, passage: Passage): void {
    const cookie = parseSetCookie(line);
    const bytes = byteLength(cookie.name + cookie.value);
    const flaws = whyIgnored(cookie, bytes, passage);
    const maxAge = Number(attribute(cookie, 'Max-Age') ?? Number.NaN);
    if (flaws.length === 0) this.#forget(cookie);
    if (maxAge <= 0) return;
    const entry: JarCookie = {
      ...cookie,
      bytes,
      setIn: passage.n,
      refusedFor: flaws,
      cameBack: { state: 'not-yet' },
      endsAt: Number.isNaN(maxAge) ? null : Date.now() + maxAge * 1000,
    };
    // A browser that ignores the new cookie keeps the old one: both stand here until a request tells.
    if (flaws.length > 0) this.#cookies = this.#cookies.filter((other) => other.refusedFor.length === 0);
    this.#cookies.push(entry);
    this.#makeRoom();
  }

  /** A cookie is replaced, or deleted, by one of the same name, Path and Domain alone. */
  #forget(cookie: SetCookie): void {
    const same = (other: JarCookie, name: string) => attribute(other, name) === attribute(cookie, name);
    this.#cookies = this.#cookies.filter(
      (other) =>
        other.name !== cookie.name || !(other.setIn === null || (same(other, 'Path') && same(other, 'Domain'))),
    );
  }

  /** The browser's owner has changed or deleted a cookie by hand: no exchange did, and nothing came back yet. */
  changedByOwner(line: string, where: Pick<Passage, 'hostname' | 'trustworthy'>): void {
    const { name } = parseSetCookie(line);
    const { setIn = null } = this.#cookies.find((cookie) => cookie.name === name) ?? {};
    this.response(line, { ...where, n: 0, path: '/', crossSite: false });
    const entry = this.#cookies.find((cookie) => cookie.name === name && cookie.setIn === 0);
    if (entry) entry.setIn = setIn;
  }

  /** So much time has passed for this browser, whatever the machine's clock says. */
  age(seconds: number): void {
    for (const cookie of this.#cookies) if (cookie.endsAt !== null) cookie.endsAt -= seconds * 1000;
  }

  all(): JarCookie[] {
    return structuredClone(this.#cookies);
  }

  empty(): void {
    this.#cookies = [];
  }
}
