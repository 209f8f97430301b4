import { expect, test } from 'vitest';
import { isRefusal, laneOf, sentenceOf } from '@/lib/wire/sentence';
import type { LossCause, Step } from '@/lib/wire/step';

const ID = 'gZCGqj833T24gYLsN00eeg';
const KEY = 'ec31682f6a0e2bd6';
const CAUSES: Record<LossCause, RegExp> = {
  'secure-over-http': /did not come back: Secure over plain HTTP\.$/,
  'too-big': /over 4,096 bytes\.$/,
  prefix: /prefix of its name/,
  path: /Path/,
  domain: /Domain/,
  'none-without-secure': /SameSite=None without Secure\.$/,
  'cross-site': /another site/,
  'max-age-over': /Max-Age/,
  unknown: /block/,
};

/** A step of each kind; the type leaves no kind out. */
const steps: { [Kind in Step['kind']]: [Extract<Step, { kind: Kind }>, string][] } = {
  'no-cookie': [[{ kind: 'no-cookie' }, 'The request brings no session cookie.']],
  'cookie-found': [
    [{ kind: 'cookie-found', name: 'sid', value: ID, bytes: 4096 }, 'The request brings the cookie sid: 4,096 bytes.'],
  ],
  'cookie-repeated': [
    [{ kind: 'cookie-repeated', name: 'sid', times: 2 }, 'The cookie sid came 2 times in one request.'],
  ],
  'id-in-url': [
    [
      { kind: 'id-in-url', name: 'sid', value: ID },
      'The id came in the address, as "sid", where everybody who sees the address has it.',
    ],
  ],
  'did-not-come-back': [
    [
      { kind: 'did-not-come-back', name: 'sid', setIn: 3, causes: ['secure-over-http'] },
      'The cookie sid was set in exchange 3, but did not come back: Secure over plain HTTP.',
    ],
    [
      { kind: 'did-not-come-back', name: 'sid', setIn: 3, causes: ['secure-over-http', 'path'] },
      'The cookie sid was set in exchange 3, but did not come back: Secure over plain HTTP, or its Path does not cover this address.',
    ],
  ],
  'read-plain': [
    [
      { kind: 'read-plain', state: { user: 'ada' } },
      'Reads the cookie as it is: nothing in it proves that it is unchanged.',
    ],
  ],
  'signature-matches': [
    [
      { kind: 'signature-matches', state: {}, secret: 'current' },
      'Signature matches: the payload is as the server wrote it.',
    ],
    [
      { kind: 'signature-matches', state: {}, secret: 'fallback' },
      'Signature matches with an old secret that is still accepted.',
    ],
  ],
  'signature-differs': [
    [
      { kind: 'signature-differs', given: 'a', expected: 'b' },
      'Signature does not match: the payload was changed after signing, or another secret signed it. Anybody can change the text, but nobody can sign it without the secret.',
    ],
  ],
  'seal-opened': [
    [{ kind: 'seal-opened', state: {}, secret: 'current' }, 'Seal opens: it is as the server wrote it.'],
    [{ kind: 'seal-opened', state: {}, secret: 'fallback' }, 'Seal opens with an old secret that is still accepted.'],
  ],
  'seal-refused': [
    [
      { kind: 'seal-refused', because: 'integrity' },
      'Seal does not match: it was changed after sealing, or another secret sealed it.',
    ],
    [{ kind: 'seal-refused', because: 'expired' }, 'Seal is too old: the time written inside it is over.'],
  ],
  malformed: [[{ kind: 'malformed', what: 'it has two parts. ' }, 'Cannot be read: it has two parts.']],
  'id-hashed': [[{ kind: 'id-hashed', id: ID, key: KEY }, 'Hashes the id: SHA-256 begins with ec31682f.']],
  'id-unknown': [
    [{ kind: 'id-unknown', id: ID, accepted: false }, 'No session has the id gZCG…0eeg: the server does not take it.'],
    [
      { kind: 'id-unknown', id: ID, accepted: true },
      'No session has the id gZCG…0eeg, and the server takes it all the same.',
    ],
  ],
  expired: [
    [
      { kind: 'expired', limit: 'idle', allowedSeconds: 900, overSeconds: 60 },
      'Expired: 60 s past the idle limit of 15 min, counted from when it was last changed or prolonged.',
    ],
    [
      { kind: 'expired', limit: 'absolute', allowedSeconds: 28_800, overSeconds: 3900 },
      'Expired: 1 h 5 min past the absolute limit of 8 h, counted from when it began.',
    ],
  ],
  'binding-differs': [
    [
      // biome-ignore lint/suspicious/noThenProperty: the word for what it was at login
      { kind: 'binding-differs', binding: 'address', then: '127.0.0.1', now: '::1' },
      'Bound to another address: 127.0.0.1 then, ::1 now.',
    ],
    [
      // biome-ignore lint/suspicious/noThenProperty: the word for what it was at login
      { kind: 'binding-differs', binding: 'user-agent', then: 'a', now: 'b' },
      'Bound to another browser: the User-Agent is not the one it began with.',
    ],
  ],
  'store-read': [
    [{ kind: 'store-read', store: 'sql', key: KEY, row: { user: 'ada' } }, 'Finds row ec31682f in SQLite.'],
    [{ kind: 'store-read', store: 'memory', key: KEY, row: null }, 'Looks for row ec31682f in memory: there is none.'],
  ],
  'store-write': [
    [{ kind: 'store-write', store: 'level', key: KEY, before: null, after: {} }, 'Adds row ec31682f to LevelDB.'],
    [{ kind: 'store-write', store: 'level', key: KEY, before: {}, after: {} }, 'Writes row ec31682f back to LevelDB.'],
  ],
  'store-touch': [
    [{ kind: 'store-touch', store: 'redis', key: KEY }, 'Prolongs row ec31682f in Redis and leaves its state alone.'],
  ],
  'store-destroy': [
    [{ kind: 'store-destroy', store: 'file', key: KEY, before: {} }, 'Destroys row ec31682f in the files.'],
    [
      { kind: 'store-destroy', store: 'file', key: KEY, before: null },
      'Destroys row ec31682f in the files, where there was none.',
    ],
  ],
  'store-sweep': [
    [{ kind: 'store-sweep', store: 'sql', removed: 0 }, 'Sweeps expired rows out of SQLite: there were none.'],
    [{ kind: 'store-sweep', store: 'sql', removed: 1 }, 'Sweeps expired rows out of SQLite: 1 removed.'],
  ],
  visitor: [
    [{ kind: 'visitor', user: 'ada', role: 'user' }, 'ada is logged in, with the role user.'],
    [{ kind: 'visitor', user: null, role: null }, 'Nobody is logged in.'],
  ],
  'role-read': [
    [
      { kind: 'role-read', from: 'session', session: 'admin', database: 'user' },
      'Role from the session: admin, though the database says user.',
    ],
    [
      { kind: 'role-read', from: 'database', session: 'admin', database: 'user' },
      'Role from the database: user, whatever the session says (admin).',
    ],
    [{ kind: 'role-read', from: 'database', session: null, database: 'user' }, 'Role from the database: user.'],
  ],
  banned: [
    [{ kind: 'banned', user: 'ada', noticed: true }, 'ada is banned: this request is refused, which ends no session.'],
    [{ kind: 'banned', user: 'ada', noticed: false }, 'ada is banned, and the server does not notice.'],
  ],
  'csrf-passed': [
    [{ kind: 'csrf-passed', defence: 'none', how: '' }, 'Nothing is checked against CSRF.'],
    [{ kind: 'csrf-passed', defence: 'token', how: 'the token is ours' }, 'CSRF check passed: the token is ours.'],
  ],
  'csrf-refused': [
    [
      { kind: 'csrf-refused', defence: 'origin', why: 'Origin is another site.' },
      'CSRF check refused: Origin is another site.',
    ],
  ],
  refused: [
    [
      { kind: 'refused', status: 403, why: 'the back room is for staff' },
      'Refused with 403: the back room is for staff.',
    ],
  ],
  did: [[{ kind: 'did', what: 'adds Assam to the cart' }, 'Adds Assam to the cart.']],
  'id-issued': [[{ kind: 'id-issued', id: ID, generator: 'random' }, 'Gives out the id gZCG…0eeg (random).']],
  'id-renewed': [[{ kind: 'id-renewed', from: ID, to: '17' }, 'Gives a new id: 17 in place of gZCG…0eeg.']],
  'cookie-set': [[{ kind: 'cookie-set', name: 'sid', bytes: 25, line: '' }, 'Sets the cookie sid: 25 bytes.']],
  'cookie-too-big': [
    [
      { kind: 'cookie-too-big', name: 'session', bytes: 4097 },
      'The cookie session has 4,097 bytes: over 4,096 browsers ignore it and keep the old one.',
    ],
  ],
  'cookie-forgotten': [[{ kind: 'cookie-forgotten', name: 'sid' }, 'Tells the browser to forget the cookie sid.']],
  boundary: [[{ kind: 'boundary', what: 'left Domain out' }, 'At the boundary: left Domain out.']],
};

const table = Object.values(steps).flat() as [Step, string][];

test.each(table)('%o is said as "%s"', (step, sentence) => {
  expect(sentenceOf(step)).toBe(sentence);
  expect(sentence).toMatch(/[^.]\.$/);
});

test.each(Object.entries(CAUSES) as [LossCause, RegExp][])('a cookie lost by %s is told in words', (cause, words) => {
  const sentence = sentenceOf({ kind: 'did-not-come-back', name: 'sid', setIn: 3, causes: [cause] });
  expect(sentence).toMatch(words);
  expect(sentence).not.toContain(`${cause}.`);
});

test('a cookie that was lost for no known cause says so', () => {
  expect(sentenceOf({ kind: 'did-not-come-back', name: 'sid', setIn: 3, causes: [] })).toMatch(CAUSES.unknown);
});

test('what the server refuses is a refusal, and what it takes is none', () => {
  const refusals = table.filter(([step]) => isRefusal(step)).map(([step]) => step.kind);
  expect(new Set(refusals)).toEqual(
    new Set([
      'signature-differs',
      'seal-refused',
      'malformed',
      'id-unknown',
      'expired',
      'binding-differs',
      'banned',
      'csrf-refused',
      'refused',
    ]),
  );
  expect(isRefusal({ kind: 'id-unknown', id: ID, accepted: true })).toBe(false);
  expect(isRefusal({ kind: 'banned', user: 'ada', noticed: false })).toBe(false);
});

test('steps of the store are drawn in its lane, all others in the server’s', () => {
  for (const [step] of table) {
    expect(laneOf(step)).toBe('store' in step ? 'store' : 'server');
  }
});
