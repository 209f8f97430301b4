import { connect, type Socket } from 'node:net';
import { env } from '@/lib/env';
import { announce, type Caller } from './caller';

/**
 * A connection to this very server.
 * @param caller whose it is; without one it counts as any browser's
 * @param localAddress another address of this machine to come from
 */
export function connectHere(caller?: Caller, localAddress?: string): Socket {
  const { PORT, HOST } = env();
  const host = HOST === '0.0.0.0' || HOST === '::' ? '127.0.0.1' : HOST;
  const socket = connect({ host, port: PORT, ...(localAddress !== undefined && { localAddress }) });
  if (caller) announce(socket, caller);
  return socket;
}
