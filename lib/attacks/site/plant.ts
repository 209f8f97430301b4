import type { Handler } from 'hono';
import { canonicalShopAddress } from '@/lib/http/origins';
import { cookieName } from '@/lib/shop/policy';
import type { MallorySite } from './site';

/**
 * A page of a sub-host may set cookies for the whole host above it by Domain, and the shop cannot tell them from its
 * own: it receives a name and a value. Only a name that begins with `__Host-` is safe from that.
 * @see RFC 6265bis, sections 4.1.2.3, 4.1.3.2 and 8.6
 */
export const plant: Handler<MallorySite> = (c) => {
  const { bench, isSubHost } = c.env;
  const value = c.req.query('value') ?? '';
  if (!isSubHost) return c.text('Only a sub-host of the shop can plant a cookie there.\n', 404);
  if (!/^[\x21-\x3a\x3c-\x7e]{1,3000}$/.test(value)) return c.text('"value" is to be the value of a cookie.\n', 400);
  const { origin } = canonicalShopAddress(bench.id);
  const secure = bench.policy.cookie.prefix === 'none' ? '' : '; Secure';
  c.header('Set-Cookie', `${cookieName(bench.policy)}=${value}; Domain=${new URL(origin).hostname}; Path=/${secure}`);
  return c.redirect(`${origin}/`, 303);
};
