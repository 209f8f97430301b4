import type { Chapter } from '@/lib/course/chapter';
import { asked, askedByMallory, broughtAnyCookie, broughtCookie, did, setCookieOf } from '@/lib/course/waiting';
import type { Exchange } from '@/lib/wire/exchange';
import { isVisitors } from '@/lib/wire/parties';

const COOKIE = 'preferences';
const YEAR = 365 * 24 * 60 * 60;

/** A field of the cookie that the request brought; null where it brought none. */
function brought(exchange: Exchange, field: string): string | null {
  return new URLSearchParams(broughtCookie(exchange, COOKIE) ?? '').get(field);
}

/** The theme that the answer’s page is drawn in; it stands in the very first tag. */
function themeOf({ response }: Exchange): string | null {
  return /^<!DOCTYPE html><html [^>]*data-theme="([^"]*)"/.exec(response.body)?.[1] ?? null;
}

const isClick = (exchange: Exchange) => isVisitors(exchange) && exchange.request.method === 'GET';

/** What the answer sets is all in the cookie, and it is dark and large. */
function setsDarkAndLarge(exchange: Exchange): boolean {
  const fields = new URLSearchParams(setCookieOf(exchange, COOKIE) ?? '');
  return fields.get('theme') === 'dark' && fields.get('font_size') === 'large';
}

/** The page was not asked for by the answer to a form, but anew. */
function isAnew(exchange: Exchange, soFar: readonly Exchange[]): boolean {
  const before = soFar.findLast((one) => isVisitors(one) && one.n < exchange.n);
  return before === undefined || isClick(before);
}

export const chapter: Chapter = {
  slug: '03-preferences',
  title: 'Preferences: what the browser may keep by itself',

  question:
    'A visitor sets the shop to dark and large letters. The shop writes both into a cookie. Then they open it in another browser on the same laptop, and log in nowhere. How does it look there?',
  answers: {
    a: {
      says: 'Dark: the server has saved it.',
      because: 'The server sent it to the browser and kept nothing. The cookie does not lie where the shop is.',
    },
    b: {
      says: 'Dark: it is the same computer.',
      because:
        'A cookie belongs to a browser, not to a computer or its address. The server went by what came with the request, and nothing did.',
    },
    c: {
      says: 'As it looks at first: another browser has another jar.',
      because: 'Its jar was empty, so it brought nothing, and the shop did not know of any wish.',
    },
    d: {
      says: 'Dark, after a moment: browsers share their cookies.',
      because:
        'Some share bookmarks and passwords through an account. Cookies are not among them: each browser keeps its own.',
    },
  },
  right: 'c',

  start: { preset: 'lecture-name', policy: { cookie: { name: COOKIE, maxAgeSeconds: YEAR } } },

  steps: [
    {
      say: 'Open the preferences. Choose *dark* and *large*, a background and a language as you like, and save.',
      expect: 'The answer is no page, but 303 and a Set-Cookie with all four choices and a Max-Age of a year.',
      visit: { label: 'To the preferences', path: '/preferences' },
      wait: (exchange) =>
        asked(exchange, 'POST', '/preferences') && exchange.response.status === 303 && setsDarkAndLarge(exchange),
      hints: [
        'What has to reach the {server} before it can draw a page in the dark?',
        'Look at the answer to the POST: its status, its Set-Cookie line, and where it sends the {browser}.',
        'Press “To the preferences”. In the shop choose dark as the theme and large as the font size, and press “Save”.',
      ],
    },
    {
      say: 'Load the page again.',
      expect: 'A GET with the {cookie}, and `data-theme="dark"` in the first tag of the answer. Nothing is sent twice.',
      visit: { label: 'Load it again', path: '/preferences' },
      wait: (exchange, soFar) =>
        isClick(exchange) &&
        isAnew(exchange, soFar) &&
        brought(exchange, 'theme') === 'dark' &&
        themeOf(exchange) === 'dark',
      hints: [
        'When must the {server} know that it is to be dark, so that nothing flashes white?',
        'Open “Body of the response” at the wire, and read how it begins.',
        'Press “Load it again”.',
      ],
    },
    {
      say: 'Look at the same page from another browser.',
      expect: 'Another jar: no Cookie in the request, and the page is light.',
      press: {
        label: 'Look from another browser',
        action: async (hand) => {
          const exchange = await hand.malloryGets('/preferences');
          const carried = broughtAnyCookie(exchange) ? 'a cookie of its own' : 'no cookie';
          return `The other browser brought ${carried}, and got the page in ${themeOf(exchange)}. What you chose is in your jar alone.`;
        },
      },
      wait: (exchange) =>
        askedByMallory(exchange, 'GET', '/preferences') && !broughtAnyCookie(exchange) && themeOf(exchange) === 'light',
    },
    {
      say: 'Write a theme that does not exist into the {cookie}: `theme=purple`.',
      expect: 'The {server} does not know it and takes it for none: light. The other choices still count.',
      edit: {
        label: 'Write purple into it',
        change: (value) => {
          const fields = new URLSearchParams(value);
          if (!fields.has('theme') || fields.get('theme') === 'purple') return undefined;
          fields.set('theme', 'purple');
          return fields.toString();
        },
      },
      wait: (exchange) => isClick(exchange) && brought(exchange, 'theme') === 'purple' && themeOf(exchange) === 'light',
      hints: [
        'Whom does it harm if somebody writes nonsense here? And what would have to be true of it before it may stand in a page?',
        'Compare what the {cookie} says in the request with the first tag of the answer.',
        'Press “Write purple into it”. If there is no such button, save your preferences once more.',
      ],
    },
    {
      say: 'Let the {server} keep the choice. Then choose *dark* and *large* once more, and save.',
      expect:
        'The {cookie} shrinks to an id that says nothing, and the choice lies in a row on the server. The page looks the same.',
      press: {
        label: 'Keep it on the server',
        action: async (hand) => {
          const before = hand.givenCookie();
          await hand.change({ mechanism: 'server', store: 'sql' });
          return `The server keeps what you choose from now on, and hands out an id. The ${before.length} characters of choices that it had given you before, it reads no longer.`;
        },
      },
      visit: { label: 'To the preferences', path: '/preferences' },
      wait: (exchange) => isClick(exchange) && did(exchange, 'store-read') && themeOf(exchange) === 'dark',
      hints: [
        'The page is dark again. Does the {cookie} say so?',
        'Look at the value in the jar, at its size, and at what the {server} reads besides.',
        'Press “Keep it on the server”, then “To the preferences”. In the shop choose dark and large, and press “Save”.',
      ],
    },
    {
      say: 'Delete the {cookie}.',
      expect: 'Light again: the row is still there, and nothing leads to it any more.',
      control: true,
      edit: { label: 'Delete the cookie', change: () => null },
      wait: (exchange) =>
        isClick(exchange) &&
        exchange.mechanism === 'server' &&
        broughtCookie(exchange, COOKIE) === null &&
        themeOf(exchange) === 'light',
    },
  ],

  say: 'A preference may live in the browser, since a lie in it harms only the liar; it is still input to check.',
  own: {
    question: 'Why may a preference live in the browser, and what must the server still do with it?',
    model:
      'A lie in it harms only whoever lies, so it needs no protection; but it comes in from outside, so the server checks it like any other input.',
    ideas: ['A lie harms only the liar.', 'It is input, and is checked.', 'Another jar, other preferences.'],
  },
  last: {
    question: 'A shop keeps “discount=0” in the same cookie as the theme. What is wrong with that?',
    answer:
      'A lie in it harms the shop. What the server must be able to rely on may not stand unprotected in the visitor’s jar.',
  },

  listings: {
    ours: {
      file: 'lib/shop/state.ts',
      from: 'Keeps of an unknown value',
      until: 'return state as SessionState',
      mark: 'if (result.success)',
    },
    flask: {
      file: 'app/learn/03-preferences/in_flask.py',
      from: 'def chosen()',
      until: 'return answer',
      mark: 'if fields.get(name) in allowed',
    },
  },

  claims: [
    {
      of: 'what-a-session-keeps',
      claim: 'A session keeps login, theme, background, font size, language, cart, workflow and tutorial progress.',
      verdict: 'right',
      instead:
        'It may. Ask of each what a lie in it would do: a theme may lie in the browser in clear, a login may not.',
      step: 1,
    },
    {
      of: 'json-in-a-cookie',
      claim: 'A cookie may be { "bg_color": "blue" }.',
      verdict: 'partly',
      instead:
        'Browsers let it pass. But quotation marks, commas and spaces are outside of what a cookie’s value may hold (RFC 6265bis, 4.1.1): encode it.',
      step: 1,
    },
  ],
  links: [
    {
      title: 'RFC 6265bis, Cookies, 4.1.1: what a value may hold',
      url: 'https://datatracker.ietf.org/doc/html/draft-ietf-httpbis-rfc6265bis#section-4.1.1',
    },
    {
      title: 'URL Standard, application/x-www-form-urlencoded: how the shop writes the value',
      url: 'https://url.spec.whatwg.org/#application/x-www-form-urlencoded',
    },
    {
      title: 'RFC 9110, HTTP, 15.4.4: 303 See Other',
      url: 'https://www.rfc-editor.org/rfc/rfc9110.html#section-15.4.4',
    },
    {
      title: 'OWASP Input Validation Cheat Sheet',
      url: 'https://cheatsheetseries.owasp.org/cheatsheets/Input_Validation_Cheat_Sheet.html',
    },
    {
      title: 'Flask, Quickstart: Cookies',
      url: 'https://flask.palletsprojects.com/en/stable/quickstart/#cookies',
    },
  ],
};
