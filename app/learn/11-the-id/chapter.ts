import { findPattern, type IdPattern } from '@/lib/attacks/id-pattern';
import type { Chapter } from '@/lib/course/chapter';
import type { Hand } from '@/lib/course/hand';
import { StepRefused } from '@/lib/course/step-refused';
import { asked, askedByMallory, broughtCookie, did, pathOf } from '@/lib/course/waiting';
import type { Exchange } from '@/lib/wire/exchange';
import { headerOf } from '@/lib/wire/header-of';
import { visitorOf } from '@/lib/wire/visitor-of';

const SID = 'sid';

/** How many ids of her own {mallory} looks at, and how far she then walks back. */
const COLLECTED = 20;
const WALKED = 30;
/** So far ahead the shop has given out none. */
const FAR_AHEAD = 1000;

const GENERATORS = { counted: ['counter', 'hashed-counter'], 'the clock': ['clock'], random: ['random'] };

/** A step shows nothing unless ids are made as it says. */
function needIds(hand: Hand, label: keyof typeof GENERATORS): void {
  const { policy } = hand;
  if (policy.mechanism === 'server' && GENERATORS[label].includes(policy.idGenerator)) return;
  throw new StepRefused(`Set “ids are” to “${label}” first: the switch stands above the shop.`);
}

async function patternOf(ids: readonly string[]): Promise<IdPattern> {
  const pattern = await findPattern(ids);
  if (!pattern) throw new StepRefused('Mallory sees no pattern in these ids.');
  return pattern;
}

/** Whom the shop takes Mallory for when she brings this id. */
async function whoIs(hand: Hand, id: string): Promise<string | null> {
  await hand.asMallory({ act: 'take', value: id });
  return visitorOf(await hand.malloryGets('/profile'));
}

/** From the id before Mallory's own back to ada's. @returns what it came to, in a sentence */
async function walkBack(hand: Hand, { places: [own = 0], idAt }: IdPattern): Promise<string> {
  for (let back = 1; back <= WALKED; back++) {
    const id = idAt(own - back);
    if ((await whoIs(hand, id)) !== 'ada') continue;
    return `Her own next id was ${idAt(own)}. Walking back from it she came to ${id} at try ${back}, and the shop took her for ada.`;
  }
  throw new StepRefused(
    `None of the ${WALKED} ids before her own is ada’s. Log in as ada once more, then press again.`,
  );
}

const issuedToMallory = (soFar: readonly Exchange[]) =>
  soFar.filter((exchange) => askedByMallory(exchange, 'POST', '/') && did(exchange, 'id-issued')).length;

/** The request comes from a window of its own, with nothing in its jar: not from the frame in this page. */
const isElsewhere = (exchange: Exchange) =>
  broughtCookie(exchange, SID) === null && headerOf(exchange.request.headers, 'sec-fetch-dest') !== 'iframe';

/** What the browser tells Mallory’s page of where it comes from; null where this is no visit to that page. */
function toldMallory(exchange: Exchange): string | null {
  if (exchange.to !== 'mallory' || !pathOf(exchange).endsWith('/prize')) return null;
  return headerOf(exchange.request.headers, 'referer') ?? '';
}

const hasId = (address: string) => address.includes(`${SID}=`);

export const chapter: Chapter = {
  slug: '11-the-id',
  title: 'The id itself: unguessable, and nowhere but in a cookie',

  question:
    'Ids are the time of the login in milliseconds, 13 digits. ada logged in at some moment of the last 10 seconds. How many ids does {mallory} have to try at most?',
  answers: {
    a: {
      says: '10,000,000,000,000: there are thirteen digits.',
      because:
        'So many numbers have thirteen digits, but most of them are no time of these ten seconds. Length is not strength: what counts is how many it could have been.',
    },
    b: {
      says: '10,000: one for each millisecond.',
      because: 'Whoever knows how the id is made has only these to try, and a program does that while one waits.',
    },
    c: {
      says: 'About as many as there are values of 128 bits: ids are always random.',
      because:
        'Good ones are, and then nobody waits for the end. But nothing forces a server to draw them: it hands out what its programmer thought of.',
    },
    d: {
      says: 'It cannot be done without the key: ids are signed.',
      because:
        'These are not: an id is looked up, and no key was asked for. Where a framework signs its id, a guess fails by the signature, not by the id.',
    },
  },
  right: 'b',

  start: {
    preset: 'lecture-server',
    // Limits, tokens and lasting stores have chapters of their own; here a request brings an id and nothing else counts.
    policy: {
      store: 'memory',
      idGenerator: 'counter',
      csrf: 'none',
      idleSeconds: null,
      absoluteSeconds: null,
      rolling: false,
    },
  },
  switches: ['idGenerator', 'carrier', 'referrerPolicy'],

  steps: [
    {
      say: 'Ids are *counted* here. Let {mallory} visit the shop twenty times, each time as somebody new, and look at what she is given.',
      expect: 'Twenty ids, and the rule by which they were made is plain to see.',
      press: {
        label: 'Collect twenty ids',
        action: async (hand) => {
          needIds(hand, 'counted');
          const ids = await hand.malloryCollects(COLLECTED);
          const { what } = await patternOf(ids);
          return `She was given ${ids.slice(0, 3).join(', ')} and so on to ${ids.at(-1)}: ${what}.`;
        },
      },
      wait: (exchange, soFar) => askedByMallory(exchange, 'POST', '/') && issuedToMallory(soFar) >= COLLECTED,
    },
    {
      say: 'Log in as ada. Then let {mallory} fetch ids of her own again, and walk from them back to yours. An id that the shop has never given out is her *control*.',
      expect:
        'A few requests, and the profile that opens to her is ada’s. The id that was never given out opens nothing.',
      visit: { label: 'To the login', path: '/login' },
      press: {
        label: 'Walk back to ada',
        action: async (hand) => {
          needIds(hand, 'counted');
          if (hand.loggedInAs !== 'ada') throw new StepRefused('Log in as ada in the shop first.');
          const pattern = await patternOf(await hand.malloryCollects(3));
          const never = pattern.idAt((pattern.places.at(-1) ?? 0) + FAR_AHEAD);
          const who = await whoIs(hand, never);
          if (who !== null) throw new StepRefused(`The shop takes an id that it never gave out for ${who}’s.`);
          return `${await walkBack(hand, pattern)} With ${never}, which was never given out, she was nobody.`;
        },
      },
      wait: (exchange) => askedByMallory(exchange, 'GET', '/profile') && visitorOf(exchange) === 'ada',
      hints: [
        'The shop counts for everybody. Who gets the id before the one that {mallory} gets?',
        'Look at the Cookie lines of {mallory}’s last requests: she sends numbers that nobody gave her.',
        'Press “To the login”, log in as ada, then press “Walk back to ada”.',
      ],
    },
    {
      say: 'Set *ids are* to the clock. A second ada, a client of the lab’s, logs in at some moment of one second; {mallory} knows which second, and tries every millisecond of it.',
      expect: 'After some hundred tries she is in. Ten seconds would be ten times as many.',
      press: {
        label: 'Try a whole second',
        action: async (hand) => {
          needIds(hand, 'the clock');
          const { succeeded, why } = await hand.attack('guess-id');
          if (!succeeded) throw new StepRefused(why);
          return why;
        },
      },
      wait: (exchange) => askedByMallory(exchange, 'GET', '/profile') && visitorOf(exchange) === 'ada',
      hints: [
        'Thirteen digits look like a lot. How many of them does {mallory} know already?',
        'One line of the wire stands for hundreds of her tries; the one after it is the last.',
        'Choose “the clock” in the switch “ids are” above the shop, then press “Try a whole second”.',
      ],
    },
    {
      say: 'Set *ids are* to random, and let {mallory} guess again.',
      expect: 'No pattern, and no guess fits; her own speed says how long the rest would take.',
      control: true,
      press: {
        label: 'Guess again',
        action: async (hand) => {
          needIds(hand, 'random');
          const { succeeded, why } = await hand.attack('guess-id');
          if (succeeded) throw new StepRefused(why);
          return why;
        },
      },
      wait: (exchange) => askedByMallory(exchange, 'GET', '/profile') && did(exchange, 'id-unknown'),
    },
    {
      say: 'Set *the id travels in* to the URL, log in as ada, and open her profile by the shop’s own link. Then copy its address from the bar above the shop, and open that in a private window.',
      expect: 'The private window is ada: its request has no Cookie, and the id in the address is enough.',
      visit: { label: 'To the login', path: '/login' },
      wait: (exchange) =>
        asked(exchange, 'GET', '/profile') &&
        did(exchange, 'id-in-url') &&
        visitorOf(exchange) === 'ada' &&
        isElsewhere(exchange),
      hints: [
        'Where does the id stand now? Whoever is given the address is given it too.',
        'The bar above the shop shows the whole address, with `sid=` in it. A private window has an empty jar, so no Cookie can help.',
        'Choose “the URL” in the switch, press “To the login”, log in as ada, click Profile in the shop. Copy the address above it, open a private window and paste it there. Another browser will do as well.',
      ],
    },
    {
      say: 'Let {mallory} leave a link in the guestbook, and follow it from there as ada: her site is told the origin alone. Then set *Referrer-Policy* to unsafe-url: the shop begins anew, without an id. Log in as ada again, and follow the link once more.',
      expect:
        'By default the Referer names the shop and no more. With unsafe-url it is the whole address, and the id in it.',
      press: {
        label: 'Leave a link',
        action: async (hand) => {
          if (!hand.addresses.shop.ownHost) {
            throw new StepRefused(
              'Here the shop shares its host with the site, so the guestbook shows no link of Mallory’s: open this chapter by the site’s own name.',
            );
          }
          const { policy } = hand;
          if (policy.mechanism !== 'server' || policy.carrier !== 'url') {
            throw new StepRefused('Set “the id travels in” to “the URL” first: the switch stands above the shop.');
          }
          const entry = { text: 'Such lovely tea! There is more of it here:', markup: 'link' };
          const { response } = await hand.mallorySends('/guestbook', entry);
          if (response.status !== 303) {
            throw new StepRefused(`The guestbook answered Mallory ${response.status}, so there is no link in it.`);
          }
          return 'Her entry stands in the guestbook, with a link to her own site below it.';
        },
      },
      visit: { label: 'To the login', path: '/login' },
      wait: (exchange, soFar) => {
        const isLeak = (told: string | null) => told !== null && hasId(told);
        const isOrigin = (told: string | null) => told !== null && told !== '' && !hasId(told);
        const all = soFar.map(toldMallory);
        // In either order: some throw the switch first, and put it back.
        return toldMallory(exchange) !== null && all.some(isLeak) && all.some(isOrigin);
      },
      hints: [
        'A {browser} tells the next site where its visitor comes from. How much of the address does it tell?',
        'Find the request for `/prize` on the wire, and in it the line Referer.',
        'Press “Leave a link”, open the guestbook in the shop, and follow “A tin of tea for you, free”. Choose unsafe-url in the switch Referrer-Policy, press “To the login”, log in as ada, open the guestbook by the shop’s link, and follow it again.',
      ],
    },
  ],

  say: 'An id must be unguessable, not long, and travel only in a cookie.',
  own: {
    question: 'What makes a good id?',
    model: 'Nobody can guess it, however much they know about how it is made, and it travels in nothing but a cookie.',
    ideas: [
      'Unguessable is about possibilities, not about length.',
      'A hash of something guessable is guessable.',
      'Addresses leak: history, logs, shared links, Referer.',
    ],
  },
  last: {
    question:
      'An id is made of the user’s number, the time in seconds, and a random number from 0 to 9,999, all put through SHA-256. How many bits, for somebody who knows the user and the minute?',
    answer: '60 seconds times 10,000: 600,000 possibilities, a little more than 19 bits. SHA-256 adds none.',
  },

  listings: {
    ours: {
      file: 'lib/shop/ids.ts',
      from: 'const generators:',
      until: 'random: () =>',
      mark: 'random: () =>',
    },
    flask: {
      file: 'app/learn/11-the-id/in_flask.py',
      from: 'def counted(',
      until: 'return secrets.token_urlsafe(16)',
      mark: 'return secrets.token_urlsafe(16)',
    },
  },

  claims: [
    {
      claim: 'The session id is carried by a cookie or by the URL.',
      verdict: 'outdated',
      instead:
        'By a cookie only, and the server refuses whatever else brings one (OWASP Session Management, Used vs. Accepted Session ID Exchange Mechanisms). PHP, which long did both, deprecates ids in URLs since 8.4.',
      of: 'id-by-cookie-or-url',
      step: 5,
    },
    {
      claim: 'Random, unpredictable session ids prevent session hijacking.',
      verdict: 'partly',
      instead:
        'They prevent guessing, and no other way to an id. It takes at least 64 bits of entropy from a generator made for secrets (OWASP); 128 are usual.',
      of: 'random-ids-prevent-hijacking',
      step: 4,
    },
  ],
  links: [
    {
      title: 'OWASP Session Management Cheat Sheet: session id properties',
      url: 'https://cheatsheetseries.owasp.org/cheatsheets/Session_Management_Cheat_Sheet.html#session-id-properties',
    },
    {
      title: 'OWASP, Insufficient Session-ID Length: the sum',
      url: 'https://owasp.org/www-community/vulnerabilities/Insufficient_Session-ID_Length',
    },
    {
      title: 'Python, secrets: tokens for passwords and sessions',
      url: 'https://docs.python.org/3/library/secrets.html',
    },
    {
      title: 'MDN, Referrer-Policy',
      url: 'https://developer.mozilla.org/en-US/docs/Web/HTTP/Reference/Headers/Referrer-Policy',
    },
    {
      title: 'PHP, Session configuration: session.use_only_cookies',
      url: 'https://www.php.net/manual/en/session.configuration.php',
    },
  ],
};
