/** A cookie as one line holds it. */
export interface CookieLine {
  name: string;
  value: string;
  attributes: [name: string, value: string][];
}

function pair(text: string): [string, string] {
  const at = text.indexOf('=');
  return at < 0 ? [text.trim(), ''] : [text.slice(0, at).trim(), text.slice(at + 1).trim()];
}

/** The cookies of a Cookie header, in order, repeated ones too. */
export function cookiesSent(header: string): [name: string, value: string][] {
  return header
    .split(';')
    .filter((part) => part.trim() !== '')
    .map(pair);
}

/** What a Set-Cookie header asks for, taken apart at its semicolons (RFC 6265bis, 5.6). */
export function cookieSet(header: string): CookieLine {
  const [first = '', ...attributes] = header.split(';');
  const [name, value] = pair(first);
  return { name, value, attributes: attributes.map(pair) };
}

/** A cookie that is set in order to be forgotten. */
export function isForgotten({ attributes }: CookieLine): boolean {
  return attributes.some(([name, value]) => {
    const key = name.toLowerCase();
    if (key === 'max-age') return Number(value) <= 0;
    return key === 'expires' && Date.parse(value) <= 0;
  });
}
