import 'server-only';
import { env } from '@/lib/env';
import { log } from '@/lib/log';
import { inviteFirstAdmin } from './first-admin';
import { sweepSessions } from './sessions';
import { sweepThrottle } from './throttle';

async function sweep(): Promise<void> {
  try {
    await sweepSessions();
    await sweepThrottle();
  } catch (error) {
    log().error({ event: 'sweep-failed', error: String(error) });
  }
}

/** What the account app does by itself: deletes what is over, and invites a first administrator while there is none. */
export async function startHousekeeping(): Promise<void> {
  await sweep();
  setInterval(sweep, env().SWEEP_INTERVAL_SECONDS * 1000).unref();
  try {
    const path = await inviteFirstAdmin();
    if (path) console.log(`No administrator yet. Log in, then open this once: ${env().SITE_ORIGIN}${path}`);
  } catch (error) {
    log().error({ event: 'invitation-failed', error: String(error) });
  }
}
