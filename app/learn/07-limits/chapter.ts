import type { Chapter } from '@/lib/course/chapter';
import { StepRefused } from '@/lib/course/step-refused';
import { asked, askedByMallory, broughtCookie, did, loggedIn } from '@/lib/course/waiting';
import { encrypted } from '@/lib/shop/codecs/encrypted';
import { makeSecret } from '@/lib/shop/secrets';
import type { Exchange } from '@/lib/wire/exchange';
import { visitorOf } from '@/lib/wire/visitor-of';

const COOKIE = 'session';

/** What Mallory can make by herself: a whole seal, in which she writes ada, by a key of her own. */
async function inventedSeal(): Promise<string> {
  const now = Date.now();
  const content = { state: { user: 'ada', role: 'user' as const }, createdAt: now, writtenAt: now };
  return encrypted.encode(content, { current: makeSecret('encrypted', 'strong'), fallbacks: [] }, { times: true });
}

/** The reader’s own browser logs ada out: she was known when the request came in, and nobody was when it was answered. */
const logsAdaOut = (exchange: Exchange) =>
  asked(exchange, 'POST', '/logout') &&
  did(exchange, 'cookie-forgotten') &&
  exchange.steps.some((step) => step.kind === 'visitor' && step.user === 'ada') &&
  visitorOf(exchange) === null;

/** The last form that the reader’s own browser has sent to the cart. */
const lastFilling = (soFar: readonly Exchange[]) => soFar.findLast((one) => asked(one, 'POST', '/cart'));

export const chapter: Chapter = {
  slug: '07-limits',
  title: 'Limits of the client side: no taking back, and 4,096 bytes',

  question:
    'Mallory has a copy of ada’s sealed cookie. ada logs out, and her browser throws its own away. Then Mallory sends the copy. Whom does the shop take her for?',
  answers: {
    a: {
      says: 'Nobody: logging out has ended the session.',
      because:
        'There was nothing on the server to end. Logging out was one line to ada’s browser, and Mallory’s client never got it.',
    },
    b: {
      says: 'Nobody: a seal works once.',
      because:
        'A cookie is there to be sent with every request, so one seal works many times. To know which it has seen, the server would have to keep a list.',
    },
    c: {
      says: 'ada, until the seal is too old or the server changes its key.',
      because: 'The seal was whole and in time, and there was nothing else that the server could look at.',
    },
    d: {
      says: 'Nobody: another browser cannot use it.',
      because: 'Nothing in the seal says which browser it belongs to. Whoever carries it is ada.',
    },
  },
  right: 'c',

  // On plain HTTP browsers drop Secure cookies unless the host is loopback; what Secure is for comes in chapter 16.
  start: { preset: 'iron-session', policy: { cookie: { secure: false } } },

  steps: [
    {
      say: 'Log in as ada.',
      expect: 'The whole session in one seal, in her jar. The {server} keeps nothing.',
      visit: { label: 'To the login', path: '/login' },
      wait: (exchange) => loggedIn(exchange) && did(exchange, 'cookie-set'),
    },
    {
      say: 'Give {mallory} a copy of ada’s {cookie}.',
      expect: 'The same bytes in two jars. No request is made, so the {server} cannot know.',
      press: {
        label: 'Copy it to Mallory',
        action: async (hand) => {
          if (hand.loggedInAs !== 'ada') throw new StepRefused('Log in as ada in the shop first.');
          const value = hand.givenCookie();
          await hand.asMallory({ act: 'take', value });
          const bytes = Buffer.byteLength(hand.cookieName + value);
          return `The same ${bytes} bytes lie in two jars now. Copying was no request: the server has heard nothing of it.`;
        },
      },
    },
    {
      say: 'Log out, in the shop.',
      expect:
        'Set-Cookie with nothing in it and Max-Age=0: the {browser} throws its {cookie} away. On the {server} nothing is ended, since nothing is there.',
      wait: logsAdaOut,
      hints: [
        'What is there that a logout could end, and where does it lie?',
        'Look at the Set-Cookie line of the answer, and then at both jars: whose is empty now?',
        'Press “Log out” at the top of the shop. If nobody is logged in there, log in as ada, and copy her cookie to Mallory in the jar first.',
      ],
    },
    {
      say: 'Let {mallory} send her copy, and after it a seal of her own making.',
      expect: 'With the copy she is ada. The seal that she has made is refused: it is the copy that counts.',
      press: {
        label: 'Let Mallory open the profile',
        action: async (hand) => {
          if (hand.loggedInAs !== null) throw new StepRefused('Log out in the shop first.');
          const replay = await hand.malloryGets('/profile');
          const copy = broughtCookie(replay, hand.cookieName);
          if (copy === null || visitorOf(replay) !== 'ada') {
            throw new StepRefused(
              'Mallory holds no copy of ada’s cookie any more: log in as ada, press “Copy to Mallory” in the jar, and log out again.',
            );
          }
          await hand.asMallory({ act: 'take', value: await inventedSeal() });
          const control = await hand.malloryGets('/profile');
          await hand.asMallory({ act: 'take', value: copy });
          return `ada has logged out, and with the copy Mallory is ada. With a seal in which she wrote ada herself, by another key, she is ${visitorOf(control) ?? 'nobody'}.`;
        },
      },
      wait: (exchange) => askedByMallory(exchange, 'GET', '/profile') && visitorOf(exchange) === 'ada',
      hints: [
        'What can the {server} see in the seal that comes in, and what would it have to know besides?',
        'Two requests of hers: look at what the {server} says of each seal.',
        'Press “Let Mallory open the profile”.',
      ],
    },
    {
      say: 'The other limit. Open the cart, and press “Fill the cart: 50 more” until it stops growing.',
      expect:
        'A Set-Cookie of more than 4,096 bytes leaves, the {browser} ignores it, and the next request brings the old {cookie}. There is no error anywhere.',
      visit: { label: 'To the cart', path: '/cart' },
      wait: (exchange, soFar) => {
        const filling = lastFilling(soFar);
        const brought = broughtCookie(exchange, COOKIE);
        return (
          asked(exchange, 'GET', '/cart') &&
          filling !== undefined &&
          did(filling, 'cookie-too-big') &&
          brought !== null &&
          brought === broughtCookie(filling, COOKIE)
        );
      },
      hints: [
        'How many bytes does the {cookie} have after each filling, and how many may it have?',
        'Look at the size in the jar, and at the Set-Cookie line of the last POST. Which of the two comes back?',
        'Press “To the cart”, and in the shop “Fill the cart: 50 more”: the third time it still says 100.',
      ],
    },
    {
      say: 'Let the {server} keep the sessions. Then the same by your own hand: log in as ada, copy her {cookie} to {mallory}, log out, and send a request as her.',
      expect: 'The copy is the same to the byte, and logging out has struck out what it led to: Mallory is nobody.',
      control: true,
      press: {
        label: 'Keep the sessions on the server',
        action: async (hand) => {
          await hand.change({ mechanism: 'server' });
          return 'The server keeps the sessions itself now, and hands out an id for each. The seals of before count for nothing: log in as ada again.';
        },
      },
      visit: { label: 'To the login', path: '/login' },
      wait: (exchange, soFar) =>
        exchange.sender === 'mallory' &&
        did(exchange, 'id-unknown') &&
        soFar.some(
          (one) =>
            one.sender === 'browser' &&
            visitorOf(one) === 'ada' &&
            broughtCookie(one, COOKIE) === broughtCookie(exchange, COOKIE),
        ),
      hints: [
        'What must a {server} have so that it can end this one session, whoever holds a copy?',
        'Look at what the {server} does at the logout, and what it then finds for {mallory}’s request.',
        'Press “Keep the sessions on the server” and “To the login”, and log in as ada. In the jar press “Copy to Mallory”, in the shop “Log out”, and at Mallory “Send a request as her”. If her jar is empty, begin again with the login.',
      ],
    },
  ],

  say: 'A client-side session cannot be taken back, and must fit in 4,096 bytes.',
  own: {
    question: 'What can a client-side session not do, however well it is sealed?',
    model:
      'It cannot be taken back, since the server keeps nothing that it could strike out, and it must fit into one cookie of 4,096 bytes.',
    ideas: [
      'Logout only asks the browser to forget.',
      'A copy stays good until it expires or the key changes.',
      'Beyond 4,096 bytes the old cookie stays.',
    ],
  },
  last: {
    question:
      'A site with sealed cookies wants to throw out one stolen session at once, and nobody else. What does it need?',
    answer:
      'Something on the server that is looked up at each request: a list of ended sessions, or a number per user that is raised. Then it is no longer stateless.',
  },

  listings: {
    ours: {
      file: 'lib/shop/cookie.ts',
      from: 'async set(write:',
      until: 'this.lines.push(deletionLine(',
      mark: 'this.lines.push(deletionLine(',
    },
    flask: {
      file: 'app/learn/07-limits/in_flask.py',
      from: '@app.get("/logout")',
      until: 'return f"{len(session',
      mark: 'session.clear()',
    },
  },

  claims: [
    {
      of: 'logout-removes-data-on-the-server',
      claim: 'logout_user, or “always log out”, removes the session’s data on the server.',
      verdict: 'wrong',
      instead:
        'With Flask’s own session there is none: the answer asks one browser to forget its cookie. A copy works until it is too old or the key changes (Django says the same of its cookie-based sessions).',
      step: 4,
    },
    {
      of: 'about-4-kb',
      claim: 'A cookie holds about 4 KB; on the server the limit is its capacity.',
      verdict: 'right',
      instead:
        'Exactly 4,096 bytes, name and value together. A bigger one is ignored without an error, and the old one stays (RFC 6265bis, 5.6).',
      step: 5,
    },
    {
      of: 'what-a-session-keeps',
      claim: 'A session keeps login, theme, background, font size, language, cart, workflow and tutorial progress.',
      verdict: 'right',
      instead: 'But not all of that in a cookie: a theme stays small, a cart grows, and a login may have to be ended.',
      step: 5,
    },
    {
      of: 'cookie-is-client-data-session-is-server-data',
      claim: 'A cookie is client data, a session is server data.',
      verdict: 'misleading',
      instead:
        'Here the cookie is the session, and the server has no part of it. Ask where the state is, and who can end it.',
      step: 3,
    },
  ],
  links: [
    {
      title: 'Django, cookie-based sessions: not invalidated at logout, no guarantee of freshness, size',
      url: 'https://docs.djangoproject.com/en/stable/topics/http/sessions/#using-cookie-based-sessions',
    },
    { title: 'iron-session, README', url: 'https://github.com/vvo/iron-session#readme' },
    {
      title: 'Flask, Quickstart: Sessions, with a note on the size of the cookie',
      url: 'https://flask.palletsprojects.com/en/stable/quickstart/#sessions',
    },
    {
      title: 'RFC 6265bis, Cookies, 5.6: what browsers do with a Set-Cookie line',
      url: 'https://datatracker.ietf.org/doc/html/draft-ietf-httpbis-rfc6265bis#section-5.6',
    },
    {
      title: 'OWASP Session Management Cheat Sheet',
      url: 'https://cheatsheetseries.owasp.org/cheatsheets/Session_Management_Cheat_Sheet.html',
    },
  ],
};
