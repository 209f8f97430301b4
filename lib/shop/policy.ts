import { z } from 'zod';
import { NamedError } from '@/lib/named-error';

/** Every switch of one bench, as one typed object. design.md's word for it is "policy". */

export const MECHANISMS = ['none', 'plain', 'signed', 'encrypted', 'server'] as const;
export const STORES = ['memory', 'file', 'sql', 'level', 'redis'] as const;
export const CARRIERS = ['cookie', 'url'] as const;
export const ID_GENERATORS = ['counter', 'hashed-counter', 'clock', 'random'] as const;
export const SAME_SITES = ['unset', 'lax', 'strict', 'none'] as const;
export const PREFIXES = ['none', '__Secure-', '__Host-'] as const;
export const CSRF_DEFENCES = ['none', 'token', 'origin', 'fetch-metadata'] as const;
export const BINDINGS = ['none', 'user-agent', 'address'] as const;
export const REFERRER_POLICIES = [
  'unset',
  'no-referrer',
  'same-origin',
  'origin',
  'strict-origin',
  'origin-when-cross-origin',
  'strict-origin-when-cross-origin',
  'no-referrer-when-downgrade',
  'unsafe-url',
] as const;

const TEN_YEARS = 10 * 365 * 24 * 60 * 60;
const SPAN = 'A number of seconds is whole, at least 1 and at most ten years.';
const seconds = z.number().int(SPAN).min(1, SPAN).max(TEN_YEARS, SPAN).nullable();

/** RFC 6265bis, 4.1.1: a cookie's name is a token (RFC 9110, 5.6.2). */
const TOKEN = /^[A-Za-z0-9!#$%&'*+.^_`|~-]{1,64}$/;
/** The value of an attribute: visible characters and no semicolon, which would begin another one. */
const ATTRIBUTE_VALUE = /^[\x21-\x3a\x3c-\x7e]*$/;

const cookieSchema = z.strictObject({
  name: z
    .string()
    .regex(TOKEN, 'A cookie name is 1 to 64 letters, digits and signs such as - and _.')
    .refine((name) => !name.startsWith('__'), 'A prefix such as __Host- is chosen by its own switch.'),
  httpOnly: z.boolean(),
  secure: z.boolean(),
  sameSite: z.enum(SAME_SITES),
  path: z
    .string()
    .max(100, 'A Path has 100 characters at most.')
    .regex(ATTRIBUTE_VALUE, 'A Path has no spaces and no semicolon.')
    .refine((path) => path.startsWith('/'), 'A Path begins with a slash.'),
  domain: z
    .string()
    .max(253, 'A Domain has 253 characters at most.')
    .regex(/^\.?[a-z0-9-]+(\.[a-z0-9-]+)*$/i, 'A Domain is a host name.')
    .nullable(),
  maxAgeSeconds: seconds,
  prefix: z.preprocess((value) => (value === null || value === '' ? 'none' : value), z.enum(PREFIXES)),
});

/** Switches that every mechanism has. */
const common = {
  cookie: cookieSchema,
  idleSeconds: seconds,
  absoluteSeconds: seconds,
  rolling: z.boolean(),
  remember: z.boolean(),
  csrf: z.enum(CSRF_DEFENCES),
  binding: z.enum(BINDINGS),
  roleFrom: z.enum(['session', 'database']),
  stateChangeByGet: z.boolean(),
  logoutByGet: z.boolean(),
  referrerPolicy: z.enum(REFERRER_POLICIES),
};

/** Switches of `signed` and `encrypted`. */
const keyed = {
  secretStrength: z.enum(['weak', 'strong']),
  fallbackSecrets: z
    .array(z.string().min(1, 'A secret is not empty.').max(200, 'A secret has 200 characters at most.'))
    .max(5, 'Five old secrets are kept at most.'),
};

/** Switches of `server`. */
const serverSide = {
  store: z.enum(STORES),
  carrier: z.enum(CARRIERS),
  idGenerator: z.enum(ID_GENERATORS),
  acceptUnknownIds: z.boolean(),
  renewAtLogin: z.boolean(),
  logout: z.enum(['forget', 'destroy']),
};

/** A whole policy, for what comes back from where it was kept. Changes go through {@link changePolicy}. */
export const policySchema = z.discriminatedUnion('mechanism', [
  z.strictObject({ mechanism: z.literal('none'), ...common }),
  z.strictObject({ mechanism: z.literal('plain'), ...common }),
  z.strictObject({ mechanism: z.literal('signed'), ...common, ...keyed }),
  z.strictObject({ mechanism: z.literal('encrypted'), ...common, ...keyed }),
  z.strictObject({ mechanism: z.literal('server'), ...common, ...serverSide }),
]);

export type SessionPolicy = z.infer<typeof policySchema>;
export type ServerPolicy = Extract<SessionPolicy, { mechanism: 'server' }>;
export type KeyedPolicy = Extract<SessionPolicy, { secretStrength: string }>;
export type CookiePolicy = SessionPolicy['cookie'];
export type Mechanism = SessionPolicy['mechanism'];

/** Some switches, as they come from a form or a JSON body; the cookie's may come one by one too. */
const changesSchema = z
  .strictObject({
    mechanism: z.enum(MECHANISMS),
    ...common,
    cookie: cookieSchema.partial(),
    ...keyed,
    ...serverSide,
  })
  .partial();

export type PolicyChanges = z.infer<typeof changesSchema>;

/** What a mechanism's own switches are when it is chosen and nothing is said of them. */
const own: Record<Mechanism, Partial<z.infer<z.ZodObject<typeof keyed>> & z.infer<z.ZodObject<typeof serverSide>>>> = {
  none: {},
  plain: {},
  signed: { secretStrength: 'strong', fallbackSecrets: [] },
  encrypted: { secretStrength: 'strong', fallbackSecrets: [] },
  server: {
    store: 'memory',
    carrier: 'cookie',
    idGenerator: 'random',
    acceptUnknownIds: false,
    renewAtLogin: true,
    logout: 'destroy',
  },
};

/** A policy was asked for that cannot be. The message is one sentence for whoever asked. */
export class PolicyRefused extends NamedError {
  static override readonly errorName = 'PolicyRefused';
}

/** Why a switch says nothing under a mechanism that does not have it. */
function meaningless(name: string, mechanism: Mechanism): string {
  if (name in serverSide) {
    const reasons: Record<string, string> = {
      store: 'the state is not kept on the server, so there is nothing to store',
      carrier: 'only the id of a server-side session can travel in the URL',
      idGenerator: 'there is no id to generate',
      acceptUnknownIds: 'there are no ids',
      renewAtLogin: 'there is no id to renew',
      logout: 'there is nothing on the server to destroy',
    };
    return `"${name}" means nothing with "${mechanism}": ${reasons[name]}.`;
  }
  return `"${name}" means nothing with "${mechanism}": it needs no secret.`;
}

/** What a policy as a whole cannot be, though each switch for itself could. */
function contradiction(policy: SessionPolicy): string | null {
  if (policy.mechanism === 'none') {
    if (policy.csrf === 'token') return '"token" needs a session to keep the token in, and "none" has none.';
    if (policy.binding !== 'none') return `"${policy.binding}" binds a session, and "none" has none.`;
    if (policy.remember) return '"remember" prolongs a session, and "none" has none.';
  }
  return null;
}

function inOneSentence(error: z.ZodError): string {
  const issue = error.issues[0];
  if (!issue) return 'This policy cannot be read.';
  const name = issue.path.join('.');
  if (issue.code === 'unrecognized_keys') {
    const prefix = name ? `${name}.` : '';
    return `There is no switch called "${prefix}${String(issue.keys[0]).slice(0, 60)}".`;
  }
  if (issue.code === 'invalid_value') {
    return `"${name}" is one of ${issue.values.map((value) => JSON.stringify(value)).join(', ')}.`;
  }
  if (!name) return 'A policy is an object of switches.';
  if (issue.code === 'invalid_type') return `"${name}" is to be ${article(issue.expected)}.`;
  return `"${name}": ${issue.message}`;
}

const article = (type: string) => `${/^[aeio]/.test(type) ? 'an' : 'a'} ${type === 'int' ? 'whole number' : type}`;

/**
 * A policy with some of its switches replaced. Where the mechanism changes, switches that only the old one had go, and
 * those that only the new one has take their usual value.
 * @param given unchecked, as it came in
 * @throws {PolicyRefused} with one sentence
 */
export function changePolicy(policy: SessionPolicy, given: unknown): SessionPolicy {
  const parsed = changesSchema.safeParse(given);
  if (!parsed.success) throw new PolicyRefused(inOneSentence(parsed.error));
  const changes = parsed.data;
  const mechanism = changes.mechanism ?? policy.mechanism;
  for (const name of Object.keys(changes)) {
    const isOwn = name in serverSide || name in keyed;
    if (isOwn && !(name in own[mechanism])) throw new PolicyRefused(meaningless(name, mechanism));
  }
  const kept = Object.fromEntries(
    Object.entries(policy).filter(([name]) => name in common || name in own[mechanism]),
  ) as Partial<SessionPolicy>;
  const wanted = { ...own[mechanism], ...kept, ...changes, cookie: { ...policy.cookie, ...changes.cookie }, mechanism };
  const result = policySchema.safeParse(wanted);
  if (!result.success) throw new PolicyRefused(inOneSentence(result.error));
  const reason = contradiction(result.data);
  if (reason) throw new PolicyRefused(reason);
  return result.data;
}

/** The cookie's name as it goes over the wire. */
export function cookieName({ cookie }: Pick<SessionPolicy, 'cookie'>): string {
  return cookie.prefix === 'none' ? cookie.name : `${cookie.prefix}${cookie.name}`;
}

/** The query parameter that carries the id; null where a cookie does, or nothing. */
export function idParameter(policy: SessionPolicy): string | null {
  return policy.mechanism === 'server' && policy.carrier === 'url' ? cookieName(policy) : null;
}

/** True where the id travels in the address of every link, and no cookie carries it. */
export const isInUrl = (policy: SessionPolicy): boolean => idParameter(policy) !== null;

/** True where `signed` or `encrypted` needs a key. */
export function isKeyed(policy: SessionPolicy): policy is KeyedPolicy {
  return policy.mechanism === 'signed' || policy.mechanism === 'encrypted';
}

/** For how long a remembered login lasts, whatever the idle limit. */
export const REMEMBER_SECONDS = 30 * 24 * 60 * 60;

/**
 * What this policy cannot do over the visitor's connection, in sentences.
 * @param connection whether browsers keep Secure cookies on it, and whether the shop has a host of its own there
 */
export function warningsFor(
  policy: SessionPolicy,
  connection: { trustworthy: boolean; ownHost: boolean; hostname: string },
): string[] {
  const { cookie } = policy;
  if (policy.mechanism === 'none' || isInUrl(policy)) return [];
  const warnings: string[] = [];
  const warn = (isSo: boolean, sentence: string) => {
    if (isSo) warnings.push(sentence);
  };
  warn(
    cookie.secure && !connection.trustworthy,
    'This connection is plain HTTP: browsers drop a cookie with Secure here, so nobody stays logged in.',
  );
  warn(cookie.sameSite === 'none' && !cookie.secure, 'SameSite=None without Secure: browsers drop such a cookie.');
  warn(
    cookie.prefix !== 'none' && !cookie.secure,
    `A name that begins with ${cookie.prefix} needs Secure: browsers drop the cookie without it.`,
  );
  const breaksHost = cookie.path !== '/' || cookie.domain !== null;
  warn(
    cookie.prefix === '__Host-' && breaksHost,
    'A name that begins with __Host- needs Path=/ and no Domain: browsers drop the cookie otherwise.',
  );
  warn(
    cookie.prefix === '__Host-' && !connection.ownHost,
    'The shop shares this host with the site and is fenced in by a path, so __Host- cannot be shown here.',
  );
  const domain = cookie.domain?.replace(/^\./, '').toLowerCase();
  warn(
    domain !== undefined && domain !== connection.hostname,
    `Domain=${cookie.domain} is not this shop’s host: the attribute is left out, so that no cookie leaves its bench.`,
  );
  return warnings;
}
