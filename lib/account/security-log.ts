import 'server-only';
import { arrival } from '@/lib/http/arrival';
import { log } from '@/lib/log';

/** What an administrator may one day have to reconstruct. Never a password, a token or a cookie's value. */
export type SecurityEvent =
  | 'registered'
  | 'login'
  | 'login-failed'
  | 'login-throttled'
  | 'login-refused-over-http'
  | 'logout'
  | 'session-ended'
  | 'password-changed'
  | 'password-confirmation-failed'
  | 'password-confirmation-throttled'
  | 'account-deleted'
  | 'role-changed'
  | 'banned'
  | 'unbanned'
  | 'first-admin'
  | 'access-refused'
  | 'cookie-refused'
  | 'cross-site-refused'
  | 'database-unavailable';

/** One line for one event; JSON escapes whatever a visitor typed, so that a name cannot forge a second line. */
export function logSecurity(event: SecurityEvent, details: Record<string, unknown> = {}): void {
  const { id, address } = arrival();
  log().info({ event, request: id, address, ...details });
}
