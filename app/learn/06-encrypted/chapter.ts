import type { Chapter } from '@/lib/course/chapter';
import { StepRefused } from '@/lib/course/step-refused';
import { broughtCookie, did, loggedIn, setCookieOf } from '@/lib/course/waiting';
import type { Exchange } from '@/lib/wire/exchange';
import { isVisitors } from '@/lib/wire/parties';
import { visitorOf } from '@/lib/wire/visitor-of';

const COOKIE = 'session';

/** The eight pieces of a seal, with asterisks between them. */
interface Seal {
  version: string;
  password: string;
  salt: string;
  start: string;
  box: string;
  /** Empty where none is written: this shop’s server keeps to its own clock. */
  expiry: string;
  secondSalt: string;
  signature: string;
}

/** @returns null where it is none */
function sealOf(value: string): Seal | null {
  const [version = '', password = '', salt = '', start = '', box = '', expiry = '', secondSalt = '', signature = ''] =
    value.split('*');
  if (version !== 'Fe26.2' || signature === '') return null;
  return { version, password, salt, start, box, expiry, secondSalt, signature };
}

const written = ({ version, password, salt, start, box, expiry, secondSalt, signature }: Seal) =>
  [version, password, salt, start, box, expiry, secondSalt, signature].join('*');

/** Another character in the middle of the box: at the end of base64url some bits mean nothing. */
function changedInTheMiddle(box: string): string {
  const at = box.length >> 1;
  return `${box.slice(0, at)}${box[at] === 'A' ? 'B' : 'A'}${box.slice(at + 1)}`;
}

/** The first moment of the year 2100, in milliseconds. */
const LATER = String(Date.UTC(2100, 0, 1));

const isClick = (exchange: Exchange) => isVisitors(exchange) && exchange.request.method === 'GET';

/** A seal came in that was changed after sealing, and whoever brought it is nobody. */
const isRefused = (exchange: Exchange) =>
  isClick(exchange) &&
  visitorOf(exchange) === null &&
  exchange.steps.some((step) => step.kind === 'seal-refused' && step.because === 'integrity');

/** What came in before this was a changed seal, and nobody has logged in since: so the old seal was put back. */
function wasRefusedBefore(exchange: Exchange, soFar: readonly Exchange[]): boolean {
  const before = soFar.filter((one) => one.n < exchange.n);
  return before.findLastIndex(isRefused) > before.findLastIndex((one) => loggedIn(one));
}

/** The request brought a seal of the shop’s own, with nothing changed but the time until which it is to be good. */
function isProlonged(exchange: Exchange, soFar: readonly Exchange[]): boolean {
  const seal = sealOf(broughtCookie(exchange, COOKIE) ?? '');
  if (!seal?.expiry) return false;
  const before = written({ ...seal, expiry: '' });
  return soFar.some((one) => setCookieOf(one, COOKIE) === before);
}

export const chapter: Chapter = {
  slug: '06-encrypted',
  title: 'Encrypted: a sealed envelope',

  question:
    'You change one character in the middle of a sealed cookie, where nobody can read it, and put it back. What does the server do with it?',
  answers: {
    a: {
      says: 'It reads a slightly garbled session.',
      because:
        'Encryption alone would have let through something of that kind. But the seal is signed too, that is looked at first, and the box was never opened.',
    },
    b: {
      says: 'It refuses all of it: you are nobody.',
      because: 'One character is enough: the signature covers every other piece of the seal.',
    },
    c: {
      says: 'It answers 500: it cannot read what came in.',
      because:
        'Whatever comes in with a request may be anything, and a server must be ready for it. This one answered as to any stranger.',
    },
    d: {
      says: 'It accepts it, until the seal’s time is over.',
      because: 'Then somebody else could have written a better time into it. You tried that as well.',
    },
  },
  right: 'b',

  // On plain HTTP browsers drop Secure cookies unless the host is loopback; what Secure is for comes in chapter 16.
  start: { preset: 'iron-session', policy: { cookie: { secure: false } } },

  steps: [
    {
      say: 'Log in as ada, on iron-session.',
      expect: 'A cookie of eight pieces with asterisks between them; it begins with `Fe26.2`.',
      visit: { label: 'To the login', path: '/login' },
      wait: (exchange) => loggedIn(exchange) && sealOf(setCookieOf(exchange, COOKIE) ?? '') !== null,
    },
    {
      say: 'Read in the {cookie} what can be read without the key.',
      expect: 'A version, two salts, a starting number, an empty place for a time: the wrapping, and nothing of ada.',
      press: {
        label: 'Read what can be read',
        action: async (hand) => {
          const seal = sealOf(hand.givenCookie());
          if (!seal) throw new StepRefused('There is no seal to read. Log in as ada first.');
          const inside = Buffer.from(seal.box, 'base64url');
          const expiry = seal.expiry === '' ? 'no time at which it ends' : `its end, ${seal.expiry}`;
          return `Version ${seal.version}, password number ${seal.password}, two salts, a starting number, ${expiry}. Then the box: ${seal.box.length} characters, which are ${inside.length} bytes when decoded, and “ada” is ${inside.includes('ada') ? 'among them by chance' : 'nowhere among them'}.`;
        },
      },
    },
    {
      say: 'Log out and log in as ada again, with the shop’s own buttons. Then compare the two boxes.',
      expect: 'The same ada and the same key, and nothing is alike but what chance makes alike.',
      press: {
        label: 'Compare the two boxes',
        action: async (hand) => {
          const [before, now] = hand.loginCookies('ada').slice(-2).map(sealOf);
          if (!before || !now) {
            throw new StepRefused('There is one box only. Log out in the shop, and log in as ada again.');
          }
          if (before.box.length !== now.box.length) {
            throw new StepRefused(
              'The two do not hold the same. Log out once more, and log in as ada, with nothing else between.',
            );
          }
          const alike = [...now.box].filter((character, place) => character === before.box[place]).length;
          const found = `${alike === 0 ? 'none' : alike} ${alike > 1 ? 'are' : 'is'} the same as before`;
          const start = before.start === now.start ? 'the same' : 'another one';
          return `Of the ${now.box.length} characters of the box ${found}, place by place; chance alone would leave about one in 64. The starting number is ${start}.`;
        },
      },
      hints: [
        'Would it be well if one could see that two boxes hold the same?',
        'Both logins are on the wire: choose the one and then the other, and look at the Set-Cookie lines.',
        'Press “Log out” in the shop, then “Log in” there and “Log in as ada”. Then press “Compare the two boxes”.',
      ],
    },
    {
      say: 'Change one character in the middle of the box.',
      expect: 'The seal does not match: no garbled role, no error, only a stranger. No new cookie is set.',
      edit: {
        label: 'Change one character in the middle',
        change: (_value, given) => {
          const seal = sealOf(given);
          return seal ? written({ ...seal, box: changedInTheMiddle(seal.box) }) : undefined;
        },
      },
      wait: isRefused,
      hints: [
        'In chapter 5 you knew what you wrote. Do you know here what you have changed?',
        'Look at what the {server} says of the seal, and whether it came so far as to read it.',
        'Press “Change one character in the middle”. If there is no such button, log in as ada first.',
      ],
    },
    {
      say: 'Leave the box alone now. Write into the empty piece behind it, which is not encrypted, that the seal is good until 2100.',
      expect: 'Refused too: the signature covers what can be read as well as what cannot.',
      edit: {
        label: 'Write 2100 into it',
        change: (_value, given) => {
          const seal = sealOf(given);
          return seal ? written({ ...seal, expiry: LATER }) : undefined;
        },
      },
      wait: (exchange, soFar) => isRefused(exchange) && isProlonged(exchange, soFar),
      hints: [
        'What must the last piece of the seal be computed from, so that this cannot be changed either?',
        'Look at the jar: below the value stands what anybody can read in it, before and after.',
        'Press “Write 2100 into it”. If there is no such button, log in as ada first.',
      ],
    },
    {
      say: 'Put the seal back as the shop had given it.',
      expect: 'It opens, and she is ada again: it was the change that was refused, and not the putting into the jar.',
      control: true,
      edit: {
        label: 'Put the seal back as it was',
        change: (value, given) => (value === given ? undefined : given),
      },
      wait: (exchange, soFar) =>
        isClick(exchange) &&
        did(exchange, 'seal-opened') &&
        visitorOf(exchange) === 'ada' &&
        wasRefusedBefore(exchange, soFar),
      hints: [
        'If the {server} still refused it now, what would you have to suspect?',
        'Compare the value in the jar with the last Set-Cookie line of the shop: are they the same again?',
        'Press “Put the seal back as it was”. If there is no such button, the seal is whole: change one character of it under “Change it” in the jar, and put it back then.',
      ],
    },
  ],

  say: 'Sealed is hidden and unchangeable; its bearer can only carry it, whole.',
  own: {
    question: 'What can the owner of a sealed cookie do with it, and what not?',
    model: 'Carry it whole, and nothing else: it can be neither read nor changed, because it is encrypted and signed.',
    ideas: ['Hidden by encryption.', 'Unchangeable by the signature over it.', 'It can still be carried, and copied.'],
  },
  last: {
    question:
      'A colleague encrypts the role with AES and leaves the signature out: “nobody can read it, so nobody can change it”. Is that so?',
    answer:
      'No. Encryption alone does not notice changes, and in some modes a change in the box makes a foreseeable change in the text. It needs a signature (or a mode that includes one, such as GCM).',
  },

  listings: {
    ours: {
      file: 'lib/shop/codecs/encrypted.ts',
      from: 'async decode(value, secrets) {',
      until: "step: { kind: 'seal-refused', because }",
      mark: 'await unsealData<unknown>(value, {',
    },
    flask: {
      file: 'app/learn/06-encrypted/in_flask.py',
      from: 'def seal(',
      until: 'return json.loads(',
      mark: 'hmac.compare_digest(',
    },
  },

  claims: [
    {
      of: 'encrypt-or-sign',
      claim: 'Encrypt or sign a cookie against tampering.',
      verdict: 'misleading',
      instead:
        'The signature is what stops tampering. Encryption alone hides, and may be malleable; a seal is both (OWASP Cryptographic Storage: authenticated modes).',
      step: 5,
    },
    {
      of: 'client-side-is-easily-manipulated',
      claim: 'Client-side storage lacks security: it is easily manipulated.',
      verdict: 'partly',
      instead: 'In clear, yes. A signed session can be read and not changed, a sealed one neither read nor changed.',
      step: 4,
    },
    {
      of: 'cookie-is-client-data-session-is-server-data',
      claim: 'A cookie is client data, a session is server data.',
      verdict: 'misleading',
      instead:
        'This session lies in the browser as a whole, though its owner cannot look into it. Ask where the state is.',
      step: 6,
    },
  ],
  links: [
    { title: 'iron-session, README', url: 'https://github.com/vvo/iron-session#readme' },
    { title: 'iron, how a seal is made', url: 'https://github.com/hapijs/iron#readme' },
    {
      title: 'OWASP Cryptographic Storage Cheat Sheet: cipher modes',
      url: 'https://cheatsheetseries.owasp.org/cheatsheets/Cryptographic_Storage_Cheat_Sheet.html',
    },
    { title: 'RFC 5116, authenticated encryption', url: 'https://www.rfc-editor.org/rfc/rfc5116.html' },
    { title: 'cryptography for Python: Fernet', url: 'https://cryptography.io/en/latest/fernet/' },
  ],
};
