import { connectHere } from '@/lib/bench/connect-here';

/** Where Mallory comes from when it is to be somewhere else. */
const SECOND_ADDRESS = '127.0.0.66';

/**
 * Another loopback address from which this server can be reached; null where there is none (macOS has only one), or
 * where the server does not listen on IPv4.
 */
export function secondAddress(): Promise<string | null> {
  return new Promise((resolve) => {
    const probe = connectHere(undefined, SECOND_ADDRESS);
    probe.once('error', () => resolve(null));
    probe.once('connect', () => {
      probe.destroy();
      resolve(SECOND_ADDRESS);
    });
  });
}
