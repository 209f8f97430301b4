import { readState } from '../state';
import type { Codec, Reading } from './codec';
import { sign, unsign } from './itsdangerous';
import { packPayload, unpackPayload } from './payload';
import { readTaggedJson, writeTaggedJson } from './tagged-json';
import { type CookieTimes, readTimes, toSeconds } from './times';

/**
 * Flask's session cookie: anyone can read it, and only who has the secret can write one. The signature covers the time
 * of writing; how old it may be is judged where sessions are opened.
 */
export const signed: Codec = {
  encode({ state, createdAt, writtenAt }, secrets, needs) {
    const fields = needs.times ? { ...state, since: toSeconds(createdAt) } : state;
    return sign(packPayload(writeTaggedJson(fields)), toSeconds(writtenAt), secrets.current);
  },

  decode(value, secrets) {
    const verdict = unsign(value, secrets);
    if (verdict.is === 'malformed') return malformed(verdict.what);
    if (verdict.is === 'differing') {
      const { given, expected } = verdict;
      return { content: null, step: { kind: 'signature-differs', given, expected } };
    }
    const json = unpackPayload(verdict.payload);
    if (json === null) return malformed('its signature matches, yet its payload does not inflate');
    const fields = readTaggedJson(json);
    if (typeof fields !== 'object' || fields === null || Array.isArray(fields)) {
      return malformed('its signature matches, yet its payload is no JSON object');
    }
    const state = readState(fields);
    const times = readTimes({ since: (fields as CookieTimes).since, seen: verdict.seconds });
    return { content: { state, ...times }, step: { kind: 'signature-matches', state, secret: verdict.secret } };
  },
};

const malformed = (what: string): Reading => ({ content: null, step: { kind: 'malformed', what } });
