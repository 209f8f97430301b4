import type { Chapter } from '@/lib/course/chapter';
import type { Hand } from '@/lib/course/hand';
import { StepRefused } from '@/lib/course/step-refused';
import { asked, loggedIn } from '@/lib/course/waiting';
import type { Exchange } from '@/lib/wire/exchange';
import { isVisitors } from '@/lib/wire/parties';
import { visitorOf } from '@/lib/wire/visitor-of';

/** With which role the server has taken the visitor in. */
const roleOf = ({ steps }: Exchange) => steps.findLast((step) => step.kind === 'visitor')?.role ?? null;

/** The two values that there are for the role, and which of them counted; undefined where it was not asked. */
const roleRead = ({ steps }: Exchange) => steps.find((step) => step.kind === 'role-read');

/** Whether the server has noticed that the visitor is banned; undefined where they are not. */
const noticedBan = ({ steps }: Exchange) => steps.find((step) => step.kind === 'banned')?.noticed;

const opens = (exchange: Exchange) => asked(exchange, 'GET', '/admin') && visitorOf(exchange) === 'ada';

/** The sealed session of the last step. */
const isSealed = (exchange: Exchange) => isVisitors(exchange) && exchange.mechanism === 'encrypted';

function needSessionsRole({ policy }: Hand): void {
  if (policy.roleFrom === 'session') return;
  throw new StepRefused('Have the role read from the session: its switch stands above the shop.');
}

export const chapter: Chapter = {
  slug: '10-roles',
  title: 'Roles and the ban race: a copy is as old as the login',

  question:
    'ada’s role, admin, was copied into her session when she logged in. At 10:00 her role is taken away, in the database. At 10:01 she opens the back room. What happens?',
  answers: {
    a: {
      says: 'She is refused: the database knows.',
      because: 'It did know. But nobody asked it: the shop had a value in the session, and read that.',
    },
    b: {
      says: 'She is refused: taking the role away has logged her out.',
      because:
        'The change was written into one row of the users. Her session is somewhere else, and no part of the shop connects the two unless somebody builds it.',
    },
    c: {
      says: 'It opens, until her session is written anew or ends.',
      because: 'The copy was made at the login and says what was true then.',
    },
    d: {
      says: 'She is refused: the signature does not match any more.',
      because:
        'A signature or a seal says that the server wrote this, and it did. It cannot say whether it is still true.',
    },
  },
  right: 'c',

  start: {
    preset: 'lecture-server',
    // Limits and tokens have chapters of their own.
    policy: { roleFrom: 'session', csrf: 'none', idleSeconds: null, absoluteSeconds: null, rolling: false },
  },
  switches: ['roleFrom'],

  steps: [
    {
      say: 'Make ada an admin, in the shop’s database. Then log in as her.',
      expect: 'The login looks her role up and copies it into her row: `admin`.',
      visit: { label: 'To the login', path: '/login' },
      press: {
        label: 'Give ada the keys',
        action: async (hand) => {
          needSessionsRole(hand);
          await hand.cause({ fault: 'change-role', username: 'ada', role: 'admin' });
          return 'In the database ada is an admin. No session says so yet.';
        },
      },
      wait: (exchange) => loggedIn(exchange) && roleOf(exchange) === 'admin',
    },
    {
      say: 'Open the back room.',
      expect: '200: the session says admin, and so does the database.',
      visit: { label: 'Open the back room', path: '/admin' },
      wait: (exchange) => opens(exchange) && exchange.response.status === 200,
    },
    {
      say: 'It is ten o’clock: take the role away from her, in the database.',
      expect: 'The table of users says user. Nothing has crossed the wire.',
      press: {
        label: 'Take the keys away',
        action: async (hand) => {
          needSessionsRole(hand);
          if (hand.loggedInAs !== 'ada') throw new StepRefused('Log in as ada in the shop first.');
          const login = hand.wire.findLast((one) => loggedIn(one));
          await hand.cause({ fault: 'change-role', username: 'ada', role: 'user' });
          const then = login ? `At her login, in exchange ${login.n}, it said ${roleOf(login) ?? 'nothing'}.` : '';
          return `The database says user from now on. ${then}`.trim();
        },
      },
    },
    {
      say: 'One minute past ten: open the back room again, in the same way as before.',
      expect:
        'It opens. The request is the same to the byte; only the {server} has two values, and goes by the old one.',
      visit: { label: 'Open the back room', path: '/admin' },
      wait: (exchange) => {
        const read = roleRead(exchange);
        const isStale = read?.from === 'session' && read.session === 'admin' && read.database === 'user';
        return opens(exchange) && exchange.response.status === 200 && isStale;
      },
      hints: [
        'Where does the role lie that has been changed, and where does the one lie that is read?',
        'Look at what the {server} says of the role, and compare the row in the {store} with the table of users.',
        'Press “Open the back room”. If ada has logged in again meanwhile, her copy says user: make her an admin in the table of users, log in as her, make her a user there, and press once more.',
      ],
    },
    {
      say: 'Have the role read from *the database*, in the switch above the shop, and try the door once more.',
      expect:
        '403 at the very next click, by the same cookie and the same row. The row still says admin; nobody goes by it.',
      control: true,
      visit: { label: 'Open the back room', path: '/admin' },
      wait: (exchange) => {
        const read = roleRead(exchange);
        return (
          opens(exchange) && exchange.response.status === 403 && read?.from === 'database' && read.database === 'user'
        );
      },
      hints: [
        'What does the {server} have to ask at each click, so that it hears of a change at the next?',
        'The switch stands above the shop. When it is thrown, the shop begins anew, with the same {cookie}.',
        'Choose the database as what the role is read from, and press “Open the back room”.',
      ],
    },
    {
      say: 'The same with a ban. Seal the session into the cookie, log in as ada, ban her in the table of users, and click any page. Then have the role read from *the database*.',
      expect: 'She walks about for as long as her seal is good. Once the database is asked, the next click is refused.',
      visit: { label: 'To the login', path: '/login' },
      press: {
        label: 'Seal the session into the cookie',
        action: async (hand) => {
          await hand.change({ mechanism: 'encrypted', roleFrom: 'session' });
          return 'The whole session goes into the cookie, sealed, and role and ban are as old as the login again. Everybody is logged out: log in as ada first, and ban her then.';
        },
      },
      wait: (exchange, soFar) =>
        isSealed(exchange) &&
        noticedBan(exchange) === true &&
        soFar.some((one) => isSealed(one) && noticedBan(one) === false && visitorOf(one) === 'ada'),
      hints: [
        'The {server} cannot reach into the {cookie}. What can it do instead, at each request?',
        'The table of users stands with the {server}. What does the {server} say of the ban, before the switch and after it?',
        'Press the button, then “To the login”; log in as ada, press “Ban” beside her name, open the cart, and choose the database above the shop. If she was banned before she logged in: unban her, log in, and ban her again.',
      ],
    },
  ],

  say: 'What is copied into a session is as old as the login.',
  own: {
    question: 'How old is what stands in a session?',
    model:
      'What is copied into a session is as old as the login (or the last time it was written), and what can be revoked has to be read where it is revoked.',
    ideas: [
      'A copy does not notice changes.',
      'Signing keeps it unchanged, not true.',
      'Roles and bans are read fresh at every request.',
    ],
  },
  last: {
    question:
      'An app keeps roles in signed tokens that are good for 24 hours. Somebody is dismissed at noon. Until when may they come in?',
    answer:
      'Until their token runs out, at worst noon the next day, unless the app looks something up at each request.',
  },

  listings: {
    ours: {
      file: 'lib/shop/visit.ts',
      from: '#role(): Role | null {',
      until: 'if (noticed) throw new Refusal(403',
      mark: "policy.roleFrom === 'session' ? this.state",
    },
    flask: {
      file: 'app/learn/10-roles/in_flask.py',
      from: '@app.post("/login")',
      until: 'return "The back room, by the database"',
      mark: 'users[session["username"]]["role"] != "admin"',
    },
  },

  claims: [
    {
      of: 'permissions-in-cookies',
      claim: 'Permissions and identities may be kept in cookies.',
      verdict: 'misleading',
      instead:
        'Who somebody is may, signed or sealed. What follows from it can be revoked, and is read where it is revoked, at every request (OWASP Authorization).',
      step: 4,
    },
    {
      of: 'roles-and-bans',
      claim:
        'Roles; views for admins; users who are logged in, logged out or banned; keeping track of who is logged in.',
      verdict: 'right',
      instead:
        'Say from where role and ban are read. And who is logged in now can be listed only where the server keeps the sessions: the back room has that list here, and with a sealed session it says that it cannot know.',
      step: 6,
    },
  ],
  links: [
    {
      title: 'OWASP Authorization Cheat Sheet: validate the permissions on every request',
      url: 'https://cheatsheetseries.owasp.org/cheatsheets/Authorization_Cheat_Sheet.html',
    },
    {
      title: 'OWASP Session Management Cheat Sheet',
      url: 'https://cheatsheetseries.owasp.org/cheatsheets/Session_Management_Cheat_Sheet.html',
    },
    {
      title: 'CWE-613, Insufficient session expiration',
      url: 'https://cwe.mitre.org/data/definitions/613.html',
    },
    {
      title: 'Django, Using the authentication system: users and permissions',
      url: 'https://docs.djangoproject.com/en/stable/topics/auth/default/',
    },
  ],
};
