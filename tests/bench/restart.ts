import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { request } from '../harness/http.ts';
import { freePort, randomSecret, templateDatabase } from '../harness/server.ts';
import { atMost, type Measurement, median } from './figures.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const STARTS = 3;
const LIMIT_SECONDS = 30;

/** Seconds from `npm start` to the first 200 of /api/health. */
async function secondsToStart(databaseFile: string): Promise<number> {
  const port = await freePort();
  const began = performance.now();
  // A process group of its own, so that npm and what it started end together.
  const child = spawn('npm', ['start'], {
    cwd: root,
    detached: true,
    stdio: 'ignore',
    env: {
      ...process.env,
      PORT: String(port),
      DATABASE_URL: `file:${databaseFile}`,
      SESSION_SECRETS: `1:${randomSecret()}`,
      PASSWORD_PEPPER: randomSecret(),
    },
  });
  const ended = once(child, 'close');
  try {
    for (;;) {
      const status = await request({ port }, { path: '/api/health' }).then(
        (answer) => answer.status,
        () => 0,
      );
      const seconds = (performance.now() - began) / 1000;
      if (status === 200) return seconds;
      if (seconds > LIMIT_SECONDS || child.exitCode !== null) throw new Error('npm start does not answer.');
      await sleep(20);
    }
  } finally {
    if (child.pid && child.exitCode === null) process.kill(-child.pid, 'SIGTERM');
    await ended;
  }
}

/** How long a server that is prepared takes to be there again. */
export async function restart(): Promise<Measurement> {
  const folder = mkdtempSync(join(tmpdir(), 'session-lab-restart-'));
  try {
    const databaseFile = join(folder, 'bench.db');
    copyFileSync(await templateDatabase(), databaseFile);
    await secondsToStart(databaseFile);
    const times: number[] = [];
    for (let start = 0; start < STARTS; start++) times.push(await secondsToStart(databaseFile));
    return {
      how: `npm start where everything is prepared, until /api/health says 200: the median of ${STARTS}, after one that is not counted.`,
      figures: [{ what: 'npm start answers after', ...atMost(median(times), 3, 1, 's') }],
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
