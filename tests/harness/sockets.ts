import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import type { Server } from './server.ts';

/** What a socket of a server is, by the two states that count here (Linux, `include/net/tcp_states.h`). */
const STATES: Record<string, 'listening' | 'connected'> = { '0A': 'listening', '01': 'connected' };

/**
 * The TCP sockets that a server's process holds, as Linux tells: "listening 127.0.0.1:3000" and how many are connected.
 */
export function socketsOf(server: Server): { listening: number[]; connected: number } {
  const folder = `/proc/${server.pid()}/fd`;
  const own = new Set(
    readdirSync(folder).flatMap((name) => {
      try {
        return /^socket:\[(\d+)\]$/.exec(readlinkSync(`${folder}/${name}`))?.[1] ?? [];
      } catch {
        // Closed meanwhile.
        return [];
      }
    }),
  );
  const listening: number[] = [];
  let connected = 0;
  for (const table of ['tcp', 'tcp6']) {
    for (const line of readFileSync(`/proc/${server.pid()}/net/${table}`, 'utf8').split('\n').slice(1)) {
      const [, local = '', , state = '', , , , , , inode = ''] = line.trim().split(/\s+/);
      if (!own.has(inode)) continue;
      if (STATES[state] === 'listening') listening.push(Number.parseInt(local.split(':')[1] ?? '', 16));
      if (STATES[state] === 'connected') connected += 1;
    }
  }
  return { listening, connected };
}
