/** One Set-Cookie line, taken apart as browsers do it. */
export interface SetCookie {
  name: string;
  value: string;
  /** Attributes in order, as they were written. */
  attributes: [name: string, value: string][];
}

/** Splits at the first "=", without blanks around either part. */
function pair(text: string): [string, string] {
  const at = text.indexOf('=');
  return at < 0 ? [text.trim(), ''] : [text.slice(0, at).trim(), text.slice(at + 1).trim()];
}

/** @see https://datatracker.ietf.org/doc/html/draft-ietf-httpbis-rfc6265bis#section-5.6 */
export function parseSetCookie(line: string): SetCookie {
  const [first = '', ...rest] = line.split(';');
  const [name, value] = pair(first);
  return { name, value, attributes: rest.map(pair) };
}

export function formatSetCookie({ name, value, attributes }: SetCookie): string {
  return [`${name}=${value}`, ...attributes.map(([key, text]) => (text === '' ? key : `${key}=${text}`))].join('; ');
}

/** The last attribute of that name counts. */
export function attribute({ attributes }: Pick<SetCookie, 'attributes'>, wanted: string): string | undefined {
  return attributes.findLast(([name]) => name.toLowerCase() === wanted.toLowerCase())?.[1];
}

/** The pairs of a Cookie header, in order; repeated names stay apart. */
export function parseCookieHeader(header: string): [name: string, value: string][] {
  return header
    .split(';')
    .map(pair)
    .filter(([name, value]) => name !== '' || value !== '');
}

/** A cookie that is set in order to be forgotten. */
export function isForgotten(cookie: Pick<SetCookie, 'attributes'>): boolean {
  const maxAge = attribute(cookie, 'Max-Age');
  // Where both are there, Max-Age counts (RFC 6265bis, 5.6).
  if (maxAge !== undefined) return Number(maxAge) <= 0;
  return Date.parse(attribute(cookie, 'Expires') ?? '') <= 0;
}

/** The value that a Cookie header has under this name, the first of several; null where it has none. */
export function cookieIn(header: string, name: string): string | null {
  return parseCookieHeader(header).find(([given]) => given === name)?.[1] ?? null;
}
