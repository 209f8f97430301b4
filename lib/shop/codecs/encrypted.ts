import { sealData, unsealData } from 'iron-session';
import { readState } from '../state';
import type { Codec } from './codec';
import { type CookieTimes, readTimes, toSeconds } from './times';

/** `Fe26.2*id of the password*salt*iv*encrypted*expiry*salt*authentication code` and iron-session's own `~2`. */
const SEAL = /^Fe26\.2\*(?<id>\d{1,9})(?:\*[^*]*){6}$/;

/** Seals that end by themselves end by the machine's clock; a session here ends by the bench's, so they never do. */
const NEVER = 0;

/**
 * iron-session's seal, made and opened by iron-session itself: nobody without the secret can read or write one.
 * Writing throws where the secret has fewer than 32 characters (`secretFlaw` says so beforehand).
 */
export const encrypted: Codec = {
  encode({ state, createdAt, writtenAt }, secrets, needs) {
    const times = needs.times ? { since: toSeconds(createdAt), seen: toSeconds(writtenAt) } : {};
    return sealData({ ...state, ...times }, { password: secrets.current, ttl: NEVER });
  },

  async decode(value, secrets) {
    const id = SEAL.exec(value)?.groups?.id;
    if (id === undefined) {
      return { content: null, step: { kind: 'malformed', what: 'it is not the eight parts of a seal' } };
    }
    let because: 'integrity' | 'expired' = 'integrity';
    for (const secret of [secrets.current, ...secrets.fallbacks]) {
      let isOpen = true;
      // Whichever number its password had where it was sealed, only the password itself opens it.
      const fields = await unsealData<unknown>(value, {
        password: { [id]: secret },
        onUnsealError: (reason) => {
          isOpen = false;
          if (reason === 'expired') because = 'expired';
        },
      });
      if (!isOpen) continue;
      const state = readState(fields);
      const content = { state, ...readTimes(fields as CookieTimes) };
      const which = secret === secrets.current ? 'current' : 'fallback';
      return { content, step: { kind: 'seal-opened', state, secret: which } };
    }
    return { content: null, step: { kind: 'seal-refused', because } };
  },
};
