import type { BenchView } from '@/lib/bench/view';
import { changePolicy } from '@/lib/shop/policy';
import { findPreset } from '@/lib/shop/presets';
import type { Exchange, HeaderLine } from '@/lib/wire/exchange';
import type { RecordedStep, Step } from '@/lib/wire/step';

/** A bench in the middle of the lecture's fourth step, as its owner sees it: ada has put Assam into her cart. */

const HOST = 'k7f2.shop.session.localhost:3000';
const NOW = Date.UTC(2026, 10, 22, 9, 43, 52);
const ID = 'gZCGqj833T24gYLsN00eeg';
const MALLORYS_ID = 'x9Kq0aB1cD2eF3gH4iJ5kL';
const KEY = 'ec31682f6a0e2bd6c2c1ce30a6d1b0f0b1d3a1d7e6c9d27a5f3c5f8f0a4b7d21';

export const recorded = (...steps: Step[]): RecordedStep[] => steps.map((step) => ({ ...step, micros: 40 }));

const browserHeaders = (more: HeaderLine[] = []): HeaderLine[] => [
  ['Host', HOST],
  ['Connection', 'keep-alive'],
  ['User-Agent', 'Mozilla/5.0 (X11; Linux x64) Chrome/156.0.0.0'],
  ['Accept', 'text/html'],
  ['Sec-Fetch-Site', 'same-origin'],
  ['Sec-Fetch-Mode', 'navigate'],
  ...more,
];

/** One exchange, with whatever is to differ from a plain `GET /`. */
export function exampleExchange(
  n: number,
  given: Partial<Omit<Exchange, 'request' | 'response'>> & {
    request?: Partial<Exchange['request']>;
    response?: Partial<Exchange['response']>;
  } = {},
): Exchange {
  const { request, response, ...rest } = given;
  return {
    n,
    sender: 'browser',
    at: NOW - (15 - n) * 60_000,
    connection: { number: 3, peer: '127.0.0.1' },
    request: { method: 'GET', target: '/', headers: browserHeaders(), body: '', bytes: 182, ...request },
    response: {
      status: 200,
      reason: 'OK',
      headers: [
        ['Content-Type', 'text/html; charset=utf-8'],
        ['Cache-Control', 'no-store'],
        ['Content-Length', '27'],
      ],
      body: '<h1>Two Leaves</h1>\n<p>Hi</p>',
      bytes: 140,
      cut: false,
      ...response,
    },
    steps: [],
    micros: 41_000,
    mechanism: 'server',
    store: 'sql',
    ...rest,
  };
}

const withCookie = browserHeaders([['Cookie', `sid=${ID}`]]);
const form: HeaderLine[] = [
  ['Origin', `http://${HOST}`],
  ['Content-Type', 'application/x-www-form-urlencoded'],
];

export const exampleExchanges: Exchange[] = [
  exampleExchange(9, { times: 1000, sender: 'mallory', response: { status: 401, reason: 'Unauthorized' } }),
  exampleExchange(10, {
    request: { headers: browserHeaders() },
    steps: recorded({ kind: 'no-cookie' }, { kind: 'visitor', user: null, role: null }),
  }),
  exampleExchange(11, {
    request: { target: '/profile', headers: browserHeaders([['Cookie', 'sid=AAAAAAAAAAAAAAAAAAAAAA']]) },
    response: {
      status: 303,
      reason: 'See Other',
      headers: [['Location', '/login?next=%2Fprofile']],
      body: '',
      bytes: 90,
    },
    steps: recorded(
      { kind: 'cookie-found', name: 'sid', value: 'AAAAAAAAAAAAAAAAAAAAAA', bytes: 25 },
      { kind: 'id-hashed', id: 'AAAAAAAAAAAAAAAAAAAAAA', key: '0f32a1b7' },
      { kind: 'store-read', store: 'sql', key: '0f32a1b7', row: null },
      { kind: 'id-unknown', id: 'AAAAAAAAAAAAAAAAAAAAAA', accepted: false },
      { kind: 'visitor', user: null, role: null },
      { kind: 'refused', status: 303, why: 'the profile is for those who have logged in' },
    ),
  }),
  exampleExchange(12, {
    request: {
      method: 'POST',
      target: '/login',
      headers: browserHeaders(form),
      body: 'username=ada&password=tea',
      bytes: 260,
    },
    response: {
      status: 303,
      reason: 'See Other',
      headers: [
        ['Location', '/'],
        ['Set-Cookie', `sid=${ID}; Path=/; HttpOnly; SameSite=Lax`],
        ['Content-Length', '0'],
      ],
      body: '',
      bytes: 116,
    },
    steps: recorded(
      { kind: 'no-cookie' },
      { kind: 'did', what: 'checks the password of ada' },
      { kind: 'id-issued', id: ID, generator: 'random' },
      { kind: 'store-write', store: 'sql', key: KEY, before: null, after: { user: 'ada', role: 'user' } },
      { kind: 'cookie-set', name: 'sid', bytes: 25, line: `sid=${ID}; Path=/; HttpOnly; SameSite=Lax` },
    ),
  }),
  exampleExchange(13, {
    sender: 'mallory',
    scripted: 'Mallory',
    request: { method: 'POST', target: '/login', body: 'username=mallory&password=mask' },
    response: {
      status: 303,
      reason: 'See Other',
      headers: [
        ['Location', '/'],
        ['Set-Cookie', `sid=${MALLORYS_ID}; Path=/; HttpOnly`],
      ],
    },
    steps: recorded(
      { kind: 'no-cookie' },
      { kind: 'did', what: 'checks the password of mallory' },
      { kind: 'visitor', user: 'mallory', role: 'user' },
    ),
  }),
  exampleExchange(14, {
    request: { headers: withCookie },
    steps: recorded(
      { kind: 'cookie-found', name: 'sid', value: ID, bytes: 25 },
      { kind: 'id-hashed', id: ID, key: KEY },
      { kind: 'store-read', store: 'sql', key: KEY, row: { user: 'ada', role: 'user', cart: ['sencha-50'] } },
      { kind: 'visitor', user: 'ada', role: 'user' },
    ),
  }),
  exampleExchange(15, {
    request: {
      method: 'POST',
      target: '/cart',
      headers: [...withCookie, ...form, ['Content-Length', '14']],
      body: 'item=assam-100',
    },
    response: {
      status: 303,
      reason: 'See Other',
      headers: [
        ['Location', '/cart'],
        ['Content-Length', '0'],
      ],
      body: '',
      bytes: 80,
    },
    steps: recorded(
      { kind: 'cookie-found', name: 'sid', value: ID, bytes: 25 },
      { kind: 'id-hashed', id: ID, key: KEY },
      { kind: 'store-read', store: 'sql', key: KEY, row: { user: 'ada', role: 'user', cart: ['sencha-50'] } },
      { kind: 'visitor', user: 'ada', role: 'user' },
      { kind: 'did', what: 'puts assam-100 into the cart' },
      {
        kind: 'store-write',
        store: 'sql',
        key: KEY,
        before: { user: 'ada', role: 'user', cart: ['sencha-50'] },
        after: { user: 'ada', role: 'user', cart: ['sencha-50', 'assam-100'] },
      },
    ),
  }),
];

const preset = findPreset('lecture-server');
if (!preset) throw new Error('The presets have lost the lecture’s fourth step.');

const users = ['ada', 'grace', 'admin', 'mallory'].map((username) => ({
  username,
  password: `${username}-7`,
  role: username === 'admin' ? 'admin' : 'user',
  email: `${username}@shop.example`,
  banned: username === 'grace',
}));

export const exampleView: BenchView = {
  id: 'k7f2',
  url: `http://${HOST}/`,
  preset: preset.id,
  changed: false,
  policy: preset.policy,
  users,
  warnings: [],
  ownHost: true,
  address: `http://${HOST}/`,
  mallory: { base: 'http://mallory.localhost:3000/k7f2', otherSite: true },
  server: {
    clock: { now: NOW, paused: true, aheadSeconds: 3600 },
    startedAt: NOW - 31 * 60_000,
    servers: 1,
    secret: null,
    rows: [
      {
        key: KEY,
        state: { user: 'ada', role: 'user', cart: ['sencha-50', 'assam-100'] },
        createdAt: NOW - 31 * 60_000,
        seenAt: NOW - 4000,
        expiresAt: NOW + 30 * 60_000,
        expired: false,
        changed: { exchange: 15, before: { user: 'ada', role: 'user', cart: ['sencha-50'] } },
      },
      {
        key: '844b69c4d2',
        state: { user: 'mallory' },
        createdAt: NOW - 9 * 60_000,
        seenAt: NOW - 9 * 60_000,
        expiresAt: NOW + 20 * 60_000,
        expired: false,
        changed: { exchange: 13, before: null },
      },
      {
        key: '844ecc08aa',
        state: { user: 'grace', language: 'de' },
        createdAt: NOW - 90 * 60_000,
        seenAt: NOW - 40 * 60_000,
        expiresAt: NOW - 10 * 60_000,
        expired: true,
      },
    ],
    jar: [
      {
        name: 'sid',
        value: ID,
        bytes: 25,
        attributes: [
          ['Path', '/'],
          ['HttpOnly', ''],
          ['SameSite', 'Lax'],
        ],
        setIn: 12,
        refusedFor: [],
        cameBack: { state: 'yes', exchange: 15 },
        endsAt: null,
      },
    ],
    loggedInAs: 'ada',
    costs: [
      { mechanism: 'server', store: 'sql', exchanges: 5, cookieBytes: 31, serverMicros: 420 },
      { mechanism: 'signed', store: null, exchanges: 4, cookieBytes: 92, serverMicros: 90 },
      { mechanism: 'encrypted', store: null, exchanges: 3, cookieBytes: 330, serverMicros: 310 },
    ],
    users,
    mallory: {
      jar: [{ name: 'sid', value: MALLORYS_ID, bytes: 25 }],
      sessionCookie: 'sid',
      carriesId: false,
      carriedId: null,
      lastExchange: 13,
    },
  },
};

const PAYLOAD = 'eyJyb2xlIjoiYWRtaW4iLCJ1c2VyIjoiYWRhIn0';
export const CHANGED_COOKIE = `${PAYLOAD}.awK4sw.Z6bwS4-B3PCTGEtZJda37OzXnPs`;
export const SIGNED_COOKIE = 'eyJyb2xlIjoidXNlciIsInVzZXIiOiJhZGEifQ.awK4sw.Z6bwS4-B3PCTGEtZJda37OzXnPs';

/** The same bench with Flask's session, after ada has written "admin" into her cookie. */
export const changedCookieView: BenchView = {
  ...exampleView,
  preset: 'lecture-signed',
  changed: true,
  policy: changePolicy(exampleView.policy, {
    mechanism: 'signed',
    csrf: 'none',
    cookie: { name: 'session', secure: true },
  }),
  warnings: ['This connection is plain HTTP: browsers drop a cookie with Secure here, so nobody stays logged in.'],
  ownHost: false,
  server: {
    ...exampleView.server,
    secret: 'tXk1l0a-9pQzV5cM2nB7',
    rows: [],
    loggedInAs: null,
    jar: [
      {
        name: 'session',
        value: CHANGED_COOKIE,
        bytes: CHANGED_COOKIE.length + 7,
        attributes: [
          ['Path', '/'],
          ['HttpOnly', ''],
          ['Max-Age', '3600'],
        ],
        setIn: 6,
        refusedFor: [],
        cameBack: { state: 'yes', exchange: 7 },
        endsAt: NOW,
      },
      {
        name: 'theme',
        value: 'theme=dark&font_size=large',
        bytes: 31,
        attributes: [['Path', '/']],
        setIn: 5,
        refusedFor: [],
        cameBack: { state: 'no', exchange: 7, causes: ['path', 'unknown'] },
        endsAt: null,
      },
    ],
  },
};

export const changedCookieExchanges: Exchange[] = [
  exampleExchange(6, {
    request: { method: 'POST', target: '/login', body: 'username=ada' },
    response: {
      status: 303,
      reason: 'See Other',
      headers: [
        ['Location', '/'],
        ['Set-Cookie', `session=${SIGNED_COOKIE}; Path=/; HttpOnly; Max-Age=3600`],
      ],
    },
    steps: recorded({ kind: 'did', what: 'writes a cookie' }),
    mechanism: 'signed',
    store: null,
  }),
  exampleExchange(7, {
    request: { target: '/admin', headers: browserHeaders([['Cookie', `session=${CHANGED_COOKIE}`]]) },
    response: {
      status: 303,
      reason: 'See Other',
      headers: [
        ['Location', '/login?next=%2Fadmin'],
        ['Cache-Control', 'no-store'],
      ],
      body: '',
    },
    steps: recorded(
      { kind: 'cookie-found', name: 'session', value: CHANGED_COOKIE, bytes: 88 },
      { kind: 'signature-differs', given: 'Z6bwS4-B3PCTGEtZJda37OzXnPs', expected: 'hm4jAb3PCTGEtZJda37OzX67IU' },
      { kind: 'visitor', user: null, role: null },
    ),
    mechanism: 'signed',
    store: null,
  }),
];
