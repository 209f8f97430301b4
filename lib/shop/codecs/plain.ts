import { readState, type SessionState, stateFields } from '../state';
import type { Codec } from './codec';
import { readTimes, toSeconds } from './times';

/**
 * The session as readable text, `user=ada&role=user&visits=3`: fields as HTML forms send them (URL Standard,
 * application/x-www-form-urlencoded), which need no character that a cookie's value may not have (RFC 6265bis, 4.1.1).
 * Nothing protects it: whoever holds the cookie rewrites it.
 */
export const plain: Codec = {
  encode({ state, createdAt, writtenAt }, _secrets, needs) {
    const fields = new URLSearchParams();
    for (const [name, value] of Object.entries(state)) if (value !== undefined) fields.set(name, write(value));
    if (needs.times) {
      fields.set('since', String(toSeconds(createdAt)));
      fields.set('seen', String(toSeconds(writtenAt)));
    }
    return fields.toString();
  },

  decode(value) {
    const fields = new URLSearchParams(value);
    const names = Object.keys(stateFields) as (keyof SessionState)[];
    if (value !== '' && ![...names, 'since', 'seen'].some((name) => fields.has(name))) {
      return { content: null, step: { kind: 'malformed', what: 'it holds no field of a session, such as user=ada' } };
    }
    const given = names.map((name) => [name, read(name, fields.get(name))]);
    const state = readState(Object.fromEntries(given));
    const times = readTimes({ since: number(fields.get('since')), seen: number(fields.get('seen')) });
    return { content: { state, ...times }, step: { kind: 'read-plain', state } };
  },
};

/** A list is its items with commas between; a comma within an item is escaped, so that it comes back as it was. */
function write(value: string | number | true | string[]): string {
  if (!Array.isArray(value)) return String(value);
  return value.map((item) => item.replaceAll('%', '%25').replaceAll(',', '%2C')).join(',');
}

function read(name: keyof SessionState, text: string | null): unknown {
  if (text === null) return undefined;
  if (name === 'visits') return number(text);
  if (name === 'remember') return text === 'true' || undefined;
  if (name === 'cart') return list(text);
  return text;
}

function number(text: string | null): number | undefined {
  return text !== null && /^\d{1,13}$/.test(text) ? Number(text) : undefined;
}

function list(text: string): string[] {
  if (text === '') return [];
  return text.split(',').map((item) => item.replaceAll('%2C', ',').replaceAll('%25', '%'));
}
