import { changePolicy, type PolicyChanges, type SessionPolicy } from './policy';

/** A named policy: what a framework does unless told otherwise, or one of the lecture's own steps. */
export interface Preset {
  id: string;
  title: string;
  /** The documentation that these defaults are taken from. */
  source: { title: string; url: string };
  /** What this framework does that the switches cannot say. */
  note: string;
  policy: SessionPolicy;
}

/** What every preset begins with: nothing is switched on. */
const bare: SessionPolicy = {
  mechanism: 'none',
  cookie: {
    name: 'session',
    httpOnly: false,
    secure: false,
    sameSite: 'unset',
    path: '/',
    domain: null,
    maxAgeSeconds: null,
    prefix: 'none',
  },
  idleSeconds: null,
  absoluteSeconds: null,
  rolling: false,
  remember: false,
  csrf: 'none',
  binding: 'none',
  roleFrom: 'session',
  stateChangeByGet: false,
  logoutByGet: false,
  referrerPolicy: 'unset',
};

const DAY = 24 * 60 * 60;

function preset(id: string, title: string, source: Preset['source'], note: string, changes: PolicyChanges): Preset {
  return { id, title, source, note, policy: changePolicy(bare, changes) };
}

const LECTURE = {
  title: 'OWASP Session Management Cheat Sheet',
  url: 'https://cheatsheetseries.owasp.org/cheatsheets/Session_Management_Cheat_Sheet.html',
};

export const presets: readonly Preset[] = [
  preset(
    'iron-session',
    'iron-session',
    { title: 'iron-session, README', url: 'https://github.com/vvo/iron-session#readme' },
    'The cookie name is the app’s own choice; a seal is good for 14 days and its cookie for a minute less. Differs here: iron-session writes the expiry into the seal; here that field is empty, and the bench’s clock decides.',
    {
      mechanism: 'encrypted',
      cookie: { name: 'session', httpOnly: true, secure: true, sameSite: 'lax', maxAgeSeconds: 14 * DAY - 60 },
      idleSeconds: 14 * DAY,
    },
  ),
  preset(
    'flask',
    'Flask',
    { title: 'Flask, Sessions', url: 'https://flask.palletsprojects.com/en/stable/quickstart/#sessions' },
    'The cookie ends with the browser; 31 days after it was last written its signature is too old.',
    {
      mechanism: 'signed',
      cookie: { name: 'session', httpOnly: true },
      idleSeconds: 31 * DAY,
    },
  ),
  preset(
    'django',
    'Django',
    { title: 'Django, How to use sessions', url: 'https://docs.djangoproject.com/en/stable/topics/http/sessions/' },
    'Sessions live in the database. Forms carry a token. Differs here: Django keeps the token in a cookie and the id itself in the store; here the token is in the session, and the store has the id’s SHA-256.',
    {
      mechanism: 'server',
      store: 'sql',
      cookie: { name: 'sessionid', httpOnly: true, sameSite: 'lax', maxAgeSeconds: 14 * DAY },
      idleSeconds: 14 * DAY,
      csrf: 'token',
      roleFrom: 'database',
      referrerPolicy: 'same-origin',
    },
  ),
  preset(
    'express',
    'Express',
    { title: 'express-session, README', url: 'https://github.com/expressjs/session#readme' },
    'A new id at login is up to the app: req.session.regenerate(). Differs here: express-session signs the id in its cookie; here the id goes unsigned.',
    {
      mechanism: 'server',
      store: 'memory',
      cookie: { name: 'connect.sid', httpOnly: true },
      renewAtLogin: false,
    },
  ),
  preset(
    'php',
    'PHP',
    { title: 'PHP, Session configuration', url: 'https://www.php.net/manual/en/session.configuration.php' },
    'PHP removes expired files by chance, at one request in a hundred. A new id at login is up to the app: session_regenerate_id(). Differs here: PHP names the file by the id itself, the shop by its SHA-256.',
    {
      mechanism: 'server',
      store: 'file',
      cookie: { name: 'PHPSESSID' },
      idleSeconds: 1440,
      rolling: true,
      acceptUnknownIds: true,
      renewAtLogin: false,
    },
  ),
  preset(
    'rails',
    'Rails',
    { title: 'Rails Guides, Securing Rails', url: 'https://guides.rubyonrails.org/security.html#sessions' },
    'Rails encrypts with AES-256-GCM; here iron-session’s own seal stands for it.',
    {
      mechanism: 'encrypted',
      cookie: { name: '_shop_session', httpOnly: true, sameSite: 'lax' },
      csrf: 'token',
      roleFrom: 'database',
      referrerPolicy: 'strict-origin-when-cross-origin',
    },
  ),
  preset(
    'lecture-name',
    'Step 1: the name in a cookie',
    LECTURE,
    'Whoever holds the cookie can read it and rewrite it.',
    {
      mechanism: 'plain',
      cookie: { name: 'session' },
    },
  ),
  preset('lecture-signed', 'Step 2: signed', LECTURE, 'It can be read, and no longer be rewritten unnoticed.', {
    mechanism: 'signed',
    cookie: { name: 'session', httpOnly: true, sameSite: 'lax' },
  }),
  preset(
    'lecture-encrypted',
    'Step 3: encrypted',
    LECTURE,
    'It can be neither read nor rewritten, and not be revoked.',
    {
      mechanism: 'encrypted',
      cookie: { name: 'session', httpOnly: true, sameSite: 'lax' },
    },
  ),
  preset(
    'lecture-server',
    'Step 4: on the server',
    LECTURE,
    'The browser holds a random id, the server all the rest.',
    {
      mechanism: 'server',
      store: 'sql',
      cookie: { name: 'sid', httpOnly: true, sameSite: 'lax' },
      idleSeconds: 30 * 60,
      absoluteSeconds: 8 * 60 * 60,
      rolling: true,
      csrf: 'token',
      roleFrom: 'database',
    },
  ),
];

export const DEFAULT_PRESET = 'iron-session';

export function findPreset(id: string): Preset | null {
  return presets.find((preset) => preset.id === id) ?? null;
}
