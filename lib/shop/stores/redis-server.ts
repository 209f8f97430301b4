import { spawn } from 'node:child_process';
import { accessSync, constants, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

/** The redis-server that this machine has installed; undefined where there is none. */
export function findRedisServer(): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  return folders.map((folder) => join(folder, 'redis-server')).find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * A process that is killed cannot end what it has started. So a second one waits beside Redis for the end of its input,
 * a pipe from us that the system closes however we end, and then kills Redis and removes its folder.
 */
const UNTIL_THE_INPUT_ENDS = `
folder=$1 program=$2
shift 2
exec 3<&0
(cat <&3 >/dev/null; kill -KILL $$; rm -rf "$folder") &
exec "$program" "$@" 3<&- </dev/null
`;

export interface RedisServer {
  /** The Unix socket that it listens on, in a folder that only this user can enter. */
  socketPath: string;
  isRunning(): boolean;
  stop(): void;
}

/** Starts a Redis for this process alone: reached over no network, kept on no disk, ended when the process ends. */
export function startRedisServer(program: string): RedisServer {
  const folder = mkdtempSync(join(tmpdir(), 'session-lab-redis-'));
  const socketPath = join(folder, 'socket');
  const options = ['--port', '0', '--unixsocket', socketPath, '--unixsocketperm', '700', '--dir', folder];
  const inMemoryOnly = ['--save', '', '--appendonly', 'no', '--maxmemory', '256mb'];
  // In a process group of its own: Ctrl+C in the terminal is for us, who may still answer requests while we stop.
  const child = spawn(
    'sh',
    ['-c', UNTIL_THE_INPUT_ENDS, 'redis-server', folder, program, ...options, ...inMemoryOnly],
    { stdio: ['pipe', 'ignore', 'ignore'], detached: true },
  );
  child.unref();
  let isRunning = true;
  const ended = () => {
    isRunning = false;
    child.stdin?.destroy();
  };
  child.on('error', ended);
  child.on('exit', ended);
  return { socketPath, isRunning: () => isRunning, stop: () => child.stdin?.destroy() };
}
