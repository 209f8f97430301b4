import 'server-only';
import pino from 'pino';
import { env } from './env';

const shared = globalThis as typeof globalThis & { sessionLabLog?: pino.Logger };

/** One line of JSON an event, UTC; to LOG_FILE or standard output. Synchronous, so that a killed process loses none. */
export function log(): pino.Logger {
  shared.sessionLabLog ??= pino(
    { base: null, timestamp: pino.stdTimeFunctions.isoTime },
    pino.destination({ dest: env().LOG_FILE ?? 1, mkdir: true, sync: true }),
  );
  return shared.sessionLabLog;
}

/** An error with where it came from, for the log and never for a page. */
export function errorText(error: unknown): string {
  return error instanceof Error ? (error.stack ?? String(error)) : String(error);
}
