import type { Step } from '@/lib/wire/step';
import type { SessionState } from '../state';

/** What a client-side session carries besides its state. Milliseconds since 1970 by the bench's clock. */
export interface CookieContent {
  state: SessionState;
  createdAt: number;
  /** When the cookie was written. */
  writtenAt: number;
}

/** The keys of a mechanism: the current one writes, all of them read. */
export interface Secrets {
  current: string;
  fallbacks: readonly string[];
}

/** What reading a cookie came to, and the step that says so on the wire. */
export type Reading = { content: CookieContent; step: Step } | { content: null; step: Step };

/**
 * How a client-side session is written into a cookie's value and read back. Reading never throws: whatever a visitor
 * sends is a content or a reason.
 */
export interface Codec {
  /** @param content what to write; `lifetimes` says whether the policy needs the times back */
  encode(content: CookieContent, secrets: Secrets, needs: { times: boolean }): string | Promise<string>;
  decode(value: string, secrets: Secrets): Reading | Promise<Reading>;
}
