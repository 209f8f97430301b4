import { Buffer } from 'node:buffer';
import { parseCookie } from 'cookie';
import { type CookiePolicy, cookieName, type SessionPolicy } from './policy';
import type { World } from './world';

/** What browsers keep of one cookie, name and value together; a bigger one they ignore, and the old one stays. */
export const MAX_COOKIE_BYTES = 4096;

/** Every value that a Cookie header has for one name, as they were sent: nothing is decoded. */
export function cookieValues(header: string | null, name: string): string[] {
  const asSent = { decode: (text: string) => text };
  return (header ?? '').split(';').flatMap((pair) => parseCookie(pair, asSent)[name] ?? []);
}

/** Length of name and value, which browsers count against {@link MAX_COOKIE_BYTES}. */
export function cookieBytes(name: string, value: string): number {
  return Buffer.byteLength(name) + Buffer.byteLength(value);
}

/**
 * The Set-Cookie line by policy, hopeless ones included: a browser may refuse it, and that is the lesson.
 * @see RFC 6265bis, 4.1
 * @param lifetimeSeconds null where the cookie ends with the browser
 */
export function setCookieLine(policy: SessionPolicy, value: string, lifetimeSeconds: number | null): string {
  const { cookie } = policy;
  return [
    `${cookieName(policy)}=${value}`,
    ...place(cookie),
    ...(lifetimeSeconds === null ? [] : [`Max-Age=${lifetimeSeconds}`]),
    ...(cookie.httpOnly ? ['HttpOnly'] : []),
    ...(cookie.secure ? ['Secure'] : []),
    ...(cookie.sameSite === 'unset' ? [] : [`SameSite=${SAME_SITE[cookie.sameSite]}`]),
  ].join('; ');
}

/** The line that deletes it. Browsers know a cookie by name, Domain and Path: with others the old one would stay. */
export function deletionLine(policy: SessionPolicy): string {
  return setCookieLine(policy, '', 0);
}

const SAME_SITE = { lax: 'Lax', strict: 'Strict', none: 'None' };

function place({ path, domain }: CookiePolicy): string[] {
  return domain === null ? [`Path=${path}`] : [`Path=${path}`, `Domain=${domain}`];
}

/** The session's cookie in one request and its response. */
export class SessionCookie {
  /** The Set-Cookie lines that leave with the response. */
  readonly lines: string[] = [];
  readonly name: string;
  readonly #values: string[];
  readonly #world: World;

  constructor(request: Request, world: World) {
    this.#world = world;
    this.name = cookieName(world.policy);
    this.#values = cookieValues(request.headers.get('cookie'), this.name);
  }

  get came(): boolean {
    return this.#values.length > 0;
  }

  /** What the request brought, the first where it came more than once; null where it did not come. */
  read(): string | null {
    const { trace } = this.#world;
    const value = this.#values[0];
    if (value === undefined) {
      trace.note({ kind: 'no-cookie' });
      return null;
    }
    if (this.#values.length > 1) {
      trace.note({ kind: 'cookie-repeated', name: this.name, times: this.#values.length });
    }
    trace.note({ kind: 'cookie-found', name: this.name, value, bytes: cookieBytes(this.name, value) });
    return value;
  }

  /** @param write makes the value; its time counts as the time of setting the cookie */
  async set(write: () => string | Promise<string>, lifetimeSeconds: number | null): Promise<void> {
    const { policy, trace } = this.#world;
    const makeLine = async () => {
      const value = await write();
      return { bytes: cookieBytes(this.name, value), line: setCookieLine(policy, value, lifetimeSeconds) };
    };
    const { bytes, line } = await trace.timed(makeLine, (made) => ({ kind: 'cookie-set', name: this.name, ...made }));
    // It is sent all the same: that a browser ignores it is for the visitor to see.
    if (bytes > MAX_COOKIE_BYTES) trace.note({ kind: 'cookie-too-big', name: this.name, bytes });
    this.lines.push(line);
  }

  /** Asks the browser to delete it. Whoever kept a copy still has that. */
  forget(): void {
    if (!this.came) return;
    this.#world.trace.note({ kind: 'cookie-forgotten', name: this.name });
    this.lines.push(deletionLine(this.#world.policy));
  }
}
