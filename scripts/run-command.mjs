import { spawn } from 'node:child_process';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's folder, wherever the command was started from. */
export const root = fileURLToPath(new URL('..', import.meta.url));

/** The installed commands come first: there `node` is the project's own Node, whatever the machine's is. */
const environment = {
  ...process.env,
  PATH: join(root, 'node_modules', '.bin') + delimiter + process.env.PATH,
  NEXT_TELEMETRY_DISABLED: '1',
  CHECKPOINT_DISABLE: '1',
  // Prisma downloads a native engine unless this names a file that exists; it is never run.
  PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
};

/**
 * Runs a command in the project's folder and keeps what it prints.
 * @param {string} command
 * @param {string[]} parameters
 * @param {Record<string, string>} [extra] more environment variables
 * @returns {Promise<{ ok: boolean, output: string }>} `ok` when it ended with 0
 */
export function runCommand(command, parameters, extra = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, parameters, {
      cwd: root,
      env: { ...environment, ...extra },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    child.stdout.on('data', (data) => {
      output += data;
    });
    child.stderr.on('data', (data) => {
      output += data;
    });
    const passOn = (signal) => child.kill(signal);
    process.on('SIGINT', passOn).on('SIGTERM', passOn);
    const end = (ok) => {
      process.off('SIGINT', passOn).off('SIGTERM', passOn);
      resolve({ ok, output: output.trim() });
    };
    child.on('error', (error) => {
      output += error.message;
      end(false);
    });
    child.on('close', (code) => end(code === 0));
  });
}
