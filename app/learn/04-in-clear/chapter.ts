import type { Chapter } from '@/lib/course/chapter';
import { asked, broughtCookie, did, loggedIn } from '@/lib/course/waiting';
import type { Exchange } from '@/lib/wire/exchange';
import { readByOwner } from '@/lib/wire/reading';
import { rewritable } from '@/lib/wire/rewriting';
import { visitorOf } from '@/lib/wire/visitor-of';

const COOKIE = 'session';

/** The role that a request brought in clear; null where it brought none. */
function broughtRole(exchange: Exchange): string | null {
  return new URLSearchParams(broughtCookie(exchange, COOKIE) ?? '').get('role');
}

/** The same fields with another role; undefined where there is none in clear, or it is that one already. */
function withRole(value: string, role: string): string | undefined {
  const fields = new URLSearchParams(value);
  const before = fields.get('role');
  if (before === null || before === role) return undefined;
  fields.set('role', role);
  return fields.toString();
}

export const chapter: Chapter = {
  slug: '04-in-clear',
  title: 'In clear: whoever keeps it can rewrite it',

  question:
    'The cookie says `role=user`; HttpOnly and SameSite=Strict are on. Its owner writes `role=admin` over it and opens the back room. What happens?',
  answers: {
    a: {
      says: 'She is refused: HttpOnly forbids the edit.',
      because:
        'HttpOnly keeps scripts in a page away from the cookie. It says nothing to the person whose browser it is: the edit went through.',
    },
    b: {
      says: 'She is refused: the server remembers what it sent.',
      because: 'It keeps no list of what it hands out, so it had nothing to compare the cookie with.',
    },
    c: {
      says: 'She is let in.',
      because: 'What came in was all that the server had to go by, and it said admin.',
    },
    d: {
      says: 'Her browser notices, and throws the changed cookie away.',
      because: 'A browser keeps cookies for its owner and checks none of them: it sent the changed one like any other.',
    },
  },
  right: 'c',

  start: { preset: 'lecture-name', policy: { cookie: { name: COOKIE, httpOnly: true, sameSite: 'strict' } } },

  steps: [
    {
      say: 'Log in as ada.',
      expect: 'A cookie that everybody can read: ada’s name and her role, with HttpOnly and SameSite=Strict behind it.',
      visit: { label: 'To the login', path: '/login' },
      wait: (exchange) => loggedIn(exchange),
    },
    {
      say: 'Open the back room, as ada is.',
      expect: '403: the page is for the role admin, and the cookie says user.',
      visit: { label: 'Open the back room', path: '/admin' },
      wait: (exchange) =>
        asked(exchange, 'GET', '/admin') && exchange.response.status === 403 && broughtRole(exchange) === 'user',
    },
    {
      say: 'Write `admin` over `user` in the jar.',
      expect: 'The edit itself does not cross the wire. The next request looks like any other, with one word changed.',
      edit: { label: 'Write admin into it', change: (value) => withRole(value, 'admin') },
      wait: (exchange) =>
        exchange.sender === 'browser' &&
        exchange.request.method === 'GET' &&
        broughtRole(exchange) === 'admin' &&
        visitorOf(exchange) === 'ada',
      hints: [
        'Who keeps the {cookie} between two requests, the {server} or the {browser}?',
        'Look at the jar: the value stands there as text. “Change it” opens it; so do the developer tools of your own browser.',
        'Press “Write admin into it”. If you have changed it by hand, click anything in the shop: only a request shows it.',
      ],
    },
    {
      say: 'Open the back room once more.',
      expect: 'It opens. The {server} takes the role from the cookie, though its own database still says user.',
      visit: { label: 'Open the back room', path: '/admin' },
      wait: (exchange) =>
        asked(exchange, 'GET', '/admin') &&
        exchange.response.status === 200 &&
        broughtRole(exchange) === 'admin' &&
        visitorOf(exchange) === 'ada',
    },
    {
      say: 'Write `boss` into it, a role that there is not, and try the door again.',
      expect: '403: the server does check what it reads. It knows no boss, but in the word admin it saw nothing wrong.',
      control: true,
      edit: { label: 'Write boss into it', change: (value) => withRole(value, 'boss') },
      visit: { label: 'Open the back room', path: '/admin' },
      wait: (exchange) =>
        asked(exchange, 'GET', '/admin') && exchange.response.status === 403 && broughtRole(exchange) === 'boss',
    },
    {
      say: 'Let the {server} sign what it hands out, log in as ada once more, and make the same edit.',
      expect: 'The signature does not match what you wrote: to the server you are nobody, not even ada.',
      control: true,
      press: {
        label: 'Sign from now on',
        action: async (hand) => {
          await hand.change({ mechanism: 'signed' });
          return 'The server signs what it hands out from now on. What is in the jar has no signature: log in as ada again.';
        },
      },
      edit: {
        label: 'Write admin into it',
        // What is left in the jar from before is no JSON: first one has to log in again.
        change: (value) => {
          const payload = rewritable(value);
          const changed = payload?.text.replace('"role":"user"', '"role":"admin"');
          return payload && changed && changed !== payload.text ? payload.rewrite(changed) : undefined;
        },
      },
      visit: { label: 'To the login', path: '/login' },
      wait: (exchange) =>
        exchange.sender === 'browser' &&
        did(exchange, 'signature-differs') &&
        visitorOf(exchange) === null &&
        readByOwner(broughtCookie(exchange, COOKIE) ?? '')?.text.includes('"role":"admin"') === true,
      hints: [
        'What can you not write into the {cookie} now, however well you know what is to stand there?',
        'Look at the jar: below the value stands who can make each of its parts.',
        'Press “Sign from now on” and “To the login”, log in as ada in the shop, then press “Write admin into it”.',
      ],
    },
  ],

  say: 'What the browser keeps in clear its owner can rewrite; no flag prevents it.',
  own: {
    question: 'Why does no flag of the cookie help here?',
    model:
      'Flags are orders to the browser, the browser belongs to the person who edits the cookie, and the server has nothing to compare it with.',
    ideas: [
      'Attributes bind the browser, not its owner.',
      'The server does not remember what it sent.',
      'Checking the form of a value does not tell whether it is true.',
    ],
  },
  last: {
    question: 'The shop moves the role into a hidden field of every form instead. Better?',
    answer:
      'No. A hidden field is in the page, the page is in the browser, and its owner can change it just as well as a cookie.',
  },

  listings: {
    ours: {
      file: 'lib/shop/codecs/plain.ts',
      from: 'decode(value) {',
      until: "step: { kind: 'read-plain', state }",
      mark: 'const state = readState(',
    },
    flask: {
      file: 'app/learn/04-in-clear/in_flask.py',
      from: '@app.get("/login")',
      until: 'return "The back room"',
      mark: 'request.cookies.get("session"',
    },
  },

  claims: [
    {
      of: 'permissions-in-cookies',
      claim: 'Permissions and identities may be kept in cookies.',
      verdict: 'misleading',
      instead:
        'A reference to them may. What decides, and can be revoked, stays on the server (OWASP Session Management).',
      step: 4,
    },
    {
      of: 'cookie-is-client-data-session-is-server-data',
      claim: 'A cookie is client data, a session is server data.',
      verdict: 'misleading',
      instead: 'Here the session is the cookie, as in Flask. Ask where the state is, and who can write there.',
      step: 1,
    },
    {
      of: 'client-side-is-easily-manipulated',
      claim: 'Client-side storage lacks security: it is easily manipulated.',
      verdict: 'partly',
      instead:
        'True of what is kept in clear. What is signed or sealed cannot be changed unnoticed (chapters 5 and 6).',
      step: 6,
    },
  ],
  links: [
    {
      title: 'RFC 6265bis, Cookies, 8.3: clear text',
      url: 'https://datatracker.ietf.org/doc/html/draft-ietf-httpbis-rfc6265bis#section-8.3',
    },
    {
      title: 'RFC 6265bis, Cookies, 4.1.2: what the attributes ask of the browser',
      url: 'https://datatracker.ietf.org/doc/html/draft-ietf-httpbis-rfc6265bis#section-4.1.2',
    },
    {
      title: 'OWASP Session Management Cheat Sheet',
      url: 'https://cheatsheetseries.owasp.org/cheatsheets/Session_Management_Cheat_Sheet.html',
    },
    {
      title: 'CWE-565, Reliance on cookies without validation and integrity checking',
      url: 'https://cwe.mitre.org/data/definitions/565.html',
    },
    {
      title: 'CWE-472, External control of assumed-immutable web parameter: hidden fields and addresses',
      url: 'https://cwe.mitre.org/data/definitions/472.html',
    },
  ],
};
