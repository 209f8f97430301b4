import { setDefaultResultOrder } from 'node:dns';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readSettings, type Settings, SettingsError } from '../lib/env.ts';
import { watchArrivals } from '../lib/http/watch-arrivals.ts';

/**
 * Checks the settings, then runs Next in this very process: a signal to it reaches the server, and no orphan keeps the
 * port. `node scripts/start.ts` serves what was built, `node scripts/start.ts dev` the sources as they change.
 */

const SHUTDOWN_LIMIT_MS = 10_000;

function checkedSettings(): Settings {
  try {
    return readSettings(process.env);
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    console.error(`Session Lab cannot start:\n${error.message}`);
    process.exit(1);
  }
}

/** Being asked to stop is no failure, but Next ends with 128 and the signal's number. */
function endWithZeroWhenAskedToStop(): void {
  const askedToStop = () => {
    process.on('exit', () => {
      process.exitCode = 0;
    });
    // One client that never finishes must not hold the shutdown for ever.
    setTimeout(() => process.exit(), SHUTDOWN_LIMIT_MS).unref();
  };
  process.once('SIGTERM', askedToStop);
  process.once('SIGINT', askedToStop);
}

const root = fileURLToPath(new URL('..', import.meta.url));
const command = process.argv[2] === 'dev' ? 'dev' : 'start';

process.chdir(root);
if (existsSync(join(root, '.env'))) process.loadEnvFile(join(root, '.env'));
const { HOST, PORT, SITE_ORIGIN } = checkedSettings();

endWithZeroWhenAskedToStop();
process.env.NEXT_TELEMETRY_DISABLED = '1';
// Before the port opens: the first request may come before Next has run instrumentation.ts.
watchArrivals();
console.log(`Session Lab starts. Open ${SITE_ORIGIN}`);
// Next itself says "localhost" for 127.0.0.1 in some places only, and then takes its own rewrites for another host's.
setDefaultResultOrder('ipv4first');
const hostname = HOST === '127.0.0.1' ? 'localhost' : HOST;
process.argv = [process.execPath, 'next', command, '--hostname', hostname, '--port', String(PORT)];
await import('next/dist/bin/next');
