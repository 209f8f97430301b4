import type { Chapter } from '@/lib/course/chapter';
import { asked, askedByMallory, broughtAnyCookie, broughtCookie, setCookieOf } from '@/lib/course/waiting';
import type { Exchange } from '@/lib/wire/exchange';
import { headersOf } from '@/lib/wire/header-of';
import { attribute, isForgotten, parseSetCookie } from '@/lib/wire/set-cookie';

const TICKET = 'ticket';

/** How many visits the cookie that came with the request tells of; null where it tells of none. */
function visitsBrought(exchange: Exchange): number | null {
  const visits = new URLSearchParams(broughtCookie(exchange, TICKET) ?? '').get('visits');
  return visits === null ? null : Number(visits);
}

/** The Path with which the answer has deleted the cookie; on a host that is shared, the shop's own path stands before it. */
function deletedAt({ response }: Exchange): string | undefined {
  const deleted = headersOf(response.headers, 'set-cookie')
    .map(parseSetCookie)
    .find((cookie) => cookie.name === TICKET && isForgotten(cookie));
  return deleted && attribute(deleted, 'Path');
}

export const chapter: Chapter = {
  slug: '02-the-cookie',
  title: 'The cookie: set once, brought back each time',

  question:
    'The shop answers with `Set-Cookie: ticket=visits=1; Path=/; Max-Age=3600`. What does your browser’s next request carry?',
  answers: {
    a: {
      says: 'The whole line, as it was set, if it goes to the shop.',
      because:
        'What stands after the first semicolon are orders to the browser. It keeps them to itself, and no server ever gets them back.',
    },
    b: {
      says: '`Cookie: ticket=visits=1`, if it goes to the shop.',
      because: 'Name and value came back to the host that had set them, and nothing else did.',
    },
    c: {
      says: '`Set-Cookie: ticket=visits=1`, if it goes to the shop.',
      because:
        'Set-Cookie is the server’s line and stands in answers only. The browser has a line of its own for what it brings: Cookie.',
    },
    d: {
      says: '`Cookie: ticket=visits=1`, whatever site it goes to.',
      because:
        'The line is right, but it does not go everywhere: only to the host that set the cookie, and there only where Path says.',
    },
  },
  right: 'b',

  start: {
    preset: 'lecture-name',
    policy: { cookie: { name: TICKET, maxAgeSeconds: 3600 } },
  },

  steps: [
    {
      say: 'The jar is empty. Press “Count my visits” in the shop.',
      expect: 'One line in the answer sets the {cookie}: Set-Cookie, with a name, a value and two attributes.',
      wait: (exchange) => asked(exchange, 'POST', '/') && setCookieOf(exchange, TICKET) !== null,
    },
    {
      say: 'Read its row in the jar.',
      expect: 'The name, the value, Path and Max-Age: all that was set is kept, by the {browser}.',
      press: {
        label: 'Read its row',
        action: async (hand) => {
          const { path, maxAgeSeconds } = hand.policy.cookie;
          return `Its name is ${hand.cookieName}, its value ${hand.givenCookie()}. The rest are orders to the browser: Path=${path} says where it goes along, Max-Age=${maxAgeSeconds} for how many seconds it lives.`;
        },
      },
    },
    {
      say: 'Visit the shop again.',
      expect: 'The request brings one line, Cookie, with name and value alone; the answer sets the next value.',
      visit: { label: 'Visit again', path: '/' },
      // The visit right after the button has brought 0.
      wait: (exchange) => asked(exchange, 'GET', '/') && (visitsBrought(exchange) ?? 0) >= 1,
      hints: [
        'By what does the {server} know how many visits there were? It keeps no list.',
        'Look at the last two exchanges: what came in with the request, and what was set in the answer?',
        'Press “Visit again”.',
      ],
    },
    {
      say: 'Visit the shop from another browser.',
      expect: 'Another jar: no Cookie in the request, and nothing is counted.',
      control: true,
      press: {
        label: 'Visit from another browser',
        action: async (hand) => {
          const exchange = await hand.malloryGets('/');
          return broughtAnyCookie(exchange)
            ? 'The other browser brought a cookie of its own.'
            : 'The other browser brought no cookie: yours is in your jar alone. To the server it is somebody who was never there.';
        },
      },
      wait: (exchange) => askedByMallory(exchange, 'GET', '/') && !broughtAnyCookie(exchange),
    },
    {
      say: 'The shop gives up its tickets and wants yours gone. Let it delete yours with *another Path* than it was set with: `/cart`.',
      expect: 'Set-Cookie with Max-Age=0 and Path=/cart. The very next request still brings the ticket.',
      control: true,
      press: {
        label: 'Give up the tickets',
        action: async (hand) => {
          await hand.change({ mechanism: 'server', cookie: { path: '/cart' }, logoutByGet: true });
          return `From now on the shop keeps a list of its own, and no ticket counts. Where it deletes one, it writes Path=${hand.policy.cookie.path}.`;
        },
      },
      visit: { label: 'Let it be deleted', path: '/logout' },
      wait: (exchange, soFar) =>
        asked(exchange, 'GET', '/') &&
        visitsBrought(exchange) !== null &&
        soFar.some((one) => deletedAt(one)?.endsWith('/cart')),
      hints: [
        'By what does a {browser} know which of its cookies a Set-Cookie line means?',
        'Compare the Path in the jar with the Path in the line that was to delete the ticket.',
        'Press “Give up the tickets”, then “Let it be deleted”. If you have emptied the jar yourself, go back to the start.',
      ],
    },
    {
      say: 'The same once more, with *the same Path* as it was set with: `/`.',
      expect: 'The jar is empty, and the next request brings no ticket.',
      press: {
        label: 'Write the right Path',
        action: async (hand) => {
          await hand.change({ cookie: { path: '/' } });
          return `Where the shop deletes a ticket, it now writes Path=${hand.policy.cookie.path}, as when it set yours.`;
        },
      },
      visit: { label: 'Let it be deleted', path: '/logout' },
      wait: (exchange, soFar) =>
        asked(exchange, 'GET', '/') &&
        broughtCookie(exchange, TICKET) === null &&
        soFar.some((one) => deletedAt(one)?.endsWith('/')),
    },
  ],

  say: 'The server sets once; the browser brings back name=value, where and while the attributes allow.',
  own: {
    question: 'What does the server set, and what does the browser bring back?',
    model:
      'The server sets a name, a value and attributes once; the browser brings back the name and the value alone, with every request to the places and for the time that the attributes allow.',
    ideas: [
      'Only name and value travel back.',
      'Attributes are orders to the browser.',
      'Host, path and age decide whether it goes along.',
    ],
  },
  last: {
    question:
      'A cookie was set with Path=/cart. The server wants it gone and sends “Set-Cookie: ticket=; Path=/; Max-Age=0”. What happens?',
    answer:
      'Nothing to that cookie: another Path is another cookie. It has to be deleted with the Path that it was set with.',
  },

  listings: {
    ours: {
      file: 'lib/shop/cookie.ts',
      from: 'export function setCookieLine(',
      until: "return setCookieLine(policy, '', 0)",
      mark: '...place(cookie)',
    },
    flask: {
      file: 'app/learn/02-the-cookie/in_flask.py',
      from: '@app.get("/")',
      until: 'answer.delete_cookie("visits"',
      mark: 'answer.set_cookie("visits"',
    },
  },

  claims: [
    {
      of: 'sent-back-with-every-request',
      claim: 'A cookie is set by Set-Cookie and sent back with every request to that server.',
      verdict: 'partly',
      instead:
        'Host, Path, Secure, SameSite and expiry decide whether it goes along; ports do not (RFC 6265bis, 5.8 and 8.5).',
      step: 3,
    },
    {
      of: 'cookies-are-text-files',
      claim: 'Cookies are small text files.',
      verdict: 'wrong',
      instead: 'They are records in the browser’s own store: name, value, attributes (RFC 6265bis, 5.7).',
      step: 2,
    },
    {
      of: 'one-session-for-each-client',
      claim: 'There is only one session for each client.',
      verdict: 'wrong',
      instead:
        'One for each cookie jar and host: two tabs share one, a private window has its own, and one user may have many (OWASP Session Management, Simultaneous Session Logons).',
      step: 4,
    },
  ],
  links: [
    {
      title: 'RFC 6265bis, Cookies, 4.1.2: the attributes',
      url: 'https://datatracker.ietf.org/doc/html/draft-ietf-httpbis-rfc6265bis#section-4.1.2',
    },
    {
      title: 'RFC 6265bis, Cookies, 5.7: what browsers keep, and what a new cookie replaces',
      url: 'https://datatracker.ietf.org/doc/html/draft-ietf-httpbis-rfc6265bis#section-5.7',
    },
    { title: 'MDN, Using HTTP cookies', url: 'https://developer.mozilla.org/en-US/docs/Web/HTTP/Guides/Cookies' },
    {
      title: 'Flask, API: Response.set_cookie and delete_cookie',
      url: 'https://flask.palletsprojects.com/en/stable/api/#flask.Response.set_cookie',
    },
  ],
};
