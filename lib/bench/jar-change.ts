import type { ShopAddress } from '@/lib/http/origins';
import { formatSetCookie, type SetCookie } from '@/lib/wire/set-cookie';
import type { Bench } from './bench';
import { cookieOut } from './boundary';

/** What browsers keep as a cookie's value, and no more: a semicolon would end it (RFC 6265bis, 5.6). */
export const COOKIE_VALUE = /^[\x21-\x3a\x3c-\x7e]*$/;

/**
 * Changes a cookie in the visitor's browser as its developer tools would: the same attributes, another value. Not an
 * exchange of the shop's, so it stands nowhere on the wire; only the next request shows it.
 *
 * @param fields `name`, `value` and, to delete it, `delete`; unchecked
 * @returns the Set-Cookie lines, or one sentence on what is wrong
 */
export function changeCookie(
  bench: Bench,
  fields: Record<string, string>,
  { address, client, siteCookies }: { address: ShopAddress; client: string; siteCookies: readonly string[] },
): { lines: string[] } | { error: string } {
  const { name = '', value = '' } = fields;
  const unknown = Object.keys(fields).find((field) => !['name', 'value', 'delete', 'return'].includes(field));
  if (unknown !== undefined) return { error: `There is no field called "${unknown.slice(0, 60)}".` };
  if (!/^[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}$/.test(name)) return { error: '"name" is to be the name of a cookie.' };
  if (!COOKIE_VALUE.test(value)) {
    return { error: '"value" may hold visible characters only, and no semicolon: the cookie would end there.' };
  }
  const jar = bench.jarOf(client);
  const known = jar.all().findLast((cookie) => cookie.name === name);
  const attributes: SetCookie['attributes'] = known?.attributes.length
    ? known.attributes
    : [['Path', `${address.base}/`]];
  const kept = attributes.filter(([key]) => !['max-age', 'expires'].includes(key.toLowerCase()));
  const lifetime = known?.endsAt ? Math.max(1, Math.round((known.endsAt - Date.now()) / 1000)) : null;
  const isDeleted = fields.delete !== undefined;
  const age: SetCookie['attributes'] = isDeleted ? [['Max-Age', '0']] : lifetime ? [['Max-Age', String(lifetime)]] : [];
  const line = formatSetCookie({ name, value: isDeleted ? '' : value, attributes: [...kept, ...age] });
  const { line: allowed } = cookieOut(line, address, siteCookies);
  if (!allowed) return { error: 'This name belongs to the site itself, and no bench may use it.' };
  bench.learnName(name);
  jar.changedByOwner(allowed, { hostname: new URL(address.origin).hostname, trustworthy: address.trustworthy });
  return { lines: [allowed] };
}

/** Empties the visitor's jar of everything that this bench has put there. */
export function emptyJar(bench: Bench, address: ShopAddress, client: string, arrived: readonly string[]): string[] {
  const jar = bench.jarOf(client);
  const lines = jar.all().map(({ name, attributes }) => {
    const kept = attributes.filter(([key]) => !['max-age', 'expires'].includes(key.toLowerCase()));
    return formatSetCookie({ name, value: '', attributes: [...kept, ['Max-Age', '0']] });
  });
  for (const name of new Set(arrived)) lines.push(`${name}=; Path=${address.base}/; Max-Age=0`);
  jar.empty();
  return lines;
}
