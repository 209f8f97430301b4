import type { Mechanism, ServerPolicy } from '@/lib/shop/policy';
import { choice, KEYED, NEXT_COOKIE, NEXT_REQUEST, ofServer, SERVER, type Switch } from './switch';

export const mechanismSwitches: readonly Switch[] = [
  {
    name: 'mechanism',
    label: 'mechanism',
    group: 'Mechanism and store',
    // The cookie of before stays in the jar until another is set; without sessions none is.
    from: ({ mechanism }) => (mechanism === 'none' ? NEXT_REQUEST : NEXT_COOKIE),
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
        file: 'each session is a file: it outlives a restart, and once expired it lies there until a sweep removes it',
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
];
