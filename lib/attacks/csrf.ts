import { cookieName, isInUrl, type SessionPolicy } from '@/lib/shop/policy';
import type { Exchange } from '@/lib/wire/exchange';
import { headerOf } from '@/lib/wire/header-of';
import { parseCookieHeader } from '@/lib/wire/set-cookie';
import type { Attack, SwitchEffect, Way } from './attack';
import type { Lab } from './lab';
import { refusalOf, sentences } from './reasons';
import type { TrickName } from './site/tricks';
import { type IsAwaited, isRequest, windowOf } from './victim-window';

/** By each of these her page makes the browser ask the shop for a new e-mail address. */
const ways: { way: string; trick: TrickName; method: 'GET' | 'POST'; isTopLevel: boolean }[] = [
  { way: 'By a form (POST)', trick: 'form', method: 'POST', isTopLevel: true },
  { way: 'By a link (GET)', trick: 'link', method: 'GET', isTopLevel: true },
  { way: 'By a picture (GET)', trick: 'picture', method: 'GET', isTopLevel: false },
];

export const csrf: Attack = {
  name: 'csrf',
  title: 'Forged request: a page elsewhere changes ada’s address',
  tries: 'While ada is logged in, she opens a page of Mallory’s, and that page makes her browser send the change.',
  needed: 'A visit of ada’s to Mallory’s page, and nothing of her session.',
  by: 'browser',

  meaningless: ({ mechanism }) =>
    mechanism === 'none' ? 'With "none" nobody stays logged in, so there is nobody to act as.' : null,

  async run(lab) {
    await windowOf(lab).logIn('ada');
    const tried = await tryAll(lab, whetherCookieCame);
    // A picture is not counted: whether cookies go along with it is each browser's own setting.
    const succeeded = tried.some((way, index) => way.succeeded && ways[index]?.isTopLevel);
    return {
      succeeded,
      why: succeeded
        ? 'The shop took the request for ada’s own wish: her cookie came along, and nothing else was asked for.'
        : (tried[0]?.why ?? ''),
      ways: tried,
    };
  },

  async control(lab) {
    await windowOf(lab).emptyJar();
    const tried = await tryAll(lab, () => '');
    return {
      what: 'The same pages, opened by a browser in which nobody is logged in.',
      succeeded: tried.some((way) => way.succeeded),
      why: tried[0]?.why ?? '',
      ways: tried,
    };
  },

  stoppedBy: (policy) => [
    ...(policy.stateChangeByGet ? [] : [lax]),
    { change: { cookie: { sameSite: 'strict' } }, because: 'The cookie does not come along from another site at all.' },
    { change: { csrf: 'token' }, because: 'Her page cannot read the token that the shop’s own form carries.' },
    { change: { csrf: 'origin' }, because: 'Origin and Referer name her site, and no page can name another.' },
    { change: { csrf: 'fetch-metadata' }, because: 'Sec-Fetch-Site says cross-site, and no page can change that.' },
  ],

  notStoppedBy: (policy) => [
    ...(policy.stateChangeByGet ? [lax] : []),
    { change: { cookie: { httpOnly: true } }, because: 'No script reads the cookie: the browser sends it by itself.' },
    { change: { cookie: { secure: true } }, because: 'Secure is about the way, and says nothing of who asks.' },
    { change: { mechanism: 'encrypted' }, because: 'She need not read what the browser sends along.' },
  ],
};

const lax: SwitchEffect = {
  change: { cookie: { sameSite: 'lax' } },
  because: 'Lax withholds the cookie from a form of another site, and sends it along with a link.',
};

type Remark = (exchange: Exchange, policy: SessionPolicy) => string;

/** @param remark what is to be said of the request itself */
async function tryAll(lab: Lab, remark: Remark): Promise<Way[]> {
  const tried: Way[] = [];
  for (const { way, trick, method } of ways) {
    const isIts: IsAwaited = (exchange) =>
      isRequest(method, '/email')(exchange) &&
      (exchange.request.target + exchange.request.body).includes(`by-${trick}`);
    const exchange = await windowOf(lab).open(`${lab.corner}/trick/${trick}?by=itself`, isIts);
    tried.push({ way, ...(exchange ? came(exchange, remark(exchange, lab.policy)) : NOT_SENT) });
  }
  return tried;
}

const NOT_SENT = { succeeded: false, why: 'The browser did not send the request.' };

function came(exchange: Exchange, remark: string): Omit<Way, 'way'> {
  const { response, request } = exchange;
  const succeeded = isChanged(exchange);
  const answered = succeeded
    ? 'The shop changed the address.'
    : request.method === 'GET' && response.status === 200
      ? 'The shop only showed its form: here a GET changes nothing.'
      : refusalOf({ exchange }) || `The shop answered ${response.status}.`;
  return { succeeded, why: sentences(remark, answered) };
}

/** The shop leads on to the profile when it has changed the address, and to the login when it does not know who asks. */
export function isChanged({ response }: Exchange): boolean {
  const location = headerOf(response.headers, 'location');
  return response.status === 303 && location !== undefined && /^\/profile\b/.test(location);
}

/** What the browser did, as the request shows it, and what others do. */
function whetherCookieCame({ request }: Exchange, policy: SessionPolicy): string {
  if (isInUrl(policy)) {
    return 'The id stands in the shop’s own addresses alone, and no browser adds it to a request.';
  }
  const cookies = parseCookieHeader(headerOf(request.headers, 'cookie') ?? '');
  const isThere = cookies.some(([name]) => name === cookieName(policy));
  const isPicture = headerOf(request.headers, 'sec-fetch-dest') === 'image';
  if (isPicture) {
    return isThere
      ? 'This browser sent the cookie along with a picture; others block cookies of third parties.'
      : 'This browser sent no cookie along with a picture.';
  }
  if (isThere && policy.cookie.sameSite === 'unset' && request.method === 'POST') {
    return 'The cookie came along: it says nothing of SameSite. Firefox and Safari then always send it, Chromium with a form only in the two minutes after it was set.';
  }
  return isThere ? 'The cookie came along.' : `No session cookie came along${reasons[policy.cookie.sameSite] ?? ''}.`;
}

const reasons: Partial<Record<SessionPolicy['cookie']['sameSite'], string>> = {
  lax: ': where it is SameSite=Lax, a browser sends it from another site with links alone',
  strict: ': where it is SameSite=Strict, a browser sends it from no other site',
};
