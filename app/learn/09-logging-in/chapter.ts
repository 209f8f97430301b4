import type { Chapter } from '@/lib/course/chapter';
import { StepRefused } from '@/lib/course/step-refused';
import { asked, broughtCookie, did, loggedIn, setCookieOf } from '@/lib/course/waiting';
import type { Exchange } from '@/lib/wire/exchange';
import { isVisitors } from '@/lib/wire/parties';
import { visitorOf } from '@/lib/wire/visitor-of';

const COOKIE = 'sid';
/** Whom the shop knows; every other name is nobody’s. */
const NAMES = ['ada', 'grace', 'admin', 'mallory'];

const field = ({ request }: Exchange, name: string) => new URLSearchParams(request.body).get(name) ?? '';

/** In which words a try to log in was refused; null for whatever else. */
function refusedIn(exchange: Exchange): string | null {
  if (!asked(exchange, 'POST', '/login')) return null;
  const refused = exchange.steps.find((step) => step.kind === 'refused' && step.status === 401);
  return refused?.kind === 'refused' ? refused.why : null;
}

/** A name that there is and one that there is not were refused, in the same words. */
function refusedAlike(soFar: readonly Exchange[]): boolean {
  const tries = soFar.filter((one) => refusedIn(one) !== null);
  const known = tries.findLast((one) => NAMES.includes(field(one, 'username')));
  const unknown = tries.findLast((one) => !NAMES.includes(field(one, 'username')));
  return known !== undefined && unknown !== undefined && refusedIn(known) === refusedIn(unknown);
}

/** What ada has logged in with last; null where she has not. */
function passwordOf(soFar: readonly Exchange[]): string | null {
  const login = soFar.findLast((one) => loggedIn(one));
  return login ? field(login, 'password') : null;
}

/** Whether a text stands anywhere in a request: its address, its head or its body. */
const carries = ({ request: { target, headers, body } }: Exchange, text: string) =>
  [target, body, ...headers.flat()].some((part) => part.includes(text));

export const chapter: Chapter = {
  slug: '09-logging-in',
  title: 'Logging in: who you are is asked once',

  question: 'ada has logged in with her password. In the next request, what proves to the server that it is ada?',
  answers: {
    a: {
      says: 'Her password: the browser sends it again each time.',
      because:
        'It stood in one request only. Browsers do resend a password where HTTP itself asks for one; a form on a page is sent once.',
    },
    b: {
      says: 'The hash of her password, in the cookie.',
      because:
        'The cookie holds a random id, made after the password was checked and in no way made from it. A hash that logs you in would be a password itself.',
    },
    c: {
      says: 'The id in her cookie: it leads to a row that names her.',
      because: 'It proves that this is the visitor who gave her password a while ago. The row says who that was.',
    },
    d: {
      says: 'Her name, in the address or in a form.',
      because:
        'The name stood in no request but the login. Nor could it prove anything: whoever sends a request can write any name into it.',
    },
  },
  right: 'c',

  start: {
    preset: 'lecture-server',
    // Limits and tokens have chapters of their own.
    policy: { csrf: 'none', idleSeconds: null, absoluteSeconds: null, rolling: false },
  },

  steps: [
    {
      say: 'Open the profile without being logged in.',
      expect: '303: the {server} sends you to its login page, and notes in the address where you wanted to go.',
      visit: { label: 'Open the profile', path: '/profile' },
      wait: (exchange) =>
        asked(exchange, 'GET', '/profile') && exchange.response.status === 303 && visitorOf(exchange) === null,
    },
    {
      say: 'In the two fields of the login page, try `ada` with a wrong password. Then try a name that nobody has.',
      expect: 'Refused twice, in the same words: nobody learns here which names there are.',
      control: true,
      visit: { label: 'To the login', path: '/login' },
      wait: (exchange, soFar) => refusedIn(exchange) !== null && refusedAlike(soFar),
      hints: [
        'What would somebody learn who tries a thousand names, if the answers differed?',
        'Below the buttons of the login page there are two fields. Compare the two answers with each other.',
        'Press “To the login”. Type ada and any six letters, and press “Log in” below them; then type nobody and any six letters.',
      ],
    },
    {
      say: 'Now log in as ada, by her button or by her password.',
      expect: '303 and a Set-Cookie; and in the {store} a row has appeared that names her.',
      visit: { label: 'To the login', path: '/login' },
      wait: (exchange) =>
        loggedIn(exchange) && exchange.response.status === 303 && setCookieOf(exchange, COOKIE) !== null,
    },
    {
      say: 'Have all that your {browser} has sent searched for her password. Then open the profile.',
      expect: 'The password stood in the login alone. This request brings nothing but the id, and she is ada.',
      visit: { label: 'Open the profile', path: '/profile' },
      press: {
        label: 'Search what was sent',
        action: async ({ wire, loggedInAs }) => {
          const password = passwordOf(wire);
          if (password === null || loggedInAs !== 'ada') throw new StepRefused('Log in as ada in the shop first.');
          const sent = wire.filter(isVisitors);
          const found = sent.filter((one) => carries(one, password));
          const where = found.map(({ n, request }) => `the ${request.method} in exchange ${n}`).join(', ');
          return `Of ${sent.length} requests that your browser has sent, ${found.length} ${found.length === 1 ? 'holds' : 'hold'} her password: ${where}.`;
        },
      },
      wait: (exchange, soFar) => {
        const password = passwordOf(soFar);
        return (
          asked(exchange, 'GET', '/profile') &&
          exchange.response.status === 200 &&
          visitorOf(exchange) === 'ada' &&
          broughtCookie(exchange, COOKIE) !== null &&
          password !== null &&
          !carries(exchange, password)
        );
      },
    },
    {
      say: 'As ada, open the back room.',
      expect: '403, and no way to the login: the {server} knows who she is, and she may not.',
      visit: { label: 'Open the back room', path: '/admin' },
      wait: (exchange) =>
        asked(exchange, 'GET', '/admin') && exchange.response.status === 403 && visitorOf(exchange) === 'ada',
    },
    {
      say: 'Have ada banned, and open the profile. Then log out in the shop, and go *Back*, by the button beside the shop’s address.',
      expect:
        'The next click says that she is banned, though her session is alive. And Back asks the {server} again: it gets no cookie, and knows nobody.',
      visit: { label: 'Open the profile', path: '/profile' },
      press: {
        label: 'Ban her now',
        action: async (hand) => {
          if (hand.policy.roleFrom !== 'database') {
            throw new StepRefused('Have role and ban read from the database first, or go back to the start.');
          }
          if (hand.loggedInAs !== 'ada') throw new StepRefused('Log in as ada in the shop first.');
          await hand.cause({ fault: 'ban-user', username: 'ada' });
          return 'In the database ada is banned. Her row in the store and the cookie in her jar are as they were.';
        },
      },
      wait: (exchange, soFar) => {
        const since = soFar.slice(soFar.findLastIndex((one) => loggedIn(one)) + 1);
        return (
          asked(exchange, 'GET', '/profile') &&
          broughtCookie(exchange, COOKIE) === null &&
          visitorOf(exchange) === null &&
          since.some((one) => isVisitors(one) && did(one, 'banned')) &&
          since.some((one) => asked(one, 'POST', '/logout'))
        );
      },
      hints: [
        'What may a {browser} show again by itself, and for what does it have to ask?',
        'Look at the head of the answer for /profile, at its line Cache-Control, and at what the logout did to the jar.',
        'Press “Ban her now”, then “Open the profile”. Press “Log out” in the shop, then “Back” beside its address. Where your browser shows a page that it kept, press “Open the profile”. If she was out before you saw the ban: unban her in the table of users, log in as ada, and ban her there.',
      ],
    },
  ],

  say: 'Login proves who once; afterwards the session only proves “the same visitor”.',
  own: {
    question: 'What does login prove, and what does the session prove afterwards?',
    model: 'Login proves once who somebody is; afterwards the session only proves that this is the same visitor.',
    ideas: [
      'The password crosses the wire once.',
      'The session leads to what was found out then.',
      'Who you are and what you may do are two questions.',
    ],
  },
  last: {
    question: 'A page shows “403 Forbidden” to everybody who is not logged in. What would you change?',
    answer:
      'Send them to the login page (or answer 401): the server does not know yet who they are. 403 is for those whom it knows and does not allow.',
  },

  listings: {
    ours: {
      file: 'lib/shop/app.tsx',
      from: "app.post('/login', async (c) => {",
      until: 'return goTo(c, next);',
      mark: 'const isRight = isSameText(',
    },
    flask: {
      file: 'app/learn/09-logging-in/in_flask.py',
      from: '@app.before_request',
      until: 'return redirect(safe(',
      mark: 'is_right = check_password_hash(',
    },
  },

  claims: [
    {
      of: 'flask-provides-login-required',
      claim: 'Flask provides @login_required, which checks a token.',
      verdict: 'wrong',
      instead:
        'Flask-Login does, and it asks current_user.is_authenticated. What it knows of the user stands in Flask’s own session, the same signed cookie.',
    },
    {
      of: 'redirected-when-not-logged-in',
      claim: 'Whoever is not logged in is redirected to the login page.',
      verdict: 'partly',
      instead: 'By Flask-Login only where login_view is set; else the answer is 401.',
      step: 1,
    },
    {
      of: 'protect-chosen-routes',
      claim: 'Protect the routes that need it.',
      verdict: 'partly',
      instead: 'The other way round: everything is closed, and what is open is listed (OWASP Authorization).',
    },
    {
      of: 'debug-mode-and-no-password',
      claim: 'app.run(debug=True); a password that is compared with ‘default’; a login that asks for no password.',
      verdict: 'wrong',
      instead:
        'Not to be copied. The debugger lets a visitor run code on the server (Werkzeug, Debugging Applications); passwords are kept as slow hashes and checked by check_password_hash.',
    },
    {
      of: 'authentication-and-authorization',
      claim: 'Authentication and authorization; current_user; pages for those who are logged in, and for admins.',
      verdict: 'right',
      instead:
        'Add how a server tells the two apart in its answers: to the login (or 401) for whom it does not know, 403 for whom it knows and does not allow (RFC 9110, 15.5.2 and 15.5.4).',
      step: 5,
    },
  ],
  links: [
    {
      title: 'OWASP Authentication Cheat Sheet: the same answer to a wrong name and a wrong password',
      url: 'https://cheatsheetseries.owasp.org/cheatsheets/Authentication_Cheat_Sheet.html',
    },
    {
      title: 'OWASP Authorization Cheat Sheet: deny by default',
      url: 'https://cheatsheetseries.owasp.org/cheatsheets/Authorization_Cheat_Sheet.html',
    },
    { title: 'Flask-Login', url: 'https://flask-login.readthedocs.io/en/latest/' },
    { title: 'RFC 9110, 15.5.4: 403', url: 'https://www.rfc-editor.org/rfc/rfc9110.html#section-15.5.4' },
    { title: 'RFC 9111, 5.2.2.5: no-store', url: 'https://www.rfc-editor.org/rfc/rfc9111.html#section-5.2.2.5' },
    {
      title: 'Werkzeug, Debugging Applications: never in production',
      url: 'https://werkzeug.palletsprojects.com/en/stable/debug/',
    },
  ],
};
