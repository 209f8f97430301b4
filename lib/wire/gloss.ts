import type { Exchange } from './exchange';
import { headerOf } from './header-of';
import { isRefusal } from './sentence';
import { isForgotten, parseSetCookie } from './set-cookie';

type Side = 'request' | 'response';

/**
 * What one header line means in this very exchange: the remark under a lit line. Null for lines that stay quiet.
 * @param previous the exchange before this one between the same people
 */
export function glossOf(
  exchange: Exchange,
  side: Side,
  [name, value]: readonly [string, string],
  previous?: Exchange | null,
): string | null {
  const key = name.toLowerCase();
  if (side === 'response') {
    if (key === 'set-cookie') return glossOfSetCookie(exchange, value);
    if (key === 'location') return glossOfLocation(exchange, value);
    return null;
  }
  if (key === 'cookie') return glossOfCookie(value, previous);
  if (key === 'origin') return glossOfOrigin(exchange, value);
  if (key === 'referer') return glossOfReferer(exchange, value);
  return null;
}

/** The lab's own clients stop at every answer. */
function glossOfLocation({ scripted }: Exchange, value: string): string {
  return scripted === undefined
    ? `The browser goes to ${value} by itself.`
    : `A browser would go to ${value} by itself; this client stops here.`;
}

function glossOfSetCookie({ scripted }: Exchange, line: string): string {
  const cookie = parseSetCookie(line);
  const client = scripted === undefined ? 'the browser' : 'the client';
  if (isForgotten(cookie)) return `Tells ${client} to forget ${cookie.name}. A copy elsewhere hears nothing of it.`;
  const ends = cookie.attributes.find(([name]) => /^(max-age|expires)$/i.test(name));
  const until = ends ? `until ${ends[0]} is over` : `until ${client} closes`;
  return `${cookie.name.length + cookie.value.length} bytes of name and value, kept ${until}.`;
}

function glossOfCookie(value: string, previous?: Exchange | null): string {
  const before = previous && headerOf(previous.request.headers, 'cookie');
  if (previous && before === value) return `The same bytes as in exchange ${previous.n}.`;
  return 'Name and value, nothing else: no attribute travels back.';
}

function glossOfOrigin({ request }: Exchange, value: string): string | null {
  const host = headerOf(request.headers, 'host');
  if (value === 'null') return 'The browser does not say which page sent this.';
  return value.endsWith(`://${host}`) ? null : `Another origin’s page sent this: ${value}.`;
}

function glossOfReferer(exchange: Exchange, value: string): string | null {
  const host = headerOf(exchange.request.headers, 'host');
  if (/[?&][^=&]*(sid|session)[^=&]*=/i.test(value)) return 'The whole address went along, and the id with it.';
  return value.includes(`://${host}/`) ? null : `Another origin’s page led here: ${value}.`;
}

/** A header that is missing, where it matters that it is. */
export interface AbsentHeader {
  name: string;
  gloss: string;
}

/** Which header the request lacks: what the server made of it says whether that matters. */
export function absentFromRequest({ request, steps }: Exchange): AbsentHeader | null {
  if (headerOf(request.headers, 'cookie') !== undefined) return null;
  const lost = steps.find((step) => step.kind === 'did-not-come-back');
  if (lost) return { name: 'Cookie', gloss: `Set in exchange ${lost.setIn}, and not sent back.` };
  const missing = steps.some((step) => step.kind === 'no-cookie');
  return missing ? { name: 'Cookie', gloss: 'Nothing in this request says whose it is.' } : null;
}

/** Kinds of steps after which the cookie that came is worth nothing. */
const WORTHLESS = new Set([
  'signature-differs',
  'seal-refused',
  'malformed',
  'expired',
  'binding-differs',
  'id-unknown',
]);

/** Which header the response lacks, though one might wait for it. */
export function absentFromResponse({ request, response, steps }: Exchange): AbsentHeader | null {
  if (headerOf(response.headers, 'set-cookie') !== undefined) return null;
  if (steps.some((step) => WORTHLESS.has(step.kind) && isRefusal(step))) {
    return {
      name: 'Set-Cookie',
      gloss:
        'The server does not take the refused cookie away: it stays in the jar and is sent again with every request.',
    };
  }
  const loggedIn =
    request.method === 'POST' && /\/login$/.test(request.target.split('?')[0] ?? '') && response.status < 400;
  const brought = headerOf(request.headers, 'cookie') !== undefined;
  return loggedIn && brought ? { name: 'Set-Cookie', gloss: 'The id is the same after login as before.' } : null;
}
