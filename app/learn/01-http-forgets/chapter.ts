import type { Chapter } from '@/lib/course/chapter';
import { asked, askedByMallory, broughtAnyCookie, loggedIn, setCookieOf } from '@/lib/course/waiting';
import { visitorOf } from '@/lib/wire/visitor-of';

const NUMBER = 'number';

export const chapter: Chapter = {
  slug: '01-http-forgets',
  title: 'HTTP forgets.',

  question: 'The shop checked ada’s password and welcomed her. Next she clicks Profile. How does it know her?',
  answers: {
    a: {
      says: 'By the connection: it is still open.',
      because:
        'The connection was the same one, and it did not help: the server answers each request for itself, and a proxy may send two hundred people’s requests over one connection.',
    },
    b: {
      says: 'By her address and her browser.',
      because:
        'Both were the same in both requests, and the server did not go by them: everybody in a lecture hall may share an address, and half of them the browser.',
    },
    c: {
      says: 'It does not.',
      because: 'The second request brought nothing that said who it was from.',
    },
    d: {
      says: 'It remembers her for some minutes.',
      because: 'It had forgotten her at once: after it had answered, nothing of her was left on the server.',
    },
  },
  right: 'c',
  stepsBefore: 1,

  start: {
    preset: 'lecture-name',
    policy: { mechanism: 'none', cookie: { name: NUMBER, httpOnly: true, sameSite: 'lax' } },
  },

  steps: [
    {
      say: 'Log in as ada.',
      expect: 'The shop says “Welcome, ada”: it has found her password right.',
      visit: { label: 'To the login', path: '/login' },
      wait: (exchange) => loggedIn(exchange) && exchange.response.status === 200,
    },
    {
      say: 'Open the profile.',
      expect: '“Who are you?” The second request comes over the same connection and brings no name.',
      visit: { label: 'Profile', path: '/profile' },
      wait: (exchange) => asked(exchange, 'GET', '/profile') && exchange.response.status === 401,
    },
    {
      say: 'Let the {server} hand out a number, and log in once more.',
      expect: 'One line more in the answer: Set-Cookie, with the number.',
      press: {
        label: 'Hand out a number',
        action: async (hand) => {
          await hand.change({ mechanism: 'server' });
          return 'From now on whoever logs in gets a number, and the server keeps a list.';
        },
      },
      visit: { label: 'To the login', path: '/login' },
      wait: (exchange) => loggedIn(exchange) && setCookieOf(exchange, NUMBER) !== null,
    },
    {
      say: 'Open the profile again.',
      expect: 'ada’s profile: the request brought one line more, Cookie, with the same number.',
      visit: { label: 'Profile', path: '/profile' },
      wait: (exchange) => asked(exchange, 'GET', '/profile') && visitorOf(exchange) === 'ada',
    },
    {
      say: 'Delete the number, and look who you are.',
      expect: 'Nobody. Without the number the server does not know her, though it still has her on its list.',
      control: true,
      edit: { label: 'Delete it', change: () => null },
      visit: { label: 'Profile', path: '/profile' },
      wait: (exchange) =>
        exchange.sender === 'browser' &&
        exchange.request.method === 'GET' &&
        !broughtAnyCookie(exchange) &&
        visitorOf(exchange) === null,
    },
    {
      say: 'Give the number to another browser.',
      expect: 'That browser is ada: the profile opens to {mallory}, who never knew a password.',
      press: {
        label: 'Give the number to another browser',
        action: async (hand) => {
          await hand.asMallory({ act: 'take', value: hand.givenCookie() });
          const exchange = await hand.malloryGets('/profile');
          const who = visitorOf(exchange);
          return who === null
            ? 'The other browser brought the number, and the server did not take it.'
            : `The other browser brought the number, and to the server it is ${who}. It never sent a password.`;
        },
      },
      wait: (exchange) => askedByMallory(exchange, 'GET', '/profile') && visitorOf(exchange) === 'ada',
      hints: [
        'Who is ada to the {server}: a person, or a number on its list?',
        'Deleting the number in one {browser} has not taken it off the server’s list.',
        'Press “Give the number to another browser”.',
      ],
    },
  ],

  say: 'The server knows only what this request brings.',
  own: {
    question: 'So who is ada to the server?',
    model: 'Whoever brings the number that was handed out when ada’s password was checked.',
    ideas: [
      'The server goes by what the request brings.',
      'The number was handed out after the password was checked.',
      'Anybody who brings that number is ada.',
    ],
  },
  last: {
    question: '“HTTP has no sessions, but Python does.” Is that right?',
    answer:
      'No. Neither has. HTTP lets a server hand out a cookie and a browser bring it back; frameworks, Flask among them, build sessions on that.',
  },

  listings: {
    ours: {
      file: 'lib/shop/visit.ts',
      from: 'identify(): void',
      until: 'trace.note',
      mark: 'this.state.user',
    },
    flask: {
      file: 'app/learn/01-http-forgets/in_flask.py',
      from: '@app.post("/login")',
      until: 'return "Who are you?", 401',
      mark: 'if "username" in session',
    },
  },

  claims: [
    {
      of: 'http-is-stateless',
      claim: 'HTTP is stateless: each request stands alone.',
      verdict: 'right',
      instead: 'Not even the TCP connection identifies anybody (RFC 9110, 3.3).',
      step: 2,
    },
    {
      of: 'http-has-no-sessions-but-python-does',
      claim: 'HTTP has no sessions, but Python does.',
      verdict: 'wrong',
      instead: 'Neither has: frameworks build them on cookies (RFC 6265bis, 3).',
    },
    {
      of: 'known-by-address-and-browser',
      claim: 'The server notes the client’s address and browser to know it again.',
      verdict: 'wrong',
      instead: 'Only what the request brings counts; recording both helps to notice theft (OWASP Session Management).',
      step: 5,
    },
  ],
  links: [
    {
      title: 'RFC 9110, HTTP Semantics, 3.3: connections, clients and servers; statelessness',
      url: 'https://www.rfc-editor.org/rfc/rfc9110.html#section-3.3',
    },
    {
      title: 'RFC 6265bis, Cookies, 3: overview',
      url: 'https://datatracker.ietf.org/doc/html/draft-ietf-httpbis-rfc6265bis#section-3',
    },
    { title: 'Flask, Quickstart: Sessions', url: 'https://flask.palletsprojects.com/en/stable/quickstart/#sessions' },
  ],
};
