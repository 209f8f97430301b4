import { canonicalShopAddress } from '@/lib/http/origins';
import { cookieName, isInUrl } from '@/lib/shop/policy';
import type { Outcome } from './attack';
import { AttackImpossible } from './attack-impossible';
import type { Lab } from './lab';
import { NOTHING_KEPT, sentences } from './reasons';
import { Tap } from './tap/tap';
import { tapped } from './tap/tapped';
import { hostOf, onceOverHttp, overHttp, overHttps, TO_THE_LETTER, type Tried } from './wire-theft';

/** What she does on the wire, each by itself: for whoever shows one after the other. */
export type WireWay = 'throughout' | 'https' | 'once' | 'writing';

export const wireWays: Record<WireWay, (lab: Lab) => Promise<Outcome>> = {
  throughout: overHttp,
  https: overHttps,
  once: onceOverHttp,
  writing: writeOverHttp,
};

/**
 * Mallory writes into the answer to one request over HTTP: a cookie with a session of her own, to take the place of ada's.
 * Whoever answers in plain HTTP may be anybody, so browsers let no such cookie replace one with Secure.
 * @see RFC 6265bis, section 5.7
 */
async function writeOverHttp(lab: Lab): Promise<Tried> {
  const { policy, bench } = lab;
  if (isInUrl(policy)) throw new AttackImpossible('The id travels in the address, so there is no cookie to replace.');
  const mallory = lab.mallory();
  await mallory.logIn('mallory');
  const hers = await mallory.ticket();
  if (hers === null) throw new AttackImpossible(NOTHING_KEPT);
  const path = canonicalShopAddress(bench.id).base + policy.cookie.path;
  const line = `Set-Cookie: ${cookieName(policy)}=${hers}; Path=${path}`;
  const [secure, plain] = await Promise.all([Tap.onHttps(), Tap.onHttp(line)]);
  try {
    const ada = lab.person('ada', { ...TO_THE_LETTER, ...(await secure.https(hostOf(lab))) });
    await ada.logIn();
    const sameAda = lab.person('ada', { ...TO_THE_LETTER, ...plain.http, sameBrowserAs: ada });
    await sameAda.get('/');
    const { who } = await ada.openProfile();
    const isReplaced = (await ada.ticket()) === hers;
    return {
      way: 'a cookie written into one answer over HTTP',
      succeeded: isReplaced,
      why: sentences(
        isReplaced
          ? 'The cookie that Mallory wrote into an answer over HTTP took the place of ada’s.'
          : 'Ada’s browser did not take the cookie that Mallory wrote into an answer over HTTP: it kept its own.',
        `Over HTTPS the shop then took her for ${who ?? 'nobody'}.`,
      ),
      tapped: [tapped('An answer over HTTP, with a line of Mallory’s in it', plain.copy, [hers])],
    };
  } finally {
    await Promise.all([secure.close(), plain.close()]);
  }
}
