import type { AttackResult } from '@/lib/attacks/attack';
import type { Chapter } from '@/lib/course/chapter';
import type { Hand } from '@/lib/course/hand';
import { StepRefused } from '@/lib/course/step-refused';
import { asked, askedByMallory, broughtCookie, did, pathOf } from '@/lib/course/waiting';
import type { GuestbookMarkup } from '@/lib/shop/guestbook-markup';
import { newId } from '@/lib/shop/ids';
import type { Exchange } from '@/lib/wire/exchange';
import { isVisitors } from '@/lib/wire/parties';
import { cookieIn } from '@/lib/wire/set-cookie';
import { visitorOf } from '@/lib/wire/visitor-of';

const COOKIE = 'sid';

/** What a script in the reader’s browser has brought to Mallory’s site, "" for nothing; null where it did not ask there. */
function sentByScript(exchange: Exchange): string | null {
  const { to, sender, scripted, request } = exchange;
  if (to !== 'mallory' || sender !== 'browser' || scripted !== undefined) return null;
  if (!pathOf(exchange).endsWith('/stolen')) return null;
  return new URL(request.target, 'http://mallory.invalid').searchParams.get('cookie');
}

/** The session’s cookie in it; null where it was not there. */
const stolenFrom = (exchange: Exchange) => cookieIn(sentByScript(exchange) ?? '', COOKIE);

/** The cookie that the reader’s browser has brought to the shop last, where it was ada’s; null otherwise. */
function adasCookie(soFar: readonly Exchange[]): string | null {
  const latest = soFar.findLast(isVisitors);
  return latest && visitorOf(latest) === 'ada' ? broughtCookie(latest, COOKIE) : null;
}

function changedByScript({ steps }: Exchange): boolean {
  return steps.some(
    (step) => step.kind === 'did' && step.what === 'changed the e-mail address of ada to by-script@mallory.example',
  );
}

/**
 * Mallory writes into the guestbook, with a script from the menu.
 * @throws {StepRefused} where no script may run, or ada is not there to read it
 */
async function write(hand: Hand, markup: GuestbookMarkup): Promise<void> {
  if (!hand.addresses.shop.ownHost)
    throw new StepRefused(
      'Here the shop shares its host with the site, so no script may run in it: open this chapter by the site’s own name.',
    );
  if (hand.loggedInAs !== 'ada') throw new StepRefused('Log in as ada in the shop first.');
  const { response } = await hand.mallorySends('/guestbook', { text: 'Such lovely tea!', markup });
  if (response.status !== 303)
    throw new StepRefused(`The guestbook answered ${response.status}: go back to the start.`);
}

/** The attribute shows nothing unless it is as the step says. */
function needHttpOnly(hand: Hand, isOn: boolean): void {
  if (hand.policy.cookie.httpOnly === isOn) return;
  throw new StepRefused(
    `Set HttpOnly to ${isOn ? 'yes' : 'no'} first: its switch stands above the shop. Then log in as ada again, so that the cookie is set anew.`,
  );
}

/** Whom the shop takes somebody for who sits down at a browser. */
const sitting = ({ succeeded }: { succeeded: boolean }) => (succeeded ? 'ada' : 'nobody');

/** What each way came to, in the attack’s own words; those that say nothing here are left out. */
function inOrOut({ ways = [] }: AttackResult, leftOut: RegExp): string {
  const told = ways.filter(({ way }) => !leftOut.test(way));
  return told.map(({ way, succeeded }) => `${way}: ${succeeded ? 'in' : 'out'}.`).join(' ');
}

export const chapter: Chapter = {
  slug: '12-theft',
  title: 'Theft: the id can be hidden, the power cannot',

  question:
    'A script of Mallory’s runs in a page of the shop, in ada’s browser. ada’s cookie is HttpOnly. What can the script do?',
  answers: {
    a: {
      says: 'Nothing: HttpOnly stops scripts.',
      because: 'It ran all the same. HttpOnly keeps one thing from it, the value of the cookie.',
    },
    b: {
      says: 'Read the id in the headers of an answer.',
      because: 'Set-Cookie is a header that browsers show to no script, and HttpOnly takes care of the rest.',
    },
    c: {
      says: 'Not read the id, yet act as ada while the page is open.',
      because: 'It read nothing and needed to read nothing: the browser added the cookie to whatever it sent.',
    },
    d: {
      says: 'Read the id in the browser’s storage.',
      because:
        'What pages store for themselves, as localStorage, is another place. The jar is the browser’s own, and shows scripts no cookie that is HttpOnly.',
    },
  },
  right: 'c',

  start: {
    preset: 'lecture-server',
    // Tokens and limits have chapters of their own.
    policy: {
      store: 'memory',
      cookie: { name: COOKIE, httpOnly: false },
      csrf: 'none',
      idleSeconds: null,
      absoluteSeconds: null,
      rolling: false,
    },
  },
  switches: ['cookie.httpOnly'],

  steps: [
    {
      say: 'Log in as ada. Let {mallory} write into the guestbook; then open the guestbook in the shop.',
      expect:
        'The page of the shop holds a script of hers. It reads `document.cookie`, and sends it to {mallory}’s site as a part of a picture’s address.',
      visit: { label: 'To the login', path: '/login' },
      press: {
        label: 'Let Mallory write an entry',
        action: async (hand) => {
          needHttpOnly(hand, false);
          await write(hand, 'send-cookie');
          return 'Mallory has written into the guestbook, and the shop has let a script in with her entry. Open the guestbook, as any visitor may.';
        },
      },
      wait: (exchange, soFar) => {
        const stolen = stolenFrom(exchange);
        return stolen !== null && stolen === adasCookie(soFar);
      },
      hints: [
        'Whose page is it that the script stands in, and to whom does it send something?',
        'Two requests leave your {browser}: one for the guestbook, one for a picture. Look at the address of the second.',
        'Press “To the login” and log in as ada, press “Let Mallory write an entry”, then press “Guestbook” in the shop.',
      ],
    },
    {
      say: 'Let {mallory} ask for the profile, first with an id that she made up, then with the one that came to her site.',
      expect: 'Nobody with the one, ada with the other.',
      press: {
        label: 'Let Mallory use it',
        action: async (hand) => {
          const stolen = hand.wire.map(stolenFrom).findLast((id) => id !== null);
          if (!stolen) throw new StepRefused('Nothing has come to Mallory’s site: open the guestbook once more.');
          await hand.asMallory({ act: 'take', value: newId('random', { last: 0 }, 0) });
          const withMadeUp = visitorOf(await hand.malloryGets('/profile'));
          await hand.asMallory({ act: 'take', value: stolen });
          const withStolen = visitorOf(await hand.malloryGets('/profile'));
          if (withStolen !== 'ada') {
            needHttpOnly(hand, false);
            throw new StepRefused(
              'What came to Mallory’s site leads nowhere any more: log in as ada, and open the guestbook once more.',
            );
          }
          return `With an id that she made up Mallory is ${withMadeUp ?? 'nobody'}. With the one that came to her site she is ${withStolen}.`;
        },
      },
      wait: (exchange) => askedByMallory(exchange, 'GET', '/profile') && visitorOf(exchange) === 'ada',
    },
    {
      say: 'Let the shop set its {cookie} *HttpOnly*. Log in as ada again, so that it is set anew, and open the guestbook.',
      expect: 'The same script runs, and asks for the same picture. What it was shown is empty.',
      control: true,
      press: {
        label: 'Set HttpOnly from now on',
        action: async (hand) => {
          await hand.change({ cookie: { httpOnly: true } });
          return 'The shop sets HttpOnly from now on. The cookie in the jar is still without: log in as ada again.';
        },
      },
      visit: { label: 'To the login', path: '/login' },
      wait: (exchange, soFar) =>
        sentByScript(exchange) !== null && stolenFrom(exchange) === null && adasCookie(soFar) !== null,
      hints: [
        'Does the script still run? And does the {cookie} still go to the shop?',
        'Compare the addresses of the two pictures on the wire. If an id still stands in the last one, the login is missing: look at the jar.',
        'Press “Set HttpOnly from now on” and “To the login”, and log in as ada. Then press “Guestbook” in the shop.',
      ],
    },
    {
      say: 'HttpOnly stays on. Let {mallory} write another entry, with another script, and read the guestbook.',
      expect:
        'A form to change ada’s e-mail address is fetched, filled in and sent, with her {cookie} and with the shop’s own Origin. The {server} sees ada.',
      press: {
        label: 'Let Mallory write another entry',
        action: async (hand) => {
          needHttpOnly(hand, true);
          await write(hand, 'change-email');
          return 'Another script of Mallory’s stands in the guestbook. This one asks for no cookie.';
        },
      },
      visit: { label: 'Read the guestbook', path: '/guestbook' },
      wait: (exchange) => asked(exchange, 'POST', '/email') && changedByScript(exchange),
      hints: [
        'What does a script need in order to send a request as ada: her id, or her {browser}?',
        'Look at POST /email: who has added its Cookie line, and what do Origin and Referer say?',
        'Press “Let Mallory write another entry”, then “Read the guestbook”. If ada is not logged in, log in first.',
      ],
    },
    {
      say: 'No script, no tool: sit down at a computer where an ada logged in an hour ago, and did not log out.',
      expect: 'Whoever sits there is ada, HttpOnly or not. Where she had logged out, they are nobody.',
      press: {
        label: 'Sit down at her computer',
        action: async (hand) => {
          const { succeeded, why, ways = [], control } = await hand.attack('shared-machine');
          if (!succeeded) throw new StepRefused(why);
          const loggedOut = ways.at(-1);
          if (!loggedOut) throw new StepRefused('It was not tried: press again.');
          return `An hour after she left, whoever sat down at her computer was ada to the shop. Where she had logged out first: ${sitting(loggedOut)}. At the computer beside it, where nobody had logged in: ${sitting(control)}.`;
        },
      },
      wait: (exchange) =>
        exchange.scripted === 'ada' && pathOf(exchange) === '/profile' && visitorOf(exchange) === 'ada',
    },
    {
      say: 'Bind the session to the address, then to the User-Agent, and let {mallory} try a stolen {cookie} each time.',
      expect:
        'From another address she is out, and so is ada. Behind the same router she is in; and a User-Agent is copied like any header.',
      press: {
        label: 'Bind it, and try',
        action: async (hand) => {
          await hand.change({ binding: 'address' });
          const address = await hand.attack('stolen-cookie');
          await hand.change({ binding: 'user-agent' });
          const userAgent = await hand.attack('stolen-cookie');
          return `Bound to the address. ${inOrOut(address, /of her own$/)} Bound to the User-Agent. ${inOrOut(userAgent, /another address/)}`;
        },
      },
      wait: (exchange) => exchange.sender === 'mallory' && did(exchange, 'binding-differs'),
      hints: [
        'What does the {server} see of a client besides the {cookie}, and who decides what that is?',
        'Look at the refusals on the wire: one of them has met ada herself.',
        'Press “Bind it, and try”.',
      ],
    },
  ],

  say: 'HttpOnly hides the id, not the power; address checks notice theft, they do not prevent it.',
  own: {
    question: 'What does HttpOnly hide, and what does it leave?',
    model:
      'It hides the id from scripts, but a script in ada’s page can still act as ada while the page is open; and binding to address or browser notices theft at best.',
    ideas: [
      'The id cannot be read by a script.',
      'The browser adds it to the script’s requests all the same.',
      'Binding detects, and hurts the honest too.',
    ],
  },
  last: {
    question: '“Our cookies are HttpOnly, so cross-site scripting is no danger to our sessions.” What do you answer?',
    answer:
      'The script cannot carry the id away, but it can do everything that the page can, as the user, for as long as the page is open.',
  },

  listings: {
    ours: {
      file: 'lib/shop/guestbook-markup.ts',
      from: "'send-cookie':",
      until: '})();',
      mark: "await fetch(form.getAttribute('action')",
    },
    flask: {
      file: 'app/learn/12-theft/in_flask.py',
      from: '@app.post("/login")',
      until: 'for entry in entries',
      mark: 'httponly=http_only',
    },
  },

  claims: [
    {
      claim: 'The server notes the client’s IP address and browser, to know it again.',
      verdict: 'wrong',
      instead:
        'Only the id counts. Addresses and User-Agents may be noted besides: they help to notice theft, and to tell users where they are logged in.',
      of: 'known-by-address-and-browser',
      step: 6,
    },
    {
      claim: 'Cookie theft is mitigated by timeouts and by validating the IP address.',
      verdict: 'misleading',
      instead:
        'A thief at work is never idle, and binding is for noticing, not for defence: addresses are shared, headers are copied, phones change networks (OWASP Session Management, Binding the Session ID to Other User Properties). Prevent: HttpOnly, Secure, TLS. End: an absolute limit, logout. Detect: binding.',
      of: 'time-outs-and-address-against-theft',
      step: 6,
    },
    {
      claim: 'On shared machines, HttpOnly and Secure protect the session.',
      verdict: 'wrong',
      instead:
        'Neither has anything to do with it. Logging out that destroys, an idle limit, and closing the profile do.',
      of: 'flags-for-shared-machines',
      step: 5,
    },
    {
      claim: 'HttpOnly and Secure are the flags to set.',
      verdict: 'outdated',
      instead: 'SameSite belongs to them (chapter 14), and a name with __Host- (RFC 6265bis, 4.1.2.7 and 4.1.3).',
      of: 'httponly-and-secure-are-the-flags',
      step: 3,
    },
    {
      claim: `A page is made with f"Logged in as {session['username']}", the name as it came from a form.`,
      verdict: 'wrong',
      instead:
        'That lets a script in, and is the very hole of this chapter. Use escape() or a template (Flask, Quickstart, HTML Escaping).',
      of: 'names-without-escaping',
      step: 1,
    },
  ],
  links: [
    {
      title: 'RFC 6265bis, Cookies, 4.1.2.6: HttpOnly',
      url: 'https://datatracker.ietf.org/doc/html/draft-ietf-httpbis-rfc6265bis#section-4.1.2.6',
    },
    {
      title: 'OWASP Cross Site Scripting Prevention Cheat Sheet',
      url: 'https://cheatsheetseries.owasp.org/cheatsheets/Cross_Site_Scripting_Prevention_Cheat_Sheet.html',
    },
    {
      title: 'OWASP Session Management Cheat Sheet: Binding the Session ID to Other User Properties',
      url: 'https://cheatsheetseries.owasp.org/cheatsheets/Session_Management_Cheat_Sheet.html#binding-the-session-id-to-other-user-properties',
    },
    {
      title: 'Flask, Quickstart: HTML Escaping',
      url: 'https://flask.palletsprojects.com/en/stable/quickstart/#html-escaping',
    },
    { title: 'MDN, Content Security Policy', url: 'https://developer.mozilla.org/en-US/docs/Web/HTTP/Guides/CSP' },
    {
      title: 'Fetch: Set-Cookie is shown to no script',
      url: 'https://fetch.spec.whatwg.org/#forbidden-response-header-name',
    },
  ],
};
