import { decodeBase64Url, encodeBase64Url } from './base64url';
import { SIGNED } from './reading';

/** The part of a cookie's value that its owner can rewrite with understanding. */
export interface Rewritable {
  text: string;
  /** The whole value with this text in place of the old one. A signature stays the old one: nobody can make a new one. */
  rewrite(text: string): string;
}

/**
 * What an attacker without any key can do to a value: read its payload, change it, put it back.
 * @returns null for ids and seals, of which nothing can be read
 */
export function rewritable(value: string): Rewritable | null {
  return signedPayload(value) ?? plainText(value);
}

function signedPayload(value: string): Rewritable | null {
  const [, payload, time, signature] = SIGNED.exec(value) ?? [];
  if (!payload || payload.startsWith('.')) return null;
  const text = decodeBase64Url(payload);
  if (text === null || !text.startsWith('{')) return null;
  return { text, rewrite: (changed) => `${encodeBase64Url(changed)}.${time}.${signature}` };
}

function plainText(value: string): Rewritable | null {
  if (/^[A-Za-z_][\w.-]*=/.test(value)) {
    // Fields as HTML forms send them, one a line.
    const text = [...new URLSearchParams(value)].map(([name, field]) => `${name}=${field}`).join('\n');
    return { text, rewrite: (changed) => encodedFields(changed) };
  }
  if (!/^(%7B|\{|[A-Za-z_][\w.-]*%3D)/i.test(value)) return null;
  try {
    return { text: decodeURIComponent(value), rewrite: encodeURIComponent };
  } catch {
    return null;
  }
}

function encodedFields(text: string): string {
  const fields = text
    .split('\n')
    .filter(Boolean)
    .map((line) => {
      const at = line.indexOf('=');
      return at < 0 ? [line, ''] : [line.slice(0, at), line.slice(at + 1)];
    });
  return new URLSearchParams(fields).toString();
}
