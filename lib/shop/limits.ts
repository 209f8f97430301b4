import type { Step } from '@/lib/wire/step';
import { REMEMBER_SECONDS, type SessionPolicy } from './policy';
import type { SessionState } from './state';

/** What a limit is reckoned from. Milliseconds since 1970 by the bench's clock. */
export interface TimedSession {
  state: SessionState;
  createdAt: number;
  /** When it was last used, or last written where use does not prolong it. */
  seenAt: number;
}

const isRemembered = (policy: SessionPolicy, state: SessionState) => policy.remember && state.remember === true;

/** How long a session may lie idle, in seconds; null where it may for ever. */
function idleSeconds(policy: SessionPolicy, state: SessionState): number | null {
  return isRemembered(policy, state) ? REMEMBER_SECONDS : policy.idleSeconds;
}

/** How long the browser is asked to keep the cookie, in seconds; null until it is closed. */
export function cookieLifetime(policy: SessionPolicy, state: SessionState): number | null {
  return isRemembered(policy, state) ? REMEMBER_SECONDS : policy.cookie.maxAgeSeconds;
}

/**
 * True where limits can only be held if a client-side session carries its times. A signed cookie says by itself when it
 * was written, as Flask's does, and needs no more than that for an idle limit.
 */
export function needsTimes(policy: SessionPolicy): boolean {
  if (policy.mechanism === 'signed') return policy.absoluteSeconds !== null;
  return policy.idleSeconds !== null || policy.absoluteSeconds !== null || policy.remember;
}

/**
 * Why a session is over, or null where it is not. Reckoned when the session is read: clearing up what is over only
 * saves space.
 */
export function overLimit(policy: SessionPolicy, session: TimedSession, now: number): Step | null {
  const idle = idleSeconds(policy, session.state);
  return over('idle', idle, session.seenAt, now) ?? over('absolute', policy.absoluteSeconds, session.createdAt, now);
}

function over(limit: 'idle' | 'absolute', allowed: number | null, since: number, now: number): Step | null {
  if (allowed === null) return null;
  const seconds = Math.floor((now - since) / 1000);
  return seconds < allowed ? null : { kind: 'expired', limit, allowedSeconds: allowed, overSeconds: seconds - allowed };
}

/** From when on {@link overLimit} refuses it unless it is used again; null where it never does. */
export function endOf(policy: SessionPolicy, { state, createdAt, seenAt }: TimedSession): number | null {
  const idle = idleSeconds(policy, state);
  const ends = [
    ...(idle === null ? [] : [seenAt + idle * 1000]),
    ...(policy.absoluteSeconds === null ? [] : [createdAt + policy.absoluteSeconds * 1000]),
  ];
  return ends.length > 0 ? Math.min(...ends) : null;
}
