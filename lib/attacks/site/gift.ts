import type { Handler } from 'hono';
import type { Bench } from '@/lib/bench/bench';
import { type ShopAddress, subHostOrigin } from '@/lib/http/origins';
import { cookieName, isInUrl } from '@/lib/shop/policy';
import { cookieIn } from '@/lib/wire/set-cookie';
import type { MallorySite } from './site';

/** Only where the shop hands out ids can one be given to somebody else, and only to a host of its own can it be brought. */
export function hasIds({ policy }: Bench, { ownHost }: ShopAddress): boolean {
  return policy.mechanism === 'server' && (isInUrl(policy) || ownHost);
}

/**
 * Session fixation by a link: Mallory begins a session at the shop herself, and sends whoever follows the link there with
 * its id. In the address it needs nothing else; as a cookie it is planted from the sub-host (plant.ts).
 */
export const gift: Handler<MallorySite> = async (c) => {
  const { bench, shop } = c.env;
  const { policy, mallory } = bench;
  if (policy.mechanism !== 'server' || !hasIds(bench, shop))
    return c.text('Under this policy there is no id to give.\n', 409);
  const name = cookieName(policy);
  const { location } = await mallory.submit('/', '/', { count: 'visits' });
  if (isInUrl(policy)) {
    const id = new URL(location ?? '/', shop.origin).searchParams.get(name);
    mallory.carry(id);
    return c.redirect(`${shop.origin}${shop.base}/?${new URLSearchParams({ [name]: id ?? '' })}`, 303);
  }
  const id = cookieIn(await mallory.cookieHeader(), name) ?? '';
  return c.redirect(`${subHostOrigin(bench.id)}/plant?${new URLSearchParams({ value: id })}`, 303);
};
