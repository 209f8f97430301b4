import type { Chapter } from '@/lib/course/chapter';
import { StepRefused } from '@/lib/course/step-refused';
import { asked, askedByMallory, did, loggedIn } from '@/lib/course/waiting';
import { readByOwner } from '@/lib/wire/reading';
import { rewritable } from '@/lib/wire/rewriting';
import { visitorOf } from '@/lib/wire/visitor-of';

/** As it stands in the lecture notes. */
const KEY_OF_THE_NOTES = 'SUPER_SECRET_KEY';

export const chapter: Chapter = {
  slug: '05-signed',
  title: 'Signed: everyone can read it, only the server can write it',

  question:
    'The shop writes `role=user` into the session and signs it with a strong key. What can the cookie’s owner do?',
  answers: {
    a: {
      says: 'Neither read it nor change it.',
      because: 'Signed is not encrypted: you have just read it, and no key was needed for that.',
    },
    b: {
      says: 'Read all of it, change nothing unnoticed.',
      because: 'Reading is free, and the signature shows every change.',
    },
    c: {
      says: 'Change it, but not read it.',
      because: 'It is the other way round: what you read was in clear, and what you changed was noticed.',
    },
    d: {
      says: 'Both: it is only base64.',
      because:
        'Half right: it is base64, so reading is free. But the last part is no base64 of anything that you know; after chapter 4 this is the natural guess.',
    },
  },
  right: 'b',

  start: { preset: 'flask' },
  switches: ['secretStrength'],

  steps: [
    {
      say: 'Log in as ada, on Flask’s session.',
      expect: 'A cookie in three parts with dots between: payload, time, signature.',
      visit: { label: 'To the login', path: '/login' },
      wait: (exchange) => loggedIn(exchange),
    },
    {
      say: 'Decode the {cookie} without the key.',
      expect: 'The session as JSON, ada’s name and role in it.',
      press: {
        label: 'Decode it',
        action: async (hand) => {
          const reading = readByOwner(hand.givenCookie());
          if (!reading?.isContent) throw new StepRefused('There is nothing to read in it.');
          return `The part before the first dot says: ${reading.text}`;
        },
      },
    },
    {
      say: 'Write `admin` over `user`, and open the back room.',
      expect: 'The signature does not match: nobody, and no new cookie.',
      control: true,
      edit: {
        label: 'Write admin into it',
        change: (value) => {
          const payload = rewritable(value);
          const changed = payload?.text.replace('"role":"user"', '"role":"admin"');
          return payload && changed && changed !== payload.text ? payload.rewrite(changed) : undefined;
        },
      },
      visit: { label: 'Open the back room', path: '/admin' },
      wait: (exchange) => asked(exchange, 'GET', '/admin') && did(exchange, 'signature-differs'),
      hints: [
        'In chapter 4 this edit was all that was needed. What is there now that you cannot write?',
        'Look at the jar: below the value stands who can make each of its parts.',
        'Press “Write admin into it”, then “Open the back room”.',
      ],
    },
    {
      say: 'Use the key from the lecture notes, and let {mallory} try her list on a cookie of her own.',
      expect: 'She finds the key, signs a cookie for the admin, and the back room opens to her.',
      press: {
        label: 'Use that key, and try the list',
        action: async (hand) => {
          await hand.useSecret(KEY_OF_THE_NOTES);
          return (await hand.attack('crack-secret')).why;
        },
      },
      wait: (exchange) => askedByMallory(exchange, 'GET', '/admin') && exchange.response.status === 200,
      hints: [
        'A signature is payload, time and key put through one function. The first two stand in the cookie. What is the only thing that {mallory} has to guess?',
        'Nothing of her guessing crosses the wire: look for the one request that does.',
        'Press “Use that key, and try the list”.',
      ],
    },
    {
      say: 'A strong key again, and the same list.',
      expect: 'Nothing in the list fits, and a cookie signed with a made-up key is refused.',
      control: true,
      press: {
        label: 'A strong key, the same list',
        action: async (hand) => {
          await hand.change({ secretStrength: 'strong' });
          const { succeeded, why, control } = await hand.attack('crack-secret');
          if (succeeded) throw new StepRefused(why);
          return `${why} ${control.what} ${control.why}`;
        },
      },
      wait: (exchange) => askedByMallory(exchange, 'GET', '/admin') && exchange.response.status !== 200,
    },
    {
      say: 'The keys have changed, so log in as ada once more. Then rotate the key, and keep the old one as a fallback.',
      expect: 'ada stays: her cookie is read by the old key. Without it she would be out, as she was just now.',
      visit: { label: 'To the login', path: '/login' },
      press: {
        label: 'Rotate, and keep the old key',
        action: async (hand) => {
          if (hand.loggedInAs !== 'ada') throw new StepRefused('Log in as ada in the shop first.');
          await hand.cause({ fault: 'rotate-secret', keepOld: true });
          return 'A new key signs from now on; the old one still reads.';
        },
      },
      wait: (exchange) =>
        exchange.sender === 'browser' &&
        visitorOf(exchange) === 'ada' &&
        exchange.steps.some((step) => step.kind === 'signature-matches' && step.secret === 'fallback'),
      hints: [
        'With which key was the cookie signed that ada brings, and which keys does the {server} have now?',
        'Look at what the server says of the signature, before and after.',
        'Log in as ada in the shop, then press “Rotate, and keep the old key”.',
      ],
    },
  ],

  say: 'All can read it, only the key’s holder can write it; so the key is the secret.',
  own: {
    question: 'What does the signature protect, and what does it not?',
    model:
      'It hides nothing: all can read the session; but nobody can change it unnoticed without the key, so the key is the secret.',
    ideas: ['Reading needs no key.', 'Changing needs the key.', 'Whoever gets the key is the server.'],
  },
  last: {
    question: 'Does restarting a Flask app with the same SECRET_KEY log ada out?',
    answer:
      'No. The session is in her cookie, and the key is the same. The server had kept nothing that could be lost.',
  },

  listings: {
    ours: {
      file: 'lib/shop/codecs/itsdangerous.ts',
      from: 'export function unsign(',
      until: "return { is: 'signed', payload",
      mark: '!secrets.fallbacks.some(isBy)',
    },
    flask: {
      file: 'app/learn/05-signed/in_flask.py',
      from: '@app.get("/login")',
      until: 'return "The back room"',
      mark: 'session.get("role") != "admin"',
    },
  },

  claims: [
    {
      of: 'encrypt-or-sign',
      claim: 'Encrypt or sign a cookie against tampering.',
      verdict: 'misleading',
      instead:
        'A signature stops tampering and hides nothing; encryption alone hides and may be malleable. A seal does both.',
      step: 3,
    },
    {
      of: 'secret-key-encrypts',
      claim: 'SECRET_KEY signs or encrypts; Flask’s cookies are encrypted.',
      verdict: 'wrong',
      instead: 'They are signed only: users can look at the contents, but not modify them (Flask, Quickstart).',
      step: 2,
    },
    {
      of: 'flask-stores-on-the-server',
      claim: 'Flask’s session is stored on the server and found by the session id.',
      verdict: 'wrong',
      instead: 'No id, no store by default: the session is the cookie.',
      step: 2,
    },
    {
      of: 'keys-in-the-source',
      claim: 'The key stands in the source: SUPER_SECRET_KEY, your_secret_key, my_secret_key.',
      verdict: 'wrong',
      instead:
        'Random, out of the source, and changed once it has leaked (Flask, SECRET_KEY and SECRET_KEY_FALLBACKS).',
      step: 4,
    },
    {
      of: 'base64-to-be-looked-at-not-modified',
      claim: 'The session is base64: the user can look at it, but not modify it without the key.',
      verdict: 'right',
      instead:
        'Exactly: JSON in base64url, compressed where that is shorter; then the time, and an HMAC-SHA1 over both.',
      step: 3,
    },
    {
      of: 'set-get-and-pop',
      claim: "if 'username' in session; setting, getting, session.pop.",
      verdict: 'right',
      instead:
        'With straight quotation marks: the notes’ curly ones are a SyntaxError. Missing: what changes inside a list or dictionary of the session is kept only with session.modified = True (Flask, API), or the cart forgets.',
    },
    {
      of: 'key-in-a-file-outside-git',
      claim: 'The key belongs into config.py, and that is kept out of Git.',
      verdict: 'partly',
      instead:
        'Into the environment or a store of secrets. A key that was committed once is public: change it, and keep the old one for reading for a while (Flask, SECRET_KEY_FALLBACKS; from 3.1.1 on, since 3.1.0 went on signing with the old one).',
      step: 6,
    },
    {
      of: 'token-urlsafe-of-16',
      claim: 'Make the key by secrets.token_urlsafe(16).',
      verdict: 'right',
      instead: 'Those are 128 random bits. Flask’s documentation has secrets.token_hex().',
      step: 5,
    },
    {
      of: 'links-to-old-flask',
      claim: 'The links lead to Flask 1.1 and to tutorials of its time.',
      verdict: 'outdated',
      instead: 'Link to the documentation of today (/en/stable/): SECRET_KEY_FALLBACKS, for one, came with Flask 3.1.',
    },
  ],
  links: [
    { title: 'Flask, Quickstart: Sessions', url: 'https://flask.palletsprojects.com/en/stable/quickstart/#sessions' },
    {
      title: 'Flask, Configuration: SECRET_KEY and SECRET_KEY_FALLBACKS',
      url: 'https://flask.palletsprojects.com/en/stable/config/#SECRET_KEY',
    },
    {
      title: 'itsdangerous, signing with a timestamp',
      url: 'https://itsdangerous.palletsprojects.com/en/stable/timed/',
    },
    { title: 'RFC 2104, HMAC', url: 'https://www.rfc-editor.org/rfc/rfc2104.html' },
    { title: 'RFC 4648, base64url', url: 'https://www.rfc-editor.org/rfc/rfc4648.html#section-5' },
  ],
};
