import { capital } from './capital';
import { duration } from './duration';
import { saidCauses } from './loss-causes';
import { shortened } from './shortened';
import type { Step, StoreName } from './step';

/** What the stores are called in a sentence. */
export const storeNames: Record<StoreName, string> = {
  memory: 'memory',
  file: 'the files',
  sql: 'SQLite',
  level: 'LevelDB',
  redis: 'Redis',
};

const row = (key: string) => `row ${key.slice(0, 8)}`;
const count = (bytes: number) => bytes.toLocaleString('en');

/** Text that somebody else wrote, with one full stop at its end. */
const ended = (text: string) => `${text.trim().replace(/[.\s]+$/, '')}.`;

type Sentences = { [Kind in Step['kind']]: (step: Extract<Step, { kind: Kind }>) => string };

const sentences: Sentences = {
  'no-cookie': () => 'The request brings no session cookie.',
  'cookie-found': ({ name, bytes }) => `The request brings the cookie ${name}: ${count(bytes)} bytes.`,
  'cookie-repeated': ({ name, times }) => `The cookie ${name} came ${times} times in one request.`,
  'id-in-url': ({ name }) => `The id came in the address, as "${name}", where everybody who sees the address has it.`,
  'did-not-come-back': ({ name, setIn, causes }) =>
    `The cookie ${name} was set in exchange ${setIn}, but did not come back: ${saidCauses(causes)}.`,

  'read-plain': () => 'Reads the cookie as it is: nothing in it proves that it is unchanged.',
  'signature-matches': ({ secret }) =>
    secret === 'current'
      ? 'Signature matches: the payload is as the server wrote it.'
      : 'Signature matches with an old secret that is still accepted.',
  'signature-differs': () =>
    'Signature does not match: the payload was changed after signing, or another secret signed it. Anybody can change the text, but nobody can sign it without the secret.',
  'seal-opened': ({ secret }) =>
    secret === 'current'
      ? 'Seal opens: it is as the server wrote it.'
      : 'Seal opens with an old secret that is still accepted.',
  'seal-refused': ({ because }) =>
    because === 'integrity'
      ? 'Seal does not match: it was changed after sealing, or another secret sealed it.'
      : 'Seal is too old: the time written inside it is over.',
  malformed: ({ what }) => `Cannot be read: ${ended(what)}`,
  'id-hashed': ({ key }) => `Hashes the id: SHA-256 begins with ${key.slice(0, 8)}.`,
  'id-unknown': ({ id, accepted }) =>
    accepted
      ? `No session has the id ${shortened(id)}, and the server takes it all the same.`
      : `No session has the id ${shortened(id)}: the server does not take it.`,
  expired: ({ limit, allowedSeconds, overSeconds }) =>
    limit === 'idle'
      ? `Expired: ${duration(overSeconds)} past the idle limit of ${duration(allowedSeconds)}, counted from when it was last changed or prolonged.`
      : `Expired: ${duration(overSeconds)} past the absolute limit of ${duration(allowedSeconds)}, counted from when it began.`,
  'binding-differs': ({ binding, then, now }) =>
    binding === 'address'
      ? `Bound to another address: ${then} then, ${now} now.`
      : 'Bound to another browser: the User-Agent is not the one it began with.',

  'store-read': ({ store, key, row: found }) =>
    found === null || found === undefined
      ? `Looks for ${row(key)} in ${storeNames[store]}: there is none.`
      : `Finds ${row(key)} in ${storeNames[store]}.`,
  'store-write': ({ store, key, before }) =>
    before === null || before === undefined
      ? `Adds ${row(key)} to ${storeNames[store]}.`
      : `Writes ${row(key)} back to ${storeNames[store]}.`,
  'store-touch': ({ store, key }) => `Prolongs ${row(key)} in ${storeNames[store]} and leaves its state alone.`,
  'store-destroy': ({ store, key, before }) =>
    before === null || before === undefined
      ? `Destroys ${row(key)} in ${storeNames[store]}, where there was none.`
      : `Destroys ${row(key)} in ${storeNames[store]}.`,
  'store-sweep': ({ store, removed }) =>
    removed === 0
      ? `Sweeps expired rows out of ${storeNames[store]}: there were none.`
      : `Sweeps expired rows out of ${storeNames[store]}: ${count(removed)} removed.`,

  visitor: ({ user, role }) =>
    user === null ? 'Nobody is logged in.' : `${user} is logged in${role ? `, with the role ${role}` : ''}.`,
  'role-read': ({ from, session, database }) => {
    const [read, other] = from === 'session' ? [session, database] : [database, session];
    const begin = `Role from the ${from}: ${read ?? 'none'}`;
    if (read === other || other === null) return `${begin}.`;
    return from === 'session'
      ? `${begin}, though the database says ${other}.`
      : `${begin}, whatever the session says (${other}).`;
  },
  banned: ({ user, noticed }) =>
    noticed
      ? `${user} is banned: this request is refused, which ends no session.`
      : `${user} is banned, and the server does not notice.`,
  'csrf-passed': ({ defence, how }) =>
    defence === 'none' ? 'Nothing is checked against CSRF.' : `CSRF check passed: ${ended(how)}`,
  'csrf-refused': ({ why }) => `CSRF check refused: ${ended(why)}`,
  refused: ({ status, why }) => `Refused with ${status}: ${ended(why)}`,
  did: ({ what }) => capital(ended(what)),

  'id-issued': ({ id, generator }) => `Gives out the id ${shortened(id)} (${generator}).`,
  'id-renewed': ({ from, to }) => `Gives a new id: ${shortened(to)} in place of ${shortened(from)}.`,
  'cookie-set': ({ name, bytes }) => `Sets the cookie ${name}: ${count(bytes)} bytes.`,
  'cookie-too-big': ({ name, bytes }) =>
    `The cookie ${name} has ${count(bytes)} bytes: over 4,096 browsers ignore it and keep the old one.`,
  'cookie-forgotten': ({ name }) => `Tells the browser to forget the cookie ${name}.`,
  boundary: ({ what }) => `At the boundary: ${ended(what)}`,
};

/** One step of the server as a plain English sentence. */
export function sentenceOf(step: Step): string {
  // The table has a function for each kind, and TypeScript cannot tell that this one is the step's own.
  return (sentences[step.kind] as (step: Step) => string)(step);
}

/** The server said no here: drawn as the ink box with the barred circle. */
export function isRefusal(step: Step): boolean {
  switch (step.kind) {
    case 'signature-differs':
    case 'seal-refused':
    case 'malformed':
    case 'expired':
    case 'binding-differs':
    case 'csrf-refused':
    case 'refused':
      return true;
    case 'id-unknown':
      return !step.accepted;
    case 'banned':
      return step.noticed;
    default:
      return false;
  }
}

/** In which lane of the diagram a step is drawn: between server and store, or at the server. */
export function laneOf(step: Step): 'server' | 'store' {
  return step.kind.startsWith('store-') ? 'store' : 'server';
}
