import { deflateSync, inflateSync } from 'node:zlib';

/**
 * A payload as itsdangerous' URLSafeSerializer writes it: base64url, and where zlib makes the text shorter, a dot and
 * base64url of the compressed text.
 */

/** A few bytes can inflate to gigabytes; no session is near this. */
const MAX_BYTES = 64 * 1024;

export function packPayload(text: string): string {
  const bytes = Buffer.from(text);
  const compressed = deflateSync(bytes);
  // One byte less pays only for the dot; itsdangerous decides the same way.
  const isShorter = compressed.length < bytes.length - 1;
  return isShorter ? `.${compressed.toString('base64url')}` : bytes.toString('base64url');
}

/** @returns null where it does not inflate, or to more than 64 KB */
export function unpackPayload(payload: string): string | null {
  if (!payload.startsWith('.')) return Buffer.from(payload, 'base64url').toString();
  try {
    return inflateSync(Buffer.from(payload.slice(1), 'base64url'), { maxOutputLength: MAX_BYTES }).toString();
  } catch {
    return null;
  }
}
