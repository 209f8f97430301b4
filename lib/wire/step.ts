/**
 * What the server did with one request, in order. Each kind carries what is needed to say it in one plain sentence
 * (`sentence.ts`) and to draw it (the page). Values are shown to the bench's owner alone, so nothing is masked here.
 */
export type Step =
  // What the request brought.
  | { kind: 'no-cookie' }
  | { kind: 'cookie-found'; name: string; value: string; bytes: number }
  | { kind: 'cookie-repeated'; name: string; times: number }
  | { kind: 'id-in-url'; name: string; value: string }
  | { kind: 'did-not-come-back'; name: string; setIn: number; causes: LossCause[] }
  // How it was read, or why it was not.
  | { kind: 'read-plain'; state: unknown }
  | { kind: 'signature-matches'; state: unknown; secret: 'current' | 'fallback' }
  | { kind: 'signature-differs'; given: string; expected: string }
  | { kind: 'seal-opened'; state: unknown; secret: 'current' | 'fallback' }
  | { kind: 'seal-refused'; because: 'integrity' | 'expired' }
  | { kind: 'malformed'; what: string }
  | { kind: 'id-hashed'; id: string; key: string }
  | { kind: 'id-unknown'; id: string; accepted: boolean }
  | { kind: 'expired'; limit: 'idle' | 'absolute'; allowedSeconds: number; overSeconds: number }
  | { kind: 'binding-differs'; binding: 'user-agent' | 'address'; then: string; now: string }
  // The store.
  | { kind: 'store-read'; store: StoreName; key: string; row: unknown }
  | { kind: 'store-write'; store: StoreName; key: string; before: unknown; after: unknown }
  | { kind: 'store-touch'; store: StoreName; key: string }
  | { kind: 'store-destroy'; store: StoreName; key: string; before: unknown }
  | { kind: 'store-sweep'; store: StoreName; removed: number }
  // Who it is, and what they may do.
  | { kind: 'visitor'; user: string | null; role: string | null }
  | { kind: 'role-read'; from: 'session' | 'database'; session: string | null; database: string | null }
  | { kind: 'banned'; user: string; noticed: boolean }
  | { kind: 'csrf-passed'; defence: CsrfDefence; how: string }
  | { kind: 'csrf-refused'; defence: CsrfDefence; why: string }
  | { kind: 'refused'; status: number; why: string }
  | { kind: 'did'; what: string }
  // What leaves.
  | { kind: 'id-issued'; id: string; generator: string }
  | { kind: 'id-renewed'; from: string; to: string }
  | { kind: 'cookie-set'; name: string; bytes: number; line: string }
  | { kind: 'cookie-too-big'; name: string; bytes: number }
  | { kind: 'cookie-forgotten'; name: string }
  | { kind: 'boundary'; what: string };

export type StoreName = 'memory' | 'file' | 'sql' | 'level' | 'redis';
export type CsrfDefence = 'none' | 'token' | 'origin' | 'fetch-metadata';

/** Why a cookie that was set is missing from the next request; `unknown` when nothing in its attributes explains it. */
export type LossCause =
  | 'secure-over-http'
  | 'too-big'
  | 'prefix'
  | 'path'
  | 'domain'
  | 'none-without-secure'
  | 'cross-site'
  | 'max-age-over'
  | 'unknown';

/** A step as it was recorded. */
export type RecordedStep = Step & { micros: number };
