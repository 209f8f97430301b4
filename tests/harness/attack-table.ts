import { ATTACK_NAMES, type AttackName } from '../../lib/attacks/names.ts';
import type { PolicyChanges } from '../../lib/shop/policy.ts';

/**
 * What is expected of every attack under every preset. `holds`: Mallory does not get what she is after. `falls`: she
 * does. `none`: it means nothing there, and is refused with the reason.
 */
export type Expected = 'falls' | 'holds' | 'none';

export const PRESETS = [
  'iron-session',
  'flask',
  'django',
  'express',
  'php',
  'rails',
  'lecture-name',
  'lecture-signed',
  'lecture-encrypted',
  'lecture-server',
] as const;

export type PresetName = (typeof PRESETS)[number];

interface Row {
  /** Presets that fall to it. */
  falls: readonly PresetName[];
  /** Presets under which it means nothing; all others hold. */
  none?: readonly PresetName[];
  because: string;
}

const CLIENT_SIDE = ['iron-session', 'flask', 'rails', 'lecture-name', 'lecture-signed', 'lecture-encrypted'] as const;
const SERVER_SIDE = ['django', 'express', 'php', 'lecture-server'] as const;

/** Each as any browser of today shows it; what differs between browsers is said where the browsers are driven. */
const rows: Record<AttackName, Row> = {
  read: { falls: ['flask', 'lecture-name', 'lecture-signed'], because: 'Signed is not secret.' },
  tamper: { falls: ['lecture-name'], because: 'All others are signed, sealed, or hold nothing but an id.' },
  'crack-secret': {
    falls: [],
    none: ['lecture-name', ...SERVER_SIDE],
    because: 'Every preset has a secret of 256 random bits, or none at all.',
  },
  'replay-after-logout': { falls: CLIENT_SIDE, because: 'Encrypted does not stop replay; a destroyed row does.' },
  'role-race': {
    falls: ['iron-session', 'flask', 'express', 'php', 'lecture-name', 'lecture-signed', 'lecture-encrypted'],
    because: 'The role is the session’s, and the session is older than the demotion.',
  },
  'guess-id': { falls: [], none: CLIENT_SIDE, because: 'Every id is 128 random bits, or there is none.' },
  'script-theft': { falls: ['php', 'lecture-name'], because: 'All others set HttpOnly.' },
  'wire-theft': {
    falls: PRESETS.filter((preset) => preset !== 'iron-session'),
    because: 'Only iron-session sets Secure.',
  },
  'shared-machine': {
    falls: PRESETS.filter((preset) => preset !== 'php' && preset !== 'lecture-server'),
    because: 'Only PHP and step 4 end a session within an idle hour.',
  },
  'stolen-cookie': { falls: PRESETS, because: 'No preset binds a session to anything.' },
  fixation: { falls: ['express', 'php'], because: 'They leave the new id at login to the app.' },
  'referer-leak': { falls: [], none: PRESETS, because: 'No preset carries the id in the URL.' },
  csrf: {
    falls: ['flask', 'express', 'php', 'lecture-name'],
    because: 'Neither SameSite nor a token: a fresh cookie goes along with a form of another site.',
  },
  'login-csrf': {
    falls: ['iron-session', 'flask', 'express', 'php', 'lecture-name', 'lecture-signed', 'lecture-encrypted'],
    because: 'SameSite protects a cookie, and a login needs none.',
  },
  'stale-session': {
    falls: ['express', 'rails', 'lecture-name', 'lecture-signed', 'lecture-encrypted'],
    because: 'Nothing on the server ever ends a session.',
  },
  restart: { falls: ['express'], because: 'Only memory ends with the process.' },
  overflow: { falls: CLIENT_SIDE, because: 'A cookie holds 4,096 bytes, and the whole session is in it.' },
};

/** What is expected of one attack under one preset, and why. */
export function expected(attack: AttackName, preset: PresetName): { outcome: Expected; because: string } {
  const { falls, none = [], because } = rows[attack];
  const outcome = falls.includes(preset) ? 'falls' : none.includes(preset) ? 'none' : 'holds';
  return { outcome, because };
}

/** Policies that no preset has, for what every preset gets right. */
export interface Variant {
  attack: AttackName;
  preset: PresetName;
  change: PolicyChanges;
  outcome: Expected;
  because: string;
}

const variant = (
  attack: AttackName,
  preset: PresetName,
  change: PolicyChanges,
  outcome: Expected,
  because: string,
): Variant => ({ attack, preset, change, outcome, because });

const HOST_PREFIX: PolicyChanges = { cookie: { prefix: '__Host-', secure: true } };
const UNLIMITED: PolicyChanges = { idleSeconds: null, absoluteSeconds: null };

export const variants: readonly Variant[] = [
  variant('read', 'flask', { secretStrength: 'weak' }, 'falls', 'Signed is not secret, whatever the secret.'),
  variant('read', 'express', { carrier: 'url' }, 'holds', 'The address carries an id and nothing else.'),
  variant('crack-secret', 'flask', { secretStrength: 'weak' }, 'falls', 'The secret is in her list.'),
  variant('crack-secret', 'lecture-encrypted', { secretStrength: 'weak' }, 'falls', 'The secret is in her list.'),
  variant('replay-after-logout', 'express', { logout: 'forget' }, 'falls', 'The row is still there.'),
  variant('replay-after-logout', 'express', { logout: 'forget', carrier: 'url' }, 'falls', 'The row is still there.'),
  variant('replay-after-logout', 'lecture-server', { carrier: 'url' }, 'holds', 'The row is gone.'),
  variant('role-race', 'django', { roleFrom: 'session' }, 'falls', 'The row has the role of the login.'),
  variant('role-race', 'flask', { roleFrom: 'database' }, 'holds', 'The cookie’s role is not asked.'),
  variant('guess-id', 'express', { idGenerator: 'counter' }, 'falls', 'The next id is one more.'),
  variant('guess-id', 'express', { idGenerator: 'hashed-counter' }, 'falls', 'A hash of a counter is a counter.'),
  variant('guess-id', 'express', { idGenerator: 'clock' }, 'falls', 'A day has few milliseconds.'),
  variant('guess-id', 'express', { idGenerator: 'clock', carrier: 'url' }, 'falls', 'The address takes any id, too.'),
  variant('guess-id', 'lecture-server', { idGenerator: 'counter' }, 'falls', 'The new id at login is the next one.'),
  variant('guess-id', 'php', { idGenerator: 'hashed-counter' }, 'falls', 'Taking unknown ids hides no known one.'),
  variant('shared-machine', 'express', { idleSeconds: 1800 }, 'holds', 'An hour is longer than half an hour.'),
  variant(
    'shared-machine',
    'lecture-name',
    { idleSeconds: 1800 },
    'falls',
    'The time is in a cookie that anybody writes.',
  ),
  variant('shared-machine', 'express', { carrier: 'url' }, 'falls', 'The id is in the browser’s history.'),
  variant('fixation', 'express', { carrier: 'url' }, 'falls', 'A link is enough.'),
  variant('fixation', 'express', HOST_PREFIX, 'holds', 'No sub-host sets a cookie with such a name.'),
  variant('fixation', 'express', { carrier: 'url', ...HOST_PREFIX }, 'falls', 'A link plants no cookie.'),
  variant('fixation', 'django', { renewAtLogin: false }, 'falls', 'Ada’s own form carries the right token.'),
  variant('fixation', 'lecture-server', { carrier: 'url' }, 'holds', 'The id is a new one after login.'),
  variant(
    'script-theft',
    'express',
    { carrier: 'url' },
    'falls',
    'A script reads the address, whatever HttpOnly says.',
  ),
  variant('referer-leak', 'express', { carrier: 'url' }, 'holds', 'Browsers tell another origin the origin alone.'),
  variant(
    'referer-leak',
    'express',
    { carrier: 'url', referrerPolicy: 'unsafe-url' },
    'falls',
    'The whole address goes along.',
  ),
  variant('csrf', 'lecture-signed', { stateChangeByGet: true }, 'falls', 'Lax sends the cookie along with a link.'),
  variant('csrf', 'express', { carrier: 'url' }, 'holds', 'No browser adds an id to an address by itself.'),
  variant('stolen-cookie', 'express', { binding: 'address' }, 'holds', 'She comes from another address.'),
  variant('stolen-cookie', 'express', { binding: 'user-agent' }, 'falls', 'A header can be copied.'),
  variant('stolen-cookie', 'lecture-name', { binding: 'address' }, 'falls', 'What it is bound to can be left out.'),
  variant('stolen-cookie', 'express', HOST_PREFIX, 'falls', 'A name binds browsers, not a thief.'),
  variant('stale-session', 'lecture-server', UNLIMITED, 'falls', 'Nothing on the server ever ends it.'),
  variant('stale-session', 'lecture-server', { idleSeconds: null }, 'holds', 'The absolute limit is over.'),
  variant('stale-session', 'lecture-name', { idleSeconds: 1800 }, 'falls', 'The time is in a cookie that she writes.'),
  variant('restart', 'lecture-server', { store: 'memory' }, 'falls', 'Memory ends with the process.'),
  variant('restart', 'express', { store: 'level' }, 'holds', 'The file is still there.'),
  ...ATTACK_NAMES.map((attack) => variant(attack, 'express', { mechanism: 'none' }, 'none', 'There is no session.')),
];
