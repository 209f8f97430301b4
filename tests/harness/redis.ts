import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { expect } from 'vitest';
import { freePort } from './server.ts';

/** A Redis of the test's own, to be paused, asked and killed. */
export async function startRedis() {
  const port = await freePort();
  const child = spawn('redis-server', ['--port', String(port), '--bind', '127.0.0.1', '--save', '']);
  const exited = once(child, 'exit');
  const end = async () => {
    child.kill('SIGKILL');
    await exited;
  };
  const ask = async (command: string) => {
    const socket = connect(port, '127.0.0.1');
    socket.write(`${command}\r\n`);
    const [answer] = await once(socket, 'data');
    socket.destroy();
    return String(answer).trim();
  };
  await expect.poll(() => ask('PING').catch(() => null), { timeout: 15_000 }).toBe('+PONG');
  return { url: `redis://127.0.0.1:${port}`, ask, end, [Symbol.asyncDispose]: end };
}
