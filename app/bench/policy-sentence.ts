import type { SessionPolicy } from '@/lib/shop/policy';
import { storeNames } from '@/lib/wire/sentence';

/**
 * A policy in one sentence, the lecture's word first. `{browser}` is an actor, `*…*` is what the switches decided
 * (drawn by _parts/told.tsx).
 */
export function policySentence(policy: SessionPolicy): string {
  switch (policy.mechanism) {
    case 'none':
      return 'No session: the {browser} brings *nothing*, and the {server} keeps *nothing*; each request stands alone.';
    case 'plain':
      return `Client-side, in clear: the {browser} holds *the whole session as text* in a {cookie}; its owner can *read and rewrite* it, and the {server} keeps nothing.`;
    case 'signed':
      return `Client-side, signed: the {browser} holds *the whole session* in a {cookie}; whoever holds it can read it, ${whoHasTheSecret(policy)} can write it, and logging out *ends nothing on the server*.`;
    case 'encrypted':
      return `Client-side, encrypted: the {browser} holds *the whole session, sealed*, in a {cookie}; ${whoHasTheSecret(policy)} can read and write it, and logging out *ends nothing on the server*.`;
    case 'server': {
      const id = policy.idGenerator === 'random' ? 'a random id' : 'an id that can be guessed';
      const carrier = policy.carrier === 'cookie' ? 'in a {cookie}' : 'in *every address*';
      const login = policy.renewAtLogin ? 'login gives *a new id*' : 'login *keeps the id*';
      const logout = policy.logout === 'destroy' ? 'logging out *destroys the row*' : 'logging out *leaves the row*';
      return `Server-side: the {browser} holds *${id}* ${carrier}, the {server} keeps the state in *${storeNames[policy.store]}*, ${login}, ${logout}.`;
    }
  }
}

function whoHasTheSecret({ secretStrength }: { secretStrength: 'weak' | 'strong' }): string {
  return secretStrength === 'weak'
    ? 'the {server}, and whoever guesses *its secret from a word list*,'
    : 'only the {server} with *its secret*';
}

/** The sentence for those who listen, and for tests. */
export function inPlainText(told: string): string {
  return told.replace(/\{mallory\}/g, 'Mallory').replace(/[{}*]/g, '');
}
