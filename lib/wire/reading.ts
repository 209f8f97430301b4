import { decodeBase64Url } from './base64url';

/** What a cookie's owner can read of its value without any key. */
export interface OwnersReading {
  /** What kind of value it is. */
  what: string;
  text: string;
  /** `text` is the content itself, not a remark about it. */
  isContent: boolean;
}

/** Flask's session: payload, time, signature. A dot in front says that the payload is compressed. */
export const SIGNED = /^(\.?[A-Za-z0-9_-]+)\.([A-Za-z0-9_-]+)\.([A-Za-z0-9_-]{20,86})$/;

/** The fields of an iron seal, https://github.com/hapijs/iron. iron-session adds "~2". */
const SEAL = /^(Fe26\.2)\*([^*]*)\*([^*]+)\*([^*]+)\*([^*]+)\*(\d*)\*([^*]+)\*([^*~]+)(~\d+)?$/;

/**
 * What anybody who has a cookie's value can read in it, without key, store or server. Runs in browser and server alike.
 * @returns null where it is nothing that can be told
 */
export function readByOwner(value: string): OwnersReading | null {
  if (value === '') return null;
  return readSeal(value) ?? readSigned(value) ?? readJson(value) ?? readFields(value) ?? readId(value);
}

function readSeal(value: string): OwnersReading | null {
  const fields = SEAL.exec(percentDecoded(value));
  if (!fields) return null;
  const [, version, id, , , , expiry] = fields;
  const ends = expiry ? `good until ${written(Number(expiry))}` : 'no expiry written outside';
  const key = id ? `password number ${id}` : 'no password number';
  return { what: 'an iron seal', text: `version ${version}, ${key}, ${ends}; the rest is sealed`, isContent: false };
}

function readSigned(value: string): OwnersReading | null {
  const payload = SIGNED.exec(value)?.[1];
  if (!payload) return null;
  if (payload.startsWith('.')) {
    return {
      what: 'a signed payload, compressed',
      text: 'JSON, packed with zlib: no key is needed to unpack it',
      isContent: false,
    };
  }
  const text = decodeBase64Url(payload);
  return text !== null && isJson(text) ? { what: 'a signed payload', text, isContent: true } : null;
}

function readJson(value: string): OwnersReading | null {
  const text = percentDecoded(value);
  if (/^[{[]/.test(text) && isJson(text)) return { what: 'JSON as text', text, isContent: true };
  const decoded = decodeBase64Url(text.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, ''));
  return decoded !== null && /^[{[]/.test(decoded) && isJson(decoded)
    ? { what: 'JSON in base64', text: decoded, isContent: true }
    : null;
}

function readFields(value: string): OwnersReading | null {
  const text = value.includes('=') ? value : percentDecoded(value);
  if (!/^[A-Za-z_][\w.-]*=/.test(text)) return null;
  const fields = [...new URLSearchParams(text)].map(([name, field]) => `${name}: ${field}`);
  return { what: 'fields as text', text: fields.join('\n'), isContent: true };
}

/** An id is only a reference: what it refers to stands elsewhere. */
function readId(value: string): OwnersReading | null {
  const digits = /^\d{1,16}$/.test(value);
  if (digits && value.length === 13)
    return { what: 'a time', text: `${written(Number(value))}, in milliseconds`, isContent: false };
  if (digits)
    return { what: 'a number', text: 'a number that was counted up: its neighbours are ids too', isContent: false };
  if (!/^[A-Za-z0-9_-]{16,128}$/.test(value)) return null;
  return { what: 'an id', text: `${value.length} characters that mean nothing by themselves`, isContent: false };
}

/**
 * The time in a Flask cookie: seconds since 1970, big-endian, as short as they can be written.
 * @returns null where it is no such time
 */
export function signedAt(time: string): string | null {
  if (!/^[A-Za-z0-9_-]{1,8}$/.test(time)) return null;
  try {
    const bytes = atob(time.replaceAll('-', '+').replaceAll('_', '/'));
    return written(Array.from(bytes).reduce((sum, byte) => sum * 256 + byte.charCodeAt(0), 0) * 1000);
  } catch {
    return null;
  }
}

function written(milliseconds: number): string {
  const date = new Date(milliseconds);
  return Number.isNaN(date.getTime())
    ? 'no time that there is'
    : `${date.toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}

function percentDecoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
