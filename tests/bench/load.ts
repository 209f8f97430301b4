import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { promisify } from 'node:util';

const autocannon = createRequire(import.meta.url).resolve('autocannon');

/** How many requests are under way at once. */
export const CONNECTIONS = 16;

/** A page as some visitor asks for it. */
export interface Target {
  port: number;
  path: string;
  cookies?: string;
}

/** Asks for a page again and again, from a process of its own. @returns answers per second, all of them 200 */
export async function requestsPerSecond({ port, path, cookies }: Target, seconds: number): Promise<number> {
  const { stdout } = await promisify(execFile)(process.execPath, [
    autocannon,
    '--json',
    ...['--connections', String(CONNECTIONS), '--duration', String(seconds)],
    ...(cookies ? ['--headers', `Cookie: ${cookies}`] : []),
    `http://127.0.0.1:${port}${path}`,
  ]);
  const result = JSON.parse(stdout) as { '2xx': number; non2xx: number; errors: number; duration: number };
  if (result.non2xx + result.errors > 0 || result['2xx'] === 0) {
    throw new Error(`${path}: ${result.non2xx} answers were not 2xx, and ${result.errors} requests failed.`);
  }
  return result['2xx'] / result.duration;
}
