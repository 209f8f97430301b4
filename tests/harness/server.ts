import { type ChildProcess, spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { variables } from '../../lib/env.ts';
import { request } from './http.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const START_LIMIT_MS = 45_000;
const STOP_LIMIT_MS = 15_000;

export interface Exit {
  code: number | null;
  signal: NodeJS.Signals | null;
}

/** One run of `node scripts/start.ts`. */
export interface Launched {
  process: ChildProcess;
  /** What it has printed so far, standard output and errors together. */
  log(): string;
  exited: Promise<Exit>;
}

export interface ServerOptions {
  /** Settings that differ from the harness's own. */
  env?: Record<string, string>;
  /** Serve the sources with `next dev` instead of what was built. */
  dev?: boolean;
  /** Where a copy of the project is, to start that instead. */
  folder?: string;
}

export interface Server extends AsyncDisposable {
  /** `http://session.localhost:PORT`, which browsers resolve and Node does not. */
  origin: string;
  port: number;
  databaseFile: string;
  /** An absolute address on the site. */
  url(path: string): string;
  log(): string;
  /** The settings it was started with. */
  settings(): Record<string, string>;
  /** The process that runs now; a restart gives it another number. */
  pid(): number;
  /** Stops it and starts it again on the same port and database, with these settings changed. */
  restart(env?: Record<string, string>): Promise<void>;
  /** Sends a signal and waits for the end. */
  kill(signal: NodeJS.Signals): Promise<Exit>;
  /** Ends it and removes its files. */
  stop(): Promise<void>;
}

export const randomSecret = () => randomBytes(32).toString('hex');

/**
 * Starts the app with exactly these settings: neither the developer's environment nor the .env file adds any, since
 * a variable that is set, even to nothing, wins over the file.
 */
export function launch(env: Record<string, string>, dev = false, folder = root): Launched {
  const unset = Object.fromEntries(Object.keys(variables.shape).map((name) => [name, '']));
  const { PATH = '', HOME = '', TMPDIR = '' } = process.env;
  const child = spawn(process.execPath, ['scripts/start.ts', ...(dev ? ['dev'] : [])], {
    cwd: folder,
    env: { PATH, HOME, ...(TMPDIR && { TMPDIR }), ...unset, ...env } as unknown as NodeJS.ProcessEnv,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  // A test run that is cut off leaves no server behind.
  const end = () => child.kill('SIGKILL');
  process.once('exit', end);
  let text = '';
  child.stdout.on('data', (data) => {
    text += data;
  });
  child.stderr.on('data', (data) => {
    text += data;
  });
  const exited = once(child, 'close').then(([code, signal]): Exit => {
    process.off('exit', end);
    return { code, signal };
  });
  return { process: child, log: () => text, exited };
}

export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}

/** A new database is a copy of this migrated one, made anew when a migration changes. */
export async function templateDatabase(): Promise<string> {
  const migrations = join(root, 'prisma', 'migrations');
  const hash = createHash('sha256');
  for (const name of readdirSync(migrations, { recursive: true, encoding: 'utf8' }).sort()) {
    hash.update(name);
    if (name.endsWith('.sql')) hash.update(readFileSync(join(migrations, name)));
  }
  const folder = join(root, 'node_modules', '.cache', 'session-lab');
  const template = join(folder, `template-${hash.digest('hex').slice(0, 16)}.db`);
  if (!existsSync(template)) {
    mkdirSync(folder, { recursive: true });
    // Several test files may come here at once: each makes one, the last to be done stays.
    const draft = join(folder, `draft-${randomBytes(8).toString('hex')}.db`);
    const { migrate } = await import('../../scripts/migrate.ts');
    await migrate(`file:${draft}`);
    renameSync(draft, template);
  }
  return template;
}

/** Starts the built app on a free port, with a fresh database and secrets of its own. */
export async function startServer({ env = {}, dev = false, folder: project }: ServerOptions = {}): Promise<Server> {
  const folder = mkdtempSync(join(tmpdir(), 'session-lab-'));
  const databaseFile = join(folder, 'test.db');
  copyFileSync(await templateDatabase(), databaseFile);
  const port = Number(env.PORT ?? (await freePort()));
  let settings: Record<string, string> = {
    SESSION_SECRETS: `1:${randomSecret()}`,
    PASSWORD_PEPPER: randomSecret(),
    DATABASE_URL: `file:${databaseFile}`,
    BENCH_DATA: join(folder, 'benches'),
    PORT: String(port),
    BCRYPT_COST: '10',
    ...env,
  };
  let launched: Launched;
  let earlierLog = '';

  async function start(): Promise<void> {
    launched = launch(settings, dev, project);
    let ended = false;
    void launched.exited.then(() => {
      ended = true;
    });
    const limit = Date.now() + START_LIMIT_MS;
    while (!(await answers(port))) {
      if (ended) throw new Error(`The server ended at its start:\n${launched.log()}`);
      if (Date.now() > limit) {
        await kill('SIGKILL');
        throw new Error(`The server does not answer:\n${launched.log()}`);
      }
      await sleep(25);
    }
  }

  async function kill(signal: NodeJS.Signals): Promise<Exit> {
    launched.process.kill(signal);
    const force = setTimeout(() => launched.process.kill('SIGKILL'), STOP_LIMIT_MS);
    const exit = await launched.exited;
    clearTimeout(force);
    return exit;
  }

  async function stop(): Promise<void> {
    await kill('SIGTERM');
    rmSync(folder, { recursive: true, force: true });
  }

  const origin = `http://session.localhost:${port}`;
  await start();
  return {
    origin,
    port,
    databaseFile,
    url: (path) => new URL(path, origin).href,
    log: () => earlierLog + launched.log(),
    settings: () => settings,
    pid: () => launched.process.pid ?? 0,
    restart: async (changed = {}) => {
      await kill('SIGTERM');
      earlierLog += launched.log();
      settings = { ...settings, ...changed };
      await start();
    },
    kill,
    stop,
    [Symbol.asyncDispose]: stop,
  };
}

/** Whether the server answers at all; what it answers is for the tests. */
async function answers(port: number): Promise<boolean> {
  try {
    await request({ port }, { path: '/api/health' });
    return true;
  } catch {
    return false;
  }
}
