import type { CookiePolicy, Mechanism, ServerPolicy, SessionPolicy } from '@/lib/shop/policy';
import { duration } from '@/lib/wire/duration';

/**
 * Every switch of a policy as the page shows it: what it is called, what can be chosen, what its present value leads
 * to, and where it says nothing. Only types are taken from the policy, so that no schema travels to the browser.
 */

export const GROUPS = [
  'Mechanism and store',
  'The id',
  'The cookie',
  'Expiry',
  'Login and logout',
  'CSRF',
  'Binding and leaks',
] as const;

export type Control =
  | { kind: 'choice'; options: { value: string; label: string }[] }
  /** A whole number of seconds; empty for "none". */
  | { kind: 'seconds' }
  | { kind: 'text'; hint?: string }
  /** One a line. */
  | { kind: 'lines'; hint: string };

export interface Switch {
  /** Its field in forms, dotted where it lies inside the cookie. */
  name: string;
  label: string;
  group: (typeof GROUPS)[number];
  control: Control;
  /** When a change is felt first: "the next login". */
  from: string;
  /** What the present value leads to, without a capital and without a full stop. */
  clause(policy: SessionPolicy): string;
  /** Which mechanisms have it; all, where nothing is said. */
  only?: readonly Mechanism[];
  /** Why the other mechanisms have not, in the policy's own words. */
  meaningless?: string;
}

const SERVER = ['server'] as const;
const KEYED = ['signed', 'encrypted'] as const;
const NEXT_REQUEST = 'the next request';
const NEXT_LOGIN = 'the next login';
const NEXT_COOKIE = 'the next time the cookie is set';

/** Choices and the clause of each; the type leaves no value of the switch out. */
function choice<Value extends string>(
  said: Record<Value, string>,
  read: (policy: SessionPolicy) => Value,
  labels: Partial<Record<Value, string>> = {},
): Pick<Switch, 'control' | 'clause'> {
  const options = (Object.keys(said) as Value[]).map((value) => ({ value, label: labels[value] ?? value }));
  return { control: { kind: 'choice', options }, clause: (policy) => said[read(policy)] };
}

function yesOrNo(
  read: (policy: SessionPolicy) => boolean,
  yes: string,
  no: string,
): Pick<Switch, 'control' | 'clause'> {
  const options = [
    { value: 'true', label: 'yes' },
    { value: 'false', label: 'no' },
  ];
  return { control: { kind: 'choice', options }, clause: (policy) => (read(policy) ? yes : no) };
}

function seconds(
  read: (policy: SessionPolicy) => number | null,
  limit: (time: string) => string,
  none: string,
): Pick<Switch, 'control' | 'clause'> {
  return {
    control: { kind: 'seconds' },
    clause: (policy) => {
      const value = read(policy);
      return value === null ? none : limit(duration(value));
    },
  };
}

/** A switch that only `server` has is read under `server` alone. */
const ofServer = <Value>(read: (policy: ServerPolicy) => Value, otherwise: Value) => {
  return (policy: SessionPolicy) => (policy.mechanism === 'server' ? read(policy) : otherwise);
};

export const switches: readonly Switch[] = [
  {
    name: 'mechanism',
    label: 'mechanism',
    group: 'Mechanism and store',
    from: NEXT_REQUEST,
    ...choice<Mechanism>(
      {
        none: 'no request brings anything that the server would know',
        plain: 'the whole session is in the cookie, as text that its owner can read and rewrite',
        signed: 'the whole session is in the cookie, readable, and signed against change',
        encrypted: 'the whole session is in the cookie, sealed against reading and change',
        server: 'the cookie holds an id only, and the session is on the server',
      },
      ({ mechanism }) => mechanism,
    ),
  },
  {
    name: 'store',
    label: 'store',
    group: 'Mechanism and store',
    from: NEXT_REQUEST,
    only: SERVER,
    meaningless: 'the state is not kept on the server, so there is nothing to store',
    ...choice<ServerPolicy['store']>(
      {
        memory: 'sessions are in the server’s memory: gone at a restart, unknown to a second server',
        file: 'each session is a file: it outlives a restart, and is swept from time to time',
        sql: 'each session is a row of a SQLite table: it outlives a restart',
        level: 'each session is an entry of LevelDB, a key-value database inside the server',
        redis: 'each session is a key of Redis, which drops it by itself when its time is over',
      },
      ofServer(({ store }) => store, 'memory'),
    ),
  },
  {
    name: 'secretStrength',
    label: 'secret',
    group: 'Mechanism and store',
    from: NEXT_REQUEST,
    only: KEYED,
    meaningless: 'it needs no secret',
    ...choice<'weak' | 'strong'>(
      {
        weak: 'the secret is one of a word list: whoever tries the list can write cookies',
        strong: 'the secret is random and long: nobody guesses it',
      },
      (policy) => ('secretStrength' in policy ? policy.secretStrength : 'strong'),
    ),
  },
  {
    name: 'fallbackSecrets',
    label: 'old secrets, still accepted',
    group: 'Mechanism and store',
    from: NEXT_REQUEST,
    only: KEYED,
    meaningless: 'it needs no secret',
    control: { kind: 'lines', hint: 'One a line, at most five.' },
    clause: (policy) => {
      const count = 'fallbackSecrets' in policy ? policy.fallbackSecrets.length : 0;
      return count === 0
        ? 'a new secret ends every session at once'
        : `cookies of ${count === 1 ? 'one old secret' : `${count} old secrets`} are still read`;
    },
  },
  {
    name: 'carrier',
    label: 'the id travels in',
    group: 'The id',
    from: NEXT_REQUEST,
    only: SERVER,
    meaningless: 'only the id of a server-side session can travel in the URL',
    ...choice<ServerPolicy['carrier']>(
      {
        cookie: 'the id travels in a cookie, where the address does not show it',
        url: 'the id stands in every address: in the history, in links that are passed on, in the Referer',
      },
      ofServer(({ carrier }) => carrier, 'cookie'),
      { cookie: 'a cookie', url: 'the URL' },
    ),
  },
  {
    name: 'idGenerator',
    label: 'ids are',
    group: 'The id',
    from: 'the next new session',
    only: SERVER,
    meaningless: 'there is no id to generate',
    ...choice<ServerPolicy['idGenerator']>(
      {
        counter: 'ids are counted up: one’s neighbour is one more',
        'hashed-counter': 'ids look random, but are hashes of 1, 2, 3: whoever knows that can walk them too',
        clock: 'ids are the time in milliseconds: few enough to try them all',
        random: 'ids have 128 random bits: guessing is hopeless',
      },
      ofServer(({ idGenerator }) => idGenerator, 'random'),
      { counter: 'counted', 'hashed-counter': 'counted and hashed', clock: 'the clock', random: 'random' },
    ),
  },
  {
    name: 'acceptUnknownIds',
    label: 'takes ids that it never gave out',
    group: 'The id',
    from: NEXT_REQUEST,
    only: SERVER,
    meaningless: 'there are no ids',
    ...yesOrNo(
      ofServer(({ acceptUnknownIds }) => acceptUnknownIds, false),
      'an id made up by anybody begins a session under that id',
      'an id that the server never gave out is worth nothing',
    ),
  },
  {
    name: 'cookie.name',
    label: 'name',
    group: 'The cookie',
    from: NEXT_REQUEST,
    control: { kind: 'text' },
    clause: ({ cookie }) => `the cookie is called ${cookie.name}; one of another name is not looked at`,
  },
  {
    name: 'cookie.httpOnly',
    label: 'HttpOnly',
    group: 'The cookie',
    from: NEXT_COOKIE,
    ...yesOrNo(
      ({ cookie }) => cookie.httpOnly,
      'scripts in the page cannot read the cookie',
      'every script in the page can read the cookie',
    ),
  },
  {
    name: 'cookie.secure',
    label: 'Secure',
    group: 'The cookie',
    from: NEXT_COOKIE,
    ...yesOrNo(
      ({ cookie }) => cookie.secure,
      'the browser keeps the cookie off plain HTTP',
      'the cookie also crosses plain HTTP, where the way can read it',
    ),
  },
  {
    name: 'cookie.sameSite',
    label: 'SameSite',
    group: 'The cookie',
    from: NEXT_COOKIE,
    ...choice<CookiePolicy['sameSite']>(
      {
        unset: 'each browser does as it likes when another site begins a request',
        lax: 'the cookie goes along with links from other sites, not with their forms and pictures',
        strict: 'the cookie goes along with nothing that another site begins',
        none: 'the cookie goes along whoever began the request',
      },
      ({ cookie }) => cookie.sameSite,
      { unset: 'not set', lax: 'Lax', strict: 'Strict', none: 'None' },
    ),
  },
  {
    name: 'cookie.path',
    label: 'Path',
    group: 'The cookie',
    from: NEXT_COOKIE,
    control: { kind: 'text' },
    clause: ({ cookie }) =>
      cookie.path === '/'
        ? 'the cookie goes along to every address of the shop'
        : `the cookie goes along only to addresses below ${cookie.path}`,
  },
  {
    name: 'cookie.domain',
    label: 'Domain',
    group: 'The cookie',
    from: NEXT_COOKIE,
    control: { kind: 'text', hint: 'Empty: not set.' },
    clause: ({ cookie }) =>
      cookie.domain === null
        ? 'the cookie goes to this host only'
        : `the cookie also goes to hosts below ${cookie.domain}`,
  },
  {
    name: 'cookie.maxAgeSeconds',
    label: 'Max-Age, in seconds',
    group: 'The cookie',
    from: NEXT_COOKIE,
    ...seconds(
      ({ cookie }) => cookie.maxAgeSeconds,
      (time) => `the browser drops the cookie after ${time}, by its own clock`,
      'the browser keeps the cookie until it is closed',
    ),
  },
  {
    name: 'cookie.prefix',
    label: 'prefix of the name',
    group: 'The cookie',
    from: NEXT_REQUEST,
    ...choice<CookiePolicy['prefix']>(
      {
        none: 'a neighbouring host may plant a cookie of the same name',
        '__Secure-': 'browsers take a cookie of this name only with Secure',
        '__Host-':
          'browsers take a cookie of this name only with Secure, Path=/ and no Domain: no neighbour can plant it',
      },
      ({ cookie }) => cookie.prefix,
    ),
  },
  {
    name: 'idleSeconds',
    label: 'idle limit, in seconds',
    group: 'Expiry',
    from: NEXT_REQUEST,
    ...seconds(
      ({ idleSeconds }) => idleSeconds,
      (time) => `a session that nobody uses for ${time} is refused`,
      'a session never ends for want of use',
    ),
  },
  {
    name: 'absoluteSeconds',
    label: 'absolute limit, in seconds',
    group: 'Expiry',
    from: NEXT_REQUEST,
    ...seconds(
      ({ absoluteSeconds }) => absoluteSeconds,
      (time) => `a session ends ${time} after it began, however much it is used`,
      'a session that is used goes on for ever',
    ),
  },
  {
    name: 'rolling',
    label: 'every use prolongs it',
    group: 'Expiry',
    from: NEXT_REQUEST,
    ...yesOrNo(
      ({ rolling }) => rolling,
      'every request starts the idle limit again',
      'only a change of the session starts the idle limit again',
    ),
  },
  {
    name: 'remember',
    label: 'offers “stay logged in”',
    group: 'Expiry',
    from: NEXT_LOGIN,
    ...yesOrNo(
      ({ remember }) => remember,
      'whoever ticks it stays logged in for 30 days, idle or not',
      'the form of the login offers no longer stay',
    ),
  },
  {
    name: 'renewAtLogin',
    label: 'new id at login',
    group: 'Login and logout',
    from: NEXT_LOGIN,
    only: SERVER,
    meaningless: 'there is no id to renew',
    ...yesOrNo(
      ofServer(({ renewAtLogin }) => renewAtLogin, true),
      'login gives a new id: one that was planted before is worth nothing after',
      'the id is kept: one that was planted before login is logged in after',
    ),
  },
  {
    name: 'logout',
    label: 'logout',
    group: 'Login and logout',
    from: 'the next logout',
    only: SERVER,
    meaningless: 'there is nothing on the server to destroy',
    ...choice<ServerPolicy['logout']>(
      {
        forget: 'only the browser forgets the id: a copy of it goes on working',
        destroy: 'the row is destroyed: a copy of the id is worth nothing',
      },
      ofServer(({ logout }) => logout, 'destroy'),
      { forget: 'forget', destroy: 'destroy' },
    ),
  },
  {
    name: 'roleFrom',
    label: 'the role is read from',
    group: 'Login and logout',
    from: NEXT_REQUEST,
    ...choice<SessionPolicy['roleFrom']>(
      {
        session: 'role and ban are as old as the login: taking them away is not noticed',
        database: 'role and ban are read anew at each request, at the price of one more read',
      },
      ({ roleFrom }) => roleFrom,
      { session: 'the session', database: 'the database' },
    ),
  },
  {
    name: 'csrf',
    label: 'CSRF defence',
    group: 'CSRF',
    from: NEXT_REQUEST,
    ...choice<SessionPolicy['csrf']>(
      {
        none: 'a form of any site is taken for the visitor’s own, if the cookie comes along',
        token: 'a form must carry a token that only the shop’s own pages have',
        origin: 'a form is taken only when Origin names the shop itself',
        'fetch-metadata': 'a form is taken only when Sec-Fetch-Site says that the shop’s own page sent it',
      },
      ({ csrf }) => csrf,
    ),
  },
  {
    name: 'stateChangeByGet',
    label: 'changes by GET',
    group: 'CSRF',
    from: NEXT_REQUEST,
    ...yesOrNo(
      ({ stateChangeByGet }) => stateChangeByGet,
      'a mere link can change something',
      'a link changes nothing: changes need a POST',
    ),
  },
  {
    name: 'logoutByGet',
    label: 'logout by GET',
    group: 'CSRF',
    from: NEXT_REQUEST,
    ...yesOrNo(
      ({ logoutByGet }) => logoutByGet,
      'a mere link, or a picture’s address, logs the visitor out',
      'logging out needs a POST',
    ),
  },
  {
    name: 'binding',
    label: 'bound to',
    group: 'Binding and leaks',
    from: NEXT_LOGIN,
    ...choice<SessionPolicy['binding']>(
      {
        none: 'whoever brings the cookie is its owner',
        'user-agent': 'another User-Agent is refused; a thief copies that header too',
        address: 'another address is refused: the thief’s, and that of a phone on its way',
      },
      ({ binding }) => binding,
      { none: 'nothing', 'user-agent': 'the User-Agent', address: 'the address' },
    ),
  },
  {
    name: 'referrerPolicy',
    label: 'Referrer-Policy',
    group: 'Binding and leaks',
    from: NEXT_REQUEST,
    ...choice<SessionPolicy['referrerPolicy']>(
      {
        unset: 'each browser decides; today’s tell other sites the origin only',
        'no-referrer': 'nobody is told which page led there',
        'same-origin': 'other sites are told nothing',
        origin: 'everybody is told the origin only',
        'strict-origin': 'everybody is told the origin only, plain HTTP nothing',
        'origin-when-cross-origin': 'other sites are told the origin only',
        'strict-origin-when-cross-origin': 'other sites are told the origin only, plain HTTP nothing',
        'no-referrer-when-downgrade': 'other sites are told the whole address, plain HTTP nothing',
        'unsafe-url': 'every site is told the whole address, and an id in it',
      },
      ({ referrerPolicy }) => referrerPolicy,
      { unset: 'not set' },
    ),
  },
];

/** The value of a switch as its field has it: "" for none, "true" and "false", old secrets one a line. */
export function fieldValue(policy: SessionPolicy, name: string): string {
  const [first = '', second] = name.split('.');
  const outer: unknown = (policy as Record<string, unknown>)[first];
  const value = second === undefined ? outer : (outer as Record<string, unknown> | undefined)?.[second];
  if (value === null || value === undefined) return '';
  return Array.isArray(value) ? value.join('\n') : String(value);
}

/** Why a switch says nothing under this policy, as a sentence; null where it does. */
export function meaninglessUnder({ only, meaningless }: Switch, { mechanism }: SessionPolicy): string | null {
  return only === undefined || only.includes(mechanism) ? null : asSentence(meaningless ?? 'it has no meaning here');
}

/** What the present value of a switch leads to, as a sentence. */
export function consequence(one: Switch, policy: SessionPolicy): string {
  return asSentence(one.clause(policy));
}

/** What a change of policy changes, one sentence a switch, each with the moment from which on. */
export function whatWillDiffer(before: SessionPolicy, after: SessionPolicy): string[] {
  const changed = switches.filter(
    (one) =>
      meaninglessUnder(one, after) === null &&
      meaninglessUnder(one, before) === null &&
      fieldValue(before, one.name) !== fieldValue(after, one.name),
  );
  const sentences = changed.map((one) => `From ${one.from} on ${one.clause(after)}.`);
  if (before.mechanism !== after.mechanism) {
    if (before.mechanism === 'none') return sentences;
    sentences.push('What the browser holds now cannot be read any more: everybody is logged out.');
  } else if (fieldValue(before, 'store') !== fieldValue(after, 'store')) {
    sentences.push('Sessions stay in the old store: everybody is logged out.');
  }
  return sentences;
}

function asSentence(clause: string): string {
  return `${clause.charAt(0).toUpperCase()}${clause.slice(1)}.`;
}

/** Which switches stand outside, before one opens all of them. */
export function firstSwitches({ mechanism }: SessionPolicy): string[] {
  switch (mechanism) {
    case 'server':
      return ['mechanism', 'store', 'renewAtLogin', 'logout'];
    case 'signed':
    case 'encrypted':
      return ['mechanism', 'secretStrength', 'cookie.httpOnly', 'roleFrom'];
    default:
      return ['mechanism', 'cookie.httpOnly', 'cookie.sameSite', 'roleFrom'];
  }
}
