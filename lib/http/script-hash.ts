import { createHash } from 'node:crypto';

/** As a content security policy names a script: `'sha256-…'`. @see https://www.w3.org/TR/CSP3/#grammardef-hash-source */
export function scriptHash(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}
