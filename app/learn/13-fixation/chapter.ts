import type { AttackResult } from '@/lib/attacks/attack';
import type { Chapter } from '@/lib/course/chapter';
import type { Hand } from '@/lib/course/hand';
import { StepRefused } from '@/lib/course/step-refused';
import { asked, askedByMallory, did, loggedIn } from '@/lib/course/waiting';
import type { ShopAddress } from '@/lib/http/origins';
import type { PolicyChanges } from '@/lib/shop/policy';
import type { Exchange } from '@/lib/wire/exchange';
import { visitorOf } from '@/lib/wire/visitor-of';

/** The id that a request brought, in a cookie or in the address; null where it brought none. */
function idOf({ steps }: Exchange): string | null {
  return steps.find((step) => step.kind === 'id-hashed')?.id ?? null;
}

/** The request brought an id that the shop had given to Mallory. */
function bringsHers(exchange: Exchange, soFar: readonly Exchange[]): boolean {
  const id = idOf(exchange);
  const hers = soFar.filter(({ sender }) => sender === 'mallory').flatMap(({ steps }) => steps);
  return hers.some((step) => step.kind === 'id-issued' && step.id === id);
}

/** Somebody has logged in as ada with this id, and the shop gave another one instead. */
function wasRenewed(id: string | null, soFar: readonly Exchange[]): boolean {
  return soFar.some(
    (exchange) => loggedIn(exchange) && exchange.steps.some((step) => step.kind === 'id-renewed' && step.from === id),
  );
}

/**
 * How an id can be planted where the shop is. On a host of its own its cookie is for the hosts below as well, so that a
 * planted one takes its place; without Domain both would be in the jar. Where it shares a host, none is below it.
 */
function carrierAt({ ownHost, origin }: ShopAddress): PolicyChanges {
  return ownHost ? { carrier: 'cookie', cookie: { domain: new URL(origin).hostname } } : { carrier: 'url' };
}

/** Mallory puts a tea into her cart, and so begins a session of her own, as any visitor may. @returns its id */
async function beginAsMallory(hand: Hand): Promise<string> {
  await hand.asMallory({ act: 'empty' });
  const { steps } = await hand.mallorySends('/cart', { item: 'assam-100' });
  const issued = steps.find((step) => step.kind === 'id-issued');
  if (!issued) throw new StepRefused('The shop gave Mallory no id: go back to the start.');
  return issued.id;
}

/** Each is put on besides those before it; the last is a name that browsers take from this very host alone. */
const FLAGS: readonly [flag: string, change: PolicyChanges][] = [
  ['HttpOnly', { cookie: { httpOnly: true } }],
  ['HttpOnly, Secure', { cookie: { secure: true } }],
  ['HttpOnly, Secure, SameSite=Strict', { cookie: { sameSite: 'strict' } }],
  ['All three, and __Host-', { cookie: { prefix: '__Host-', domain: null } }],
];

function inShort([flag, { succeeded, why }]: [flag: string, result: AttackResult]): string {
  return `${flag}: ${succeeded ? 'Mallory is ada.' : why}`;
}

export const chapter: Chapter = {
  slug: '13-fixation',
  title: 'Fixation: what she has given you she need not steal',

  question:
    'Mallory plants a valid, random id of her own in ada’s browser. HttpOnly, Secure and SameSite=Strict are on. When is Mallory ada?',
  answers: {
    a: {
      says: 'Never: she has no password of ada’s.',
      because:
        'She needs none. ada logged in by herself, and the shop wrote her name into the row that Mallory’s id leads to.',
    },
    b: {
      says: 'Never: HttpOnly hides the id.',
      because: 'From scripts it does. Mallory did not have to read the id: she had it before ada did.',
    },
    c: {
      says: 'From ada’s login on, unless login gives a new id.',
      because: 'Until then the id was nobody’s. From then on it was ada’s, whoever brought it.',
    },
    d: {
      says: 'At once.',
      because: 'An id is not a user. Before the login its row named nobody, so whoever brought it was nobody.',
    },
  },
  right: 'c',

  start: {
    preset: 'lecture-server',
    // Tokens and limits have chapters of their own; the flags are put on one by one.
    policy: {
      store: 'memory',
      renewAtLogin: false,
      cookie: { httpOnly: false, sameSite: 'unset' },
      csrf: 'none',
      idleSeconds: null,
      absoluteSeconds: null,
      rolling: false,
    },
  },
  switches: ['renewAtLogin'],

  steps: [
    {
      say: 'Let {mallory} visit the shop, as anybody may. She is given an id, and notes it down.',
      expect: 'An id is given out, long and random. To the {server} she is nobody in particular.',
      press: {
        label: 'Let Mallory visit the shop',
        action: async (hand) => {
          await hand.change(carrierAt(hand.addresses.shop));
          const id = await beginAsMallory(hand);
          return `She put a tea into her cart, and the shop gave her the id ${id}, as it gives one to everybody. She is nobody in particular.`;
        },
      },
      wait: (exchange) => exchange.sender === 'mallory' && did(exchange, 'id-issued'),
    },
    {
      say: 'Follow {mallory}’s link. It opens the shop in another tab: leave that tab open for the next step. (If you have been in the shop before, empty your jar first: the older of two cookies counts.)',
      expect:
        'Your request brings an id that the shop has never given to you, and the {server} cannot tell. Your cart holds a tea that you did not put there.',
      edit: { label: 'Empty your jar first', change: () => null },
      lure: { label: 'Follow Mallory’s link', path: '/gift' },
      wait: (exchange, soFar) => asked(exchange, 'GET', '/') && bringsHers(exchange, soFar),
      hints: [
        'Does the shop ever set what your {browser} brings now? Who has put it there?',
        'Go through the exchanges one by one: the link leads by {mallory}’s site, and the shop comes last.',
        'Press “Follow Mallory’s link”. If your jar holds a session already, press “Empty your jar first” before that.',
      ],
    },
    {
      say: 'Log in as ada in that tab. Then close it.',
      expect: 'The shop keeps the id and writes ada into its row. The answer to the login carries no Set-Cookie.',
      lure: { label: 'Follow her link again', path: '/gift' },
      wait: (exchange, soFar) =>
        loggedIn(exchange) && bringsHers(exchange, soFar) && !exchange.steps.some(({ kind }) => kind === 'id-renewed'),
      hints: [
        'With which id does ada come to the login, and with which does she leave?',
        'Look at the answer to POST /login for what is not there, and at the row of the {store} for what is.',
        'Press “Follow her link again”; in the tab with the shop press “Log in”, then “Log in as ada”. “New id at login” has to say no.',
      ],
    },
    {
      say: 'Let {mallory} ask for the profile, first with an id that she kept to herself, then with the one that she gave away.',
      expect: 'Nobody with the one, ada with the other. She has seen neither ada’s {cookie} nor her password.',
      press: {
        label: 'Let Mallory ask',
        action: async (hand) => {
          const login = hand.wire.findLast((exchange) => loggedIn(exchange) && bringsHers(exchange, hand.wire));
          const given = login && idOf(login);
          if (!given) throw new StepRefused('The login is not on the wire any more: go back to the start.');
          await beginAsMallory(hand);
          const withKept = visitorOf(await hand.malloryGets('/profile'));
          await hand.asMallory({ act: 'take', value: given });
          const withGiven = visitorOf(await hand.malloryGets('/profile'));
          if (withGiven !== 'ada')
            throw new StepRefused('The id that she gave away is nobody’s any more: go back to the start.');
          return `With an id that she kept to herself Mallory is ${withKept ?? 'nobody'}. With the one that she gave away she is ${withGiven}.`;
        },
      },
      wait: (exchange, soFar) =>
        askedByMallory(exchange, 'GET', '/profile') && visitorOf(exchange) === 'ada' && bringsHers(exchange, soFar),
    },
    {
      say: 'Put the flags on, one after the other, and let another ada follow another link each time.',
      expect:
        'With all three {mallory} is still ada. Only a name that begins with `__Host-` keeps out what a host below has set; a link with the id in it comes through all the same.',
      press: {
        label: 'Put them on, one by one',
        action: async (hand) => {
          const { policy } = hand;
          if (policy.mechanism !== 'server' || policy.renewAtLogin)
            throw new StepRefused('Set “new id at login” to no first: its switch stands above the shop.');
          const results: [flag: string, result: AttackResult][] = [];
          try {
            for (const [flag, change] of FLAGS) {
              await hand.change(change);
              results.push([flag, await hand.attack('fixation')]);
            }
          } finally {
            await hand.change({ cookie: policy.cookie });
          }
          return results.map(inShort).join(' ');
        },
      },
      wait: (exchange) => askedByMallory(exchange, 'GET', '/profile') && visitorOf(exchange) === 'ada',
    },
    {
      say: 'Let each login give *a new id*. {mallory} begins another session; then it is the same once more: follow her link, log in as ada in that tab, close it. At last, let {mallory} send `GET /profile`, in her pane below the shop.',
      expect:
        'The login is answered with a new id, and her row is destroyed: the id that she knows leads nowhere. The tea has moved along with ada.',
      control: true,
      press: {
        label: 'A new id at each login',
        action: async (hand) => {
          await hand.change({ renewAtLogin: true });
          const id = await beginAsMallory(hand);
          return `Each login gives a new id from now on. Mallory has begun another session: her id is ${id}.`;
        },
      },
      lure: { label: 'Follow Mallory’s link', path: '/gift' },
      wait: (exchange, soFar) =>
        askedByMallory(exchange, 'GET', '/profile') && did(exchange, 'id-unknown') && wasRenewed(idOf(exchange), soFar),
      hints: [
        'Which id does {mallory} know, and which one is ada’s when she has logged in?',
        'Compare the answer to this POST /login with the one before: what is new in it? Then look at the rows of the {store}.',
        'Press “A new id at each login”, then “Follow Mallory’s link”; log in as ada in the tab and close it. Then press “Send a request as her”, with GET /profile.',
      ],
    },
  ],

  say: 'Hijacking takes your id after login; fixation gives you mine before; only a new id at login cures it.',
  own: {
    question: 'Why does only a new id at login help against fixation?',
    model:
      'Mallory knew the id before ada logged in, so whatever protects it afterwards comes too late; only another id is one that she does not know.',
    ideas: [
      'She planted it, so she need not steal it.',
      'Flags protect what is still secret.',
      'A new id at login, and the old one is gone.',
    ],
  },
  last: {
    question: 'With a session in a sealed cookie, does login need a new id?',
    answer:
      'There is no id. Login writes a new cookie with ada in it, and the one that Mallory knows still says nobody. (Planting her own logged-in cookie in ada’s browser is another matter: then ada works in Mallory’s account.)',
  },

  listings: {
    ours: {
      file: 'lib/shop/app.tsx',
      from: 'function logIn(c: ShopContext',
      until: 'visit.readRole();',
      mark: 'visit.session.renew()',
    },
    flask: {
      file: 'app/learn/13-fixation/in_flask.py',
      from: '@app.post("/login")',
      until: 'return answer',
      mark: 'rows.pop(sid',
    },
  },

  claims: [
    {
      claim: 'Regenerate the session id at login.',
      verdict: 'right',
      instead:
        'Also whenever somebody gains rights, and destroy the old row (OWASP Session Management, Renew the Session ID After Any Privilege Level Change).',
      of: 'new-id-at-login',
      step: 6,
    },
    {
      claim: 'The login writes the username into the session, and does nothing else to it.',
      verdict: 'missing',
      instead:
        'session.clear() comes first, as in Flask’s tutorial; and where sessions lie on the server, a new id as well.',
      of: 'nothing-cleared-at-login',
      step: 4,
    },
  ],
  links: [
    {
      title: 'OWASP Session Management Cheat Sheet: Renew the Session ID After Any Privilege Level Change',
      url: 'https://cheatsheetseries.owasp.org/cheatsheets/Session_Management_Cheat_Sheet.html#renew-the-session-id-after-any-privilege-level-change',
    },
    { title: 'OWASP, Session fixation', url: 'https://owasp.org/www-community/attacks/Session_fixation' },
    {
      title: 'RFC 6265bis, Cookies, 8.6: weak integrity, or what a host below may set',
      url: 'https://datatracker.ietf.org/doc/html/draft-ietf-httpbis-rfc6265bis#section-8.6',
    },
    {
      title: 'RFC 6265bis, Cookies, 4.1.3: names that begin with __Host- or __Secure-',
      url: 'https://datatracker.ietf.org/doc/html/draft-ietf-httpbis-rfc6265bis#section-4.1.3',
    },
    {
      title: 'Flask, Tutorial: login, which clears the session first',
      url: 'https://flask.palletsprojects.com/en/stable/tutorial/views/#login',
    },
    {
      title: 'express-session, README: req.session.regenerate()',
      url: 'https://github.com/expressjs/session#sessionregeneratecallback',
    },
    {
      title: 'PHP, session_regenerate_id()',
      url: 'https://www.php.net/manual/en/function.session-regenerate-id.php',
    },
  ],
};
