import type { Chapter } from '@/lib/course/chapter';
import type { Hand } from '@/lib/course/hand';
import { StepRefused } from '@/lib/course/step-refused';
import { asked, did, loggedIn } from '@/lib/course/waiting';
import type { Exchange } from '@/lib/wire/exchange';
import { isVisitors } from '@/lib/wire/parties';
import { visitorOf } from '@/lib/wire/visitor-of';

type Store = 'memory' | 'sql';

/** Another restart or server shows nothing unless ada’s row lies in the store that the step speaks of. */
function needAdaIn(hand: Hand, store: Store): void {
  const { policy } = hand;
  if (policy.mechanism !== 'server' || policy.store !== store) {
    throw new StepRefused(`Set the store to ${store} first: its switch stands above the shop.`);
  }
  if (hand.loggedInAs !== 'ada') throw new StepRefused('Log in as ada in the shop first.');
}

/** A page that the reader’s own browser asked for, whichever. */
const isClick = (exchange: Exchange) => isVisitors(exchange) && exchange.request.method === 'GET';

/** Whom two servers with this store have taken the reader for, the latest so many clicks. */
function latest(count: number, soFar: readonly Exchange[], store: Store): (string | null)[] {
  const clicks = soFar.filter((one) => isClick(one) && one.server !== undefined && one.store === store);
  return clicks.slice(-count).map(visitorOf);
}

/** Since Mallory’s last request somebody has found that ada was still known. */
function stayedIn(soFar: readonly Exchange[]): boolean {
  const last = soFar.findLastIndex(({ sender }) => sender === 'mallory');
  return soFar.slice(last + 1).some((exchange) => isClick(exchange) && visitorOf(exchange) === 'ada');
}

export const chapter: Chapter = {
  slug: '08-on-the-server',
  title: 'State on the server: an id here, a row there',

  question:
    'The server keeps its sessions in memory. It is restarted, and ada’s browser sends the same id as before. What is she then?',
  answers: {
    a: {
      says: 'In: she has her cookie.',
      because:
        'The cookie came back, the same to the byte. But it is only a number; what made it hers was the row that it led to.',
    },
    b: {
      says: 'Out: the id leads to nothing.',
      because: 'The row lay in the memory of the process, and ended with it.',
    },
    c: {
      says: 'Looking at an error: the server answers 500.',
      because:
        'An id without a row is nothing unusual: rows are deleted, and ids are made up. The server takes whoever brings one for a stranger.',
    },
    d: {
      says: 'In: the server rebuilds the session from the cookie.',
      because: 'That works where the whole session is in the cookie, as in chapter 5. This one holds no data at all.',
    },
  },
  right: 'b',

  start: {
    preset: 'lecture-server',
    // Limits and tokens have chapters of their own; here a request reads its row and nothing else.
    policy: { store: 'memory', csrf: 'none', idleSeconds: null, absoluteSeconds: null, rolling: false },
  },
  switches: ['store'],

  steps: [
    {
      say: 'Log in as ada, and look at the {store}.',
      expect: 'A row is born on the server, and only its id goes to the browser.',
      visit: { label: 'To the login', path: '/login' },
      wait: (exchange) => loggedIn(exchange) && did(exchange, 'store-write'),
    },
    {
      say: 'Restart the {server}, and open the profile.',
      expect: 'The same id as before, and nobody is logged in: the row is gone.',
      press: {
        label: 'End the process, begin another',
        action: async (hand) => {
          needAdaIn(hand, 'memory');
          await hand.cause({ fault: 'restart' });
          return 'That process has ended, and another has begun, with an empty memory.';
        },
      },
      visit: { label: 'Open the profile', path: '/profile' },
      wait: (exchange) => asked(exchange, 'GET', '/profile') && did(exchange, 'id-unknown'),
      hints: [
        'What does the {browser} still have, and what does the {server} still have?',
        'Compare the Cookie lines of the last two requests. Then look at what the {store} answers.',
        'Press “End the process, begin another”, then “Open the profile”.',
      ],
    },
    {
      say: 'Set the store to *sql* in the switch above the shop, and log in as ada again. Then restart the {server} once more, and click any page of the shop.',
      expect: 'ada stays in: the new process finds the row where the old one had put it.',
      control: true,
      visit: { label: 'To the login', path: '/login' },
      press: {
        label: 'End it again, begin another',
        action: async (hand) => {
          needAdaIn(hand, 'sql');
          await hand.cause({ fault: 'restart' });
          return 'Another process has begun. Its memory is empty, and the table is as it was.';
        },
      },
      wait: (exchange) => isClick(exchange) && exchange.store === 'sql' && visitorOf(exchange) === 'ada',
      hints: [
        'What ends with a process, and what lies outside of it?',
        'The new {store} begins empty, so ada has to log in once more before the restart can show anything.',
        'Choose sql as the store, log in as ada, press “End it again, begin another”, and open the cart.',
      ],
    },
    {
      say: 'Set the store back to *memory*, and log in as ada. Then put a second {server} beside the first, and click from page to page in the shop.',
      expect: 'In, out, in, out: each server has a memory of its own, and only one of them holds her row.',
      visit: { label: 'To the login', path: '/login' },
      press: {
        label: 'Put a second server beside it',
        action: async (hand) => {
          needAdaIn(hand, 'memory');
          await hand.cause({ fault: 'second-server', on: true });
          return 'Two servers take turns from now on, each with a memory of its own.';
        },
      },
      wait: (exchange, soFar) => {
        if (!isClick(exchange)) return false;
        const [first, second, third] = latest(3, soFar, 'memory');
        return first === 'ada' && second === null && third === 'ada';
      },
      hints: [
        'Which {server} answered this time? The wire says so, exchange by exchange.',
        'The table of the {store} says in whose memory the row lies. Click cart, guestbook, preferences, and look who you are each time.',
        'Choose memory as the store, log in as ada, press “Put a second server beside it”, then click cart, guestbook, preferences, cart.',
      ],
    },
    {
      say: 'Both servers go on. Set the store to *sql*, log in as ada, and click three pages of the shop.',
      expect: 'Always in: whichever server answers, it reads the same table.',
      control: true,
      visit: { label: 'To the login', path: '/login' },
      wait: (exchange, soFar) => {
        const seen = latest(4, soFar, 'sql');
        return isClick(exchange) && seen.length === 4 && seen.every((user) => user === 'ada');
      },
    },
    {
      say: 'Delete {mallory}’s row, and open the profile: ada is still in. Then delete ada’s own row, in the table of the {store}, and open it again.',
      expect: 'Another’s row makes no difference to her. Without her own she is out at the next click.',
      press: {
        label: 'Delete Mallory’s row',
        action: async (hand) => {
          needAdaIn(hand, 'sql');
          // With anybody else’s id in her jar, her login would end that session.
          await hand.asMallory({ act: 'empty' });
          await hand.asMallory({ act: 'log-in' });
          const { steps } = await hand.malloryGets('/profile');
          const read = steps.find((step) => step.kind === 'store-read');
          if (!read?.row) throw new StepRefused('Mallory could not log in. Try again in a moment.');
          await hand.cause({ fault: 'delete-session', key: read.key });
          const who = visitorOf(await hand.malloryGets('/profile'));
          return who === null
            ? 'Mallory had logged in with an account of her own. Her row is deleted, and she is a stranger now.'
            : `Mallory’s row is deleted, and the server still takes her for ${who}.`;
        },
      },
      visit: { label: 'Open the profile', path: '/profile' },
      wait: (exchange, soFar) => asked(exchange, 'GET', '/profile') && did(exchange, 'id-unknown') && stayedIn(soFar),
      hints: [
        'What has to be lost so that ada is out: any row, or hers?',
        'Her row is the one whose data says so. Each row of the {store} has a button of its own.',
        'Press “Delete Mallory’s row”, then “Open the profile”; delete ada’s row in the store, and press “Open the profile” again. If ada was out too early, log in as her and do it once more.',
      ],
    },
  ],

  say: 'A server session is an id in the browser and a row on the server: lose either and it is gone.',
  own: {
    question: 'What is a server-side session made of, and when is it gone?',
    model: 'An id in the browser and a row on the server; lose either, and the session is gone.',
    ideas: [
      'The id means nothing by itself.',
      'The row holds the state.',
      'Where the row lives decides what it survives.',
    ],
  },
  last: {
    question:
      'After every deployment all users are logged out, although nobody’s cookie has changed. Where do you look first?',
    answer: 'At the store: the sessions live in the memory of the process. Put them where they outlive it.',
  },

  listings: {
    ours: {
      file: 'lib/shop/sides/server-side.ts',
      from: 'async read(): Promise<TimedSession | null>',
      until: 'return row;',
      mark: '() => store.get(key)',
    },
    flask: {
      file: 'app/learn/08-on-the-server/in_flask.py',
      from: '@app.post("/login")',
      until: 'return "Hello, "',
      mark: 'rows.get(',
    },
  },

  claims: [
    {
      of: 'memory-is-lost-at-restart',
      claim: 'Session data in memory is fast but lost at a restart; a database serves several servers.',
      verdict: 'right',
      instead: 'Both can be seen: the same id before and after, and in, out, in with two memories.',
      step: 2,
    },
    {
      of: 'files-databases-redis',
      claim:
        'Sessions are kept in files, SQL, NoSQL or Redis: Redis for what is short-lived, a database for what lasts.',
      verdict: 'right',
      instead:
        'Missing: Redis drops a key by itself when its time is up (Redis, EXPIRE); files and tables need a sweep. And what must last belongs in a table of its own, not in a session.',
      step: 3,
    },
    {
      of: 'id-at-the-first-visit',
      claim: 'The server gives the client a session id at its first visit.',
      verdict: 'partly',
      instead:
        'Some do; many wait until there is something to keep, as Flask does with its cookie and this shop with its row.',
      step: 1,
    },
    {
      of: 'cookie-is-client-data-session-is-server-data',
      claim: 'A cookie is client data, a session is server data.',
      verdict: 'misleading',
      instead: 'A session may live on either side. Ask where its state is: in chapter 5 it was all in the cookie.',
      step: 1,
    },
    {
      of: 'no-lookup-is-faster',
      claim: 'Client-side is faster, since nothing has to be looked up; a lookup is overhead.',
      verdict: 'partly',
      instead:
        'One read of the store stands against more bytes and a signature or a seal in every request: measure it.',
    },
    {
      of: 'server-side-is-more-secure',
      claim: 'Server-side sessions are more secure.',
      verdict: 'partly',
      instead:
        'Against reading and tampering, and since they can be revoked: yes. Theft, fixation and CSRF work just the same (OWASP Session Management).',
      step: 6,
    },
  ],
  links: [
    {
      title: 'OWASP Session Management Cheat Sheet',
      url: 'https://cheatsheetseries.owasp.org/cheatsheets/Session_Management_Cheat_Sheet.html',
    },
    {
      title: 'express-session, README: its MemoryStore is not for production',
      url: 'https://github.com/expressjs/session#readme',
    },
    {
      title: 'Django, How to use sessions: database, cache, files, cookies',
      url: 'https://docs.djangoproject.com/en/stable/topics/http/sessions/',
    },
    { title: 'Flask-Session, server-side sessions for Flask', url: 'https://flask-session.readthedocs.io/en/latest/' },
    { title: 'Redis, EXPIRE', url: 'https://redis.io/docs/latest/commands/expire/' },
  ],
};
