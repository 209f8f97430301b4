import { createHmac } from 'node:crypto';
import { readState } from '../state';
import type { Codec, CookieContent, Reading } from './codec';

/** Stand-ins. */
const pack = (content: CookieContent) => Buffer.from(JSON.stringify(content)).toString('base64url');

function unpack(text: string, step: Reading['step']): Reading {
  try {
    const { state, createdAt, writtenAt } = JSON.parse(Buffer.from(text, 'base64url').toString());
    return { content: { state: readState(state), createdAt, writtenAt }, step };
  } catch {
    return { content: null, step: { kind: 'malformed', what: 'it is no JSON' } };
  }
}

const mac = (text: string, key: string) => createHmac('sha256', key).update(text).digest('base64url');

const keyed: Codec = {
  encode: (content, secrets) => `${pack(content)}.${mac(pack(content), secrets.current)}`,
  decode: (value, secrets) => {
    const [text = '', given = ''] = value.split('.');
    const expected = mac(text, secrets.current);
    if (given !== expected) return { content: null, step: { kind: 'signature-differs', given, expected } };
    return unpack(text, { kind: 'signature-matches', state: null, secret: 'current' });
  },
};

const plain: Codec = {
  encode: (content) => pack(content),
  decode: (value) => unpack(value, { kind: 'read-plain', state: null }),
};

export const codecs: Record<'plain' | 'signed' | 'encrypted', Codec> = { plain, signed: keyed, encrypted: keyed };
