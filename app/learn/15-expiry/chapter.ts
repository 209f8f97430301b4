import type { Chapter } from '@/lib/course/chapter';
import type { Hand } from '@/lib/course/hand';
import { StepRefused } from '@/lib/course/step-refused';
import { asked, askedByMallory, broughtCookie, did } from '@/lib/course/waiting';
import type { Exchange } from '@/lib/wire/exchange';
import { isVisitors } from '@/lib/wire/parties';
import { sentenceOf } from '@/lib/wire/sentence';
import { visitorOf } from '@/lib/wire/visitor-of';

const COOKIE = 'sid';
const MINUTE = 60;
const HOUR = 60 * MINUTE;
const IDLE = 15 * MINUTE;
const ABSOLUTE = 8 * HOUR;

/** Time shows something only while ada is in, and under the limits that the steps speak of. */
function needAda({ policy, loggedInAs }: Hand): void {
  const isAsBegun = policy.idleSeconds === IDLE && policy.absoluteSeconds === ABSOLUTE && policy.rolling;
  if (policy.mechanism !== 'server' || !isAsBegun) {
    throw new StepRefused(
      `This step needs the limits of the beginning, ${IDLE} seconds idle and ${ABSOLUTE} absolute: set them above the shop, or go back to the start.`,
    );
  }
  if (loggedInAs !== 'ada') throw new StepRefused('Log in as ada in the shop first.');
}

const isOver = ({ steps }: Exchange, limit: 'idle' | 'absolute') =>
  steps.some((step) => step.kind === 'expired' && step.limit === limit);

/** How long ada had asked for nothing before this, in the reader’s own browser: in seconds. */
function idleBefore({ n, at }: Exchange, soFar: readonly Exchange[]): number {
  const before = soFar.findLast((one) => one.n < n && isVisitors(one) && visitorOf(one) === 'ada');
  return before ? (at - before.at) / 1000 : 0;
}

/** ada has logged out in the reader’s own browser. */
const isAdasLogout = (exchange: Exchange) =>
  asked(exchange, 'POST', '/logout') && exchange.steps.some((step) => step.kind === 'visitor' && step.user === 'ada');

/** The latest of ada’s logouts that did, or did not, destroy the row: which id it was. */
function loggedOutId(soFar: readonly Exchange[], destroyed: boolean): string | null {
  const logout = soFar.findLast((one) => isAdasLogout(one) && did(one, 'store-destroy') === destroyed);
  return logout ? broughtCookie(logout, COOKIE) : null;
}

/** The profile, for somebody who brings this id. */
async function profileWith(hand: Hand, id: string): Promise<Exchange> {
  await hand.asMallory({ act: 'take', value: id });
  return hand.malloryGets('/profile');
}

const why = ({ steps }: Exchange) => {
  const reason = steps.find(({ kind }) => kind === 'expired' || kind === 'id-unknown');
  return reason ? sentenceOf(reason) : 'Nobody is logged in.';
};

export const chapter: Chapter = {
  slug: '15-expiry',
  title: 'Expiry, clean-up, logout: when is a session over?',

  question:
    'The shop has an idle limit of 15 minutes and an absolute limit of 8 hours. A thief has ada’s id, and sends one request every 10 minutes. When is the thief out?',
  answers: {
    a: {
      says: 'After 15 minutes.',
      because:
        'That is the idle limit, and a thief who sends a request every ten minutes is never idle. Each request started it anew.',
    },
    b: {
      says: 'When ada closes her browser.',
      because:
        'Closing it makes her browser forget its cookie. The session is a row on the server, and the thief has a copy of the id that leads there.',
    },
    c: {
      says: '8 hours after the login, or as soon as ada logs out and the server destroys the row.',
      because:
        'Two things ended it: the limit that no request prolongs, and the row being gone. A logout that only asked her browser to forget did not.',
    },
    d: {
      says: 'Never: whoever has the id is ada.',
      because:
        'That is so where there is no absolute limit and ada never logs out. Here there was one, and it was checked at each request.',
    },
  },
  right: 'c',

  start: {
    preset: 'lecture-server',
    policy: { idleSeconds: IDLE, absoluteSeconds: ABSOLUTE, rolling: true, logout: 'forget', csrf: 'none' },
  },
  switches: ['idleSeconds', 'absoluteSeconds', 'logout'],

  steps: [
    {
      say: 'Log in as ada in the shop. Then let fourteen minutes pass on the {server}, and open the profile.',
      expect: 'ada is in, and her row is prolonged: from now on she has fifteen minutes again.',
      visit: { label: 'Open the profile', path: '/profile' },
      press: {
        label: 'Fourteen minutes later',
        action: async (hand) => {
          needAda(hand);
          await hand.stopClockAfterLastRequest(14 * MINUTE);
          return 'It is fourteen minutes since your last click, by the server’s clock. That clock stands still now, so you have time to read.';
        },
      },
      wait: (exchange, soFar) =>
        isVisitors(exchange) &&
        visitorOf(exchange) === 'ada' &&
        did(exchange, 'store-touch') &&
        idleBefore(exchange, soFar) >= 10 * MINUTE,
      hints: [
        'Whose clock has moved, and whose has not?',
        'Look at what the {server} does with her row. Its table says when each row ends.',
        'Press “Open the profile”, log in as ada, press “Fourteen minutes later”, then “Open the profile” again. If ada is out, go back to the start.',
      ],
    },
    {
      say: 'Now two minutes more than that: let sixteen pass, and open the profile.',
      expect:
        'Out, and 60 s too late: half an hour after the login, but sixteen minutes after her last click. Her browser had brought the same cookie.',
      control: true,
      visit: { label: 'Open the profile', path: '/profile' },
      press: {
        label: 'Sixteen minutes later',
        action: async (hand) => {
          needAda(hand);
          await hand.stopClockAfterLastRequest(16 * MINUTE);
          return 'It is sixteen minutes since your last click, by the server’s clock. Your browser’s own clock says otherwise.';
        },
      },
      wait: (exchange) => isVisitors(exchange) && isOver(exchange, 'idle'),
    },
    {
      say: 'Log in as ada once more. {mallory} has copied her id, and has a program send one request every ten minutes, for nine hours if need be.',
      expect: 'She is in for eight hours, and never idle. Then the absolute limit ends it, for her and for ada.',
      visit: { label: 'To the login', path: '/login' },
      press: {
        label: 'One request every ten minutes',
        action: async (hand) => {
          needAda(hand);
          await hand.asMallory({ act: 'take', value: hand.givenCookie() });
          await hand.stopClockAfterLastRequest(5 * MINUTE);
          for (let times = 0; times <= 54; times += 1) {
            const exchange = await hand.malloryGets('/profile');
            if (isOver(exchange, 'absolute')) return `Mallory was ada ${times} times. Then: ${why(exchange)}`;
            if (visitorOf(exchange) !== 'ada') {
              throw new StepRefused(`${why(exchange)} Log in as ada once more, and press again.`);
            }
            await hand.advance(10 * MINUTE);
          }
          throw new StepRefused('Nothing has ended it in nine hours. Go back to the start.');
        },
      },
      wait: (exchange) => askedByMallory(exchange, 'GET', '/profile') && isOver(exchange, 'absolute'),
      hints: [
        'From when does each of the two limits count, and which of them can a request prolong?',
        'Look at her last two exchanges: what does the {server} say of the same id, ten minutes apart?',
        'Press “To the login”, log in as ada in the shop, and press “One request every ten minutes”.',
      ],
    },
    {
      say: 'This shop’s logout only *forgets*: it asks the browser to delete its cookie. Log in as ada, log out, and let {mallory} use a copy of the id that ada had.',
      expect: 'ada’s jar is empty, and Mallory is ada.',
      visit: { label: 'To the login', path: '/login' },
      press: {
        label: 'Let Mallory use her copy',
        action: async (hand) => {
          if (hand.policy.mechanism === 'server' && hand.policy.logout === 'destroy') {
            throw new StepRefused('Set logout to forget first, then log in as ada, and log out.');
          }
          const id = loggedOutId(hand.wire, false);
          if (id === null) throw new StepRefused('Log in as ada in the shop, and log out there.');
          const exchange = await profileWith(hand, id);
          if (visitorOf(exchange) !== 'ada') {
            throw new StepRefused(`${why(exchange)} Log in as ada once more, log out, and press again.`);
          }
          return 'Mallory sent the id with which ada has just logged out, and is ada.';
        },
      },
      wait: (exchange, soFar) =>
        askedByMallory(exchange, 'GET', '/profile') &&
        visitorOf(exchange) === 'ada' &&
        soFar.some((one) => isAdasLogout(one) && broughtCookie(one, COOKIE) === broughtCookie(exchange, COOKIE)),
      hints: [
        'What has the logout changed, and on whose side?',
        'Look at the answer to POST /logout, and at the table of the {store} after it.',
        'Press “To the login”, log in as ada in the shop, log out there, and press “Let Mallory use her copy”.',
      ],
    },
    {
      say: 'Set logout to *destroy* in the switch above the shop. Then the same again: log in as ada, log out, and let {mallory} try both copies, this one and that of step 4.',
      expect:
        'Nobody: the row is gone, so the id leads nowhere. The session of the step before still lives: one was ended, and not all.',
      control: true,
      visit: { label: 'To the login', path: '/login' },
      press: {
        label: 'Let her try both copies',
        action: async (hand) => {
          if (hand.policy.mechanism !== 'server' || hand.policy.logout !== 'destroy') {
            throw new StepRefused('Set logout to destroy first: its switch stands above the shop.');
          }
          const { wire } = hand;
          const id = loggedOutId(wire, true);
          if (id === null) throw new StepRefused('Log in as ada in the shop, and log out there.');
          const exchange = await profileWith(hand, id);
          const said = `With the id of this logout: ${why(exchange)}`;
          const former = loggedOutId(wire, false);
          if (former === null) return said;
          const other = await profileWith(hand, former);
          return `${said} With the one that was only forgotten: ${visitorOf(other) === 'ada' ? 'ada is logged in.' : why(other)}`;
        },
      },
      wait: (exchange, soFar) =>
        askedByMallory(exchange, 'GET', '/profile') &&
        did(exchange, 'id-unknown') &&
        soFar.some(
          (one) =>
            isAdasLogout(one) &&
            did(one, 'store-destroy') &&
            broughtCookie(one, COOKIE) === broughtCookie(exchange, COOKIE),
        ),
      hints: [
        'What does the {server} do at this logout that it did not do before?',
        'On ada’s side both logouts look the same. Look at the lane of the {store}.',
        'Choose destroy as logout, press “To the login”, log in as ada, log out, and press “Let her try both copies”.',
      ],
    },
    {
      say: 'Let a night go by, and look at the table of the {store}: dead rows lie there. Then sweep the store, and send {mallory}’s request for the profile again.',
      expect:
        'Before the sweep her row was found and refused; after it there is no row. She was out both times: the sweep only made room.',
      press: {
        label: 'Let a night go by',
        action: async (hand) => {
          if (hand.policy.mechanism !== 'server' || hand.policy.idleSeconds === null) {
            throw new StepRefused(
              'This step needs rows on the server and an idle limit. Set both, or go back to the start.',
            );
          }
          if (visitorOf(await hand.malloryGets('/profile')) === null) {
            // Her copy is over already: a session of her own does as well.
            await hand.asMallory({ act: 'empty' });
            await hand.asMallory({ act: 'log-in' });
          }
          await hand.advance(12 * HOUR);
          const exchange = await hand.malloryGets('/profile');
          if (!did(exchange, 'expired')) throw new StepRefused(`${why(exchange)} Press again, with an idle limit set.`);
          return `Twelve hours later Mallory’s row lies where it lay, and nobody has swept. ${why(exchange)}`;
        },
      },
      wait: (exchange, soFar) =>
        askedByMallory(exchange, 'GET', '/profile') &&
        did(exchange, 'id-unknown') &&
        soFar.some((one) => did(one, 'expired') && broughtCookie(one, COOKIE) === broughtCookie(exchange, COOKIE)),
      hints: [
        'Is a row that is over the same as a row that is gone? To whom does it make a difference?',
        '“Sweep the store of what is over” stands among the faults of the {server}, “Send a request as her” with Mallory.',
        'Press “Let a night go by”, then “Sweep the store of what is over”, then “Send a request as her” with GET /profile.',
      ],
    },
  ],

  say: 'The browser’s expiry is a courtesy, the server’s is the rule: idle for the forgetful, absolute for the thief, destroy for logout.',
  own: {
    question: 'Which limit is for whom, and what does the sweep do?',
    model:
      'Idle is for the forgetful, absolute for the thief, destroying for logout; all are checked by the server when it reads, and the sweep only saves space.',
    ideas: [
      'The browser’s expiry is a courtesy.',
      'Idle does not stop a thief who keeps clicking.',
      'Expiry is checked when reading.',
    ],
  },
  last: {
    question:
      'A site deletes expired sessions every night at three and checks nothing else. How long does a 30-minute session last at most?',
    answer: 'Almost a day and half an hour: one that runs out just after three is let in until the next night.',
  },

  listings: {
    ours: {
      file: 'lib/shop/limits.ts',
      from: 'export function overLimit(',
      until: 'overSeconds: seconds - allowed };',
      mark: 'seconds < allowed ? null',
    },
    flask: {
      file: 'app/learn/15-expiry/in_flask.py',
      from: 'def current_row():',
      until: 'return answer',
      mark: 'if idle >= IDLE or',
    },
  },

  claims: [
    {
      of: 'time-outs-and-clean-up',
      claim: 'Sessions time out after, say, 30 minutes idle, and are cleaned up periodically.',
      verdict: 'partly',
      instead:
        'Expiry is checked where the session is read; the clean-up only saves space. Idle and absolute limits are both needed (OWASP Session Management, Session Expiration).',
      step: 6,
    },
    {
      of: 'lifetime-destroys-idle-sessions',
      claim: 'PERMANENT_SESSION_LIFETIME destroys idle sessions promptly.',
      verdict: 'wrong',
      instead:
        'It is 31 days by default, counted from when the cookie was last written, and nothing is destroyed: the signature is too old. Each request writes the cookie anew only where session.permanent is set (Flask, Configuration).',
    },
    {
      of: 'logout-removes-data-on-the-server',
      claim: 'logout_user, or always logging out, removes the session’s data on the server.',
      verdict: 'wrong',
      instead:
        'With Flask’s default there is nothing on the server: the browser is asked to forget, and a copy of the cookie stays good. Only a row that is destroyed ends it for everybody.',
      step: 4,
    },
    {
      of: 'logout-by-get',
      claim: 'Logging out is a link, by GET.',
      verdict: 'wrong',
      instead:
        'GET changes nothing (RFC 9110, 9.2.1), or a link on any page logs ada out: logging out is a form, sent by POST. The whole bench has a switch for the other way.',
    },
  ],
  links: [
    {
      title: 'OWASP Session Management Cheat Sheet, Session Expiration',
      url: 'https://cheatsheetseries.owasp.org/cheatsheets/Session_Management_Cheat_Sheet.html#session-expiration',
    },
    {
      title: 'Flask, Configuration: PERMANENT_SESSION_LIFETIME and SESSION_REFRESH_EACH_REQUEST',
      url: 'https://flask.palletsprojects.com/en/stable/config/#PERMANENT_SESSION_LIFETIME',
    },
    {
      title: 'Django, Clearing the session store',
      url: 'https://docs.djangoproject.com/en/stable/topics/http/sessions/#clearing-the-session-store',
    },
    {
      title: 'PHP, session_gc: sweeping by chance, and by a job',
      url: 'https://www.php.net/manual/en/function.session-gc.php',
    },
    { title: 'Redis, EXPIRE', url: 'https://redis.io/docs/latest/commands/expire/' },
  ],
};
