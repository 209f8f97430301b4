import { changeInWords } from '@/app/bench/switches/change-in-words';
import type { Outcome } from '@/lib/attacks/attack';
import type { Audit, Hole } from '@/lib/course/audit';
import type { Chapter } from '@/lib/course/chapter';
import type { Hand } from '@/lib/course/hand';
import { StepRefused } from '@/lib/course/step-refused';
import { askedByMallory, broughtAnyCookie, pathOf } from '@/lib/course/waiting';
import type { PolicyChanges } from '@/lib/shop/policy';
import type { Exchange } from '@/lib/wire/exchange';
import { visitorOf } from '@/lib/wire/visitor-of';

/** A page that the ada of these steps has asked for: a client that holds to the letter of the standard. */
const adaAsked = (exchange: Exchange, path: string) =>
  exchange.scripted === 'ada' && exchange.request.method === 'GET' && pathOf(exchange) === path;

const isMalloryAs = (exchange: Exchange, user: string | null) =>
  askedByMallory(exchange, 'GET', '/profile') && visitorOf(exchange) === user;

/** The attribute shows nothing unless it is as the step says. */
function needSecure(hand: Hand, isOn: boolean): void {
  if (hand.policy.cookie.secure === isOn) return;
  throw new StepRefused(`Set Secure to ${isOn ? 'yes' : 'no'} first: its switch stands above the shop.`);
}

/** What it came to, where that is what the step is there for. */
function expected({ succeeded, why }: Outcome, wanted: boolean): string {
  if (succeeded !== wanted) throw new StepRefused(why);
  return why;
}

/** The tap's own words for what can be read in a TLS connection. */
function readIn({ tapped: [records] = [] }: Outcome): string {
  const found = records?.found ?? [];
  return found.length === 0
    ? 'Nothing can be read in them.'
    : `All that can be read in them is ${found.join(' and ')}.`;
}

const counted = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`;

/** So many holes are named at a time: a list of all is too long to be read. */
const NAMED = 3;

/** As the switches above the shop have it: a time in seconds. */
function switched({ idleSeconds, ...others }: PolicyChanges): string {
  const idle = idleSeconds ? `idle limit: ${idleSeconds} seconds` : '';
  return [changeInWords(others), idle].filter(Boolean).join(', ');
}

const named = ({ title, closedBy: [first] }: Hole) =>
  `“${title}” (${first ? switched(first) : 'no single switch closes it'})`;

/** How many holes there are, and the first of them, each with a switch that closes it. */
function openHoles(open: readonly Hole[]): string {
  const left = open.length - NAMED;
  const holes = counted(
    open.length,
    'hole is open; in brackets, a switch that closes it.',
    'holes are open; in brackets, a switch that closes each.',
  );
  const first = `${holes} ${open.slice(0, NAMED).map(named).join('; ')}`;
  return left > 0 ? `${first}; and ${left} more. Close these, and run the audit again.` : `${first}.`;
}

/** @throws {StepRefused} with the first holes that are open */
function passed({ open, held, meaningless, bySwitch, failed }: Audit): string {
  if (failed.length > 0) throw new StepRefused(`Not all of it could be run. ${failed.join(' ')}`);
  if (open.length > 0) {
    throw new StepRefused(openHoles(open));
  }
  return [
    `No hole is open: ${counted(held, 'attack was run and came', 'attacks were run and came')} to nothing.`,
    bySwitch.length > 0 &&
      `${counted(bySwitch.length, 'needs a browser and counts', 'need a browser and count')} as closed by a switch that is on.`,
    meaningless > 0 && `${counted(meaningless, 'means', 'mean')} nothing under these switches.`,
  ]
    .filter(Boolean)
    .join(' ');
}

export const chapter: Chapter = {
  slug: '16-https',
  title: 'HTTPS, and the sum',

  question: 'ada’s shop is reached over HTTPS only. Who can read the value of her cookie?',
  answers: {
    a: {
      says: 'Nobody but the server.',
      because:
        'HTTPS ends at the browser: there the cookie lies in the jar as before, and its owner reads and edits it as in chapter 4.',
    },
    b: {
      says: 'The server and the browser’s owner, and nobody between them.',
      because: 'HTTPS protects the way and only the way. At both ends everything is in clear.',
    },
    c: {
      says: 'They, and whoever runs the network: HTTPS is for passwords.',
      because:
        'TLS knows nothing of forms and fields. The tap held the whole connection, and password and cookie were equally absent from it.',
    },
    d: {
      says: 'They, and everybody who has the site’s certificate, which is public.',
      because:
        'The certificate is public, and opens nothing: it holds a public key and a name. The key that belongs to it stays on the server.',
    },
  },
  right: 'b',

  start: {
    preset: 'lecture-server',
    // Each of these is a hole that an earlier chapter has shown.
    policy: {
      store: 'memory',
      roleFrom: 'session',
      renewAtLogin: false,
      csrf: 'none',
      idleSeconds: null,
      absoluteSeconds: null,
      rolling: false,
    },
  },
  switches: ['cookie.secure', 'store', 'roleFrom', 'renewAtLogin', 'csrf', 'binding', 'idleSeconds'],
  panels: ['tap', 'sum'],

  steps: [
    {
      say: 'Let an ada by script log in over plain HTTP, with {mallory} on the wire.',
      expect: 'The password and the {cookie} stand in what the tap has read, and each of them makes Mallory ada.',
      press: {
        label: 'Log in over HTTP',
        action: async (hand) => expected(await hand.onTheWire('throughout'), true),
      },
      wait: (exchange) => isMalloryAs(exchange, 'ada'),
    },
    {
      say: 'The same login over HTTPS, with the same tap.',
      expect:
        'Even more bytes, in TLS records: sizes, times, and the name of the host in the first of them. No password, no cookie.',
      control: true,
      press: {
        label: 'Log in over HTTPS',
        action: async (hand) => {
          const outcome = await hand.onTheWire('https');
          return `${expected(outcome, false)} ${readIn(outcome)}`;
        },
      },
      wait: (exchange) => isMalloryAs(exchange, null),
      hints: [
        'Captured is not read. What is left in clear when two sides agree on a key?',
        'Below the steps stands what the tap read. Look at the first record from the browser, at the letters on the right.',
        'Press “Log in over HTTPS”.',
      ],
    },
    {
      say: 'ada logs in over HTTPS. Then one old link leads her to `http://`, once.',
      expect: 'One request in clear, with the {cookie} in it: that is enough.',
      press: {
        label: 'Follow one old link',
        action: async (hand) => {
          needSecure(hand, false);
          return expected(await hand.onTheWire('once'), true);
        },
      },
      wait: (exchange) => isMalloryAs(exchange, 'ada'),
      hints: [
        'Who decides whether a {cookie} goes along with a request: the {server} or the {browser}?',
        'Compare the two listings below the steps: the login, and the one request after it.',
        'Press “Follow one old link”. If it is refused, set Secure to no in the switch above the shop first.',
      ],
    },
    {
      say: 'Set *Secure* to yes in the switch above the shop, and do the same once more.',
      expect: 'The same request in clear, without a Cookie line: the browser keeps it back.',
      control: true,
      press: {
        label: 'The same old link',
        action: async (hand) => {
          needSecure(hand, true);
          return expected(await hand.onTheWire('once'), false);
        },
      },
      wait: (exchange) => adaAsked(exchange, '/') && !broughtAnyCookie(exchange),
      hints: [
        'Plain HTTP is as readable as before. What is there now that is not sent?',
        'Look at the request in clear below the steps, and for the line Cookie in it.',
        'Choose yes in the switch Secure above the shop, then press “The same old link”.',
      ],
    },
    {
      say: 'Now {mallory} does not listen but writes: into an answer over HTTP goes a {cookie} with a session of her own, to take the place of ada’s.',
      expect:
        'The browser ignores it, since the one that it holds is Secure; on a copy of the bench without Secure it is taken.',
      press: {
        label: 'Write a cookie into an answer',
        action: async (hand) => {
          needSecure(hand, true);
          const why = expected(await hand.onTheWire('writing'), false);
          const without = await hand.onTheWire('writing', { cookie: { secure: false } });
          return `${why} On a copy of your bench without Secure it came otherwise. ${expected(without, true)}`;
        },
      },
      wait: (exchange) => adaAsked(exchange, '/profile') && visitorOf(exchange) === 'ada',
      hints: [
        'Over plain HTTP anybody on the way may answer. Should what they say replace what the shop has said over HTTPS?',
        'Below the steps, find the line in the answer that the shop did not write.',
        'Press “Write a cookie into an answer”. If it is refused, set Secure to yes first.',
      ],
    },
    {
      say: 'Fill the table below these steps: press *Measure*. Then the audit: throw switches until every attack of this course comes to nothing against your shop.',
      expect:
        'The audit says how many holes are open, and names the first with a switch that closes each. When none is open the course is done.',
      press: {
        label: 'Run the audit',
        action: async (hand) => {
          if (!hand.hasSum) throw new StepRefused('Measure the sum first: its button stands below these steps.');
          return passed(await hand.audit());
        },
      },
      hints: [
        'Each hole is a chapter that you have done. Which of them is cured by where the session lies, and which by a habit of the shop?',
        'In brackets stands a switch that closes the hole. There may be others: “Open the whole bench” leads to all switches, and its page of attacks to the reason for each verdict.',
        'Secure yes, store sql, the role from the database, a new id at login yes, CSRF defence token, bound to the address, idle limit 1800. Then press “Run the audit”.',
      ],
    },
  ],

  say: 'HTTPS protects the way and only the way; Secure keeps the cookie off the other way.',
  own: {
    question: 'What does HTTPS protect, and what is Secure for?',
    model: 'HTTPS protects the way and only the way; Secure keeps the cookie off the other way.',
    ideas: [
      'Captured, but not readable.',
      'At both ends everything is in clear.',
      'Secure withholds the cookie from plain HTTP.',
    ],
  },
  last: {
    question:
      'Every page of a shop is served by HTTPS, and plain HTTP is redirected there. Why does the cookie still need Secure?',
    answer: 'The redirect answers a request that has already been sent, in clear, with the cookie in it.',
  },

  listings: {
    ours: {
      file: 'lib/attacks/wire-theft.ts',
      from: 'export async function onceOverHttp(',
      until: 'const succeeded = ticket !== null',
      mark: "await sameAda.get('/')",
    },
    flask: {
      file: 'app/learn/16-https/in_flask.py',
      from: 'def shop(secure):',
      until: 'return app.test_client(use_cookies=False), came_in_clear',
      mark: 'SESSION_COOKIE_SECURE',
    },
  },

  claims: [
    {
      claim: 'SESSION_COOKIE_SECURE sends the cookie by secure HTTP.',
      verdict: 'misleading',
      instead:
        'It secures nothing: it tells the browser to withhold the cookie from plain HTTP (RFC 6265bis, 4.1.2.5).',
      of: 'secure-sends-by-secure-http',
      step: 4,
    },
    {
      claim: 'HTTPS keeps a session from being tampered with.',
      verdict: 'wrong',
      instead:
        'It protects the way. At its end the browser’s owner edits the cookie as before; against that stands a signature, a seal, or a row on the server.',
      of: 'https-against-tampering',
    },
    {
      claim: 'With SSL and a certificate from a CA the data cannot be intercepted.',
      verdict: 'outdated',
      instead:
        'TLS 1.2 or 1.3 (RFC 8996). Captured it can be, read it cannot; addresses, sizes and the host’s name show. And it needs Secure and HSTS, or one request goes the other way (RFC 6797).',
      of: 'tls-cannot-be-intercepted',
      step: 2,
    },
    {
      claim: 'HttpOnly and Secure are the flags of a session cookie.',
      verdict: 'outdated',
      instead: 'SameSite is missing, and so is a name that begins with __Host- (RFC 6265bis, 4.1.2.7 and 4.1.3).',
      of: 'httponly-and-secure-are-the-flags',
    },
    {
      claim: 'Client-side is faster, since nothing has to be looked up; a lookup is overhead.',
      verdict: 'partly',
      instead:
        'A seal may cost more than a lookup, and the whole session travels with each request: the table is measured on your own machine.',
      of: 'no-lookup-is-faster',
      step: 6,
    },
    {
      claim: 'The summary: client side against server side; audit and update regularly.',
      verdict: 'partly',
      instead:
        'Two rows are missing: can it be taken back, does it survive a restart. And theft, fixation and CSRF are stopped by the same things on both sides.',
      of: 'audits-and-the-summary',
      step: 6,
    },
  ],
  links: [
    { title: 'RFC 8446, TLS 1.3', url: 'https://www.rfc-editor.org/rfc/rfc8446.html' },
    { title: 'RFC 8996, the end of TLS 1.0 and 1.1', url: 'https://www.rfc-editor.org/rfc/rfc8996.html' },
    { title: 'RFC 6797, HTTP Strict Transport Security', url: 'https://www.rfc-editor.org/rfc/rfc6797.html' },
    {
      title: 'RFC 6265bis, Cookies, 5.7: what browsers keep, and what leaves Secure cookies alone',
      url: 'https://datatracker.ietf.org/doc/html/draft-ietf-httpbis-rfc6265bis#section-5.7',
    },
    {
      title: 'OWASP Transport Layer Security Cheat Sheet',
      url: 'https://cheatsheetseries.owasp.org/cheatsheets/Transport_Layer_Security_Cheat_Sheet.html',
    },
    {
      title: 'Flask, Configuration: SESSION_COOKIE_SECURE',
      url: 'https://flask.palletsprojects.com/en/stable/config/#SESSION_COOKIE_SECURE',
    },
  ],
};
