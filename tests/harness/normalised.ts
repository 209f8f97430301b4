import type { Answer } from './http.ts';

/** What is new in every answer: the nonce and the time. */
const NONCE = /nonce-[\w+/=]{22,24}|nonce="[\w+/=]{22,24}"|"nonce":"[\w+/=]{22,24}"|\\"nonce\\":\\"[\w+/=]{22,24}\\"/g;

/**
 * An answer as it can be compared with another.
 * @param own texts that only this one was asked with, such as a user name
 */
export function normalised({ status, rawHeaders, body }: Answer, ...own: string[]) {
  const plain = (text: string) =>
    own.reduce((rest, word) => rest.replaceAll(word, 'OWN'), text).replaceAll(NONCE, 'NONCE');
  const headers = rawHeaders.filter(([name]) => name.toLowerCase() !== 'date');
  return { status, headers: headers.map(([name, value]) => `${name}: ${plain(value)}`), body: plain(body) };
}
