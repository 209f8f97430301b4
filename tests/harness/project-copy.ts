import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, linkSync, mkdirSync, mkdtempSync, readdirSync, readlinkSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Nothing of these is needed to build, and some of it is being written to. */
const APART = ['.git', '.next', '.env', 'node_modules', 'tests', 'data', 'test-results', 'playwright-report', 'docs'];

/** The installed packages as hard links: the bundler follows no symbolic link that leads out of the project. */
function linkFolder(from: string, to: string): void {
  mkdirSync(to, { recursive: true });
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    if (entry.name === '.cache') continue;
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) linkFolder(source, target);
    else if (entry.isSymbolicLink()) symlinkSync(readlinkSync(source), target);
    else linkSync(source, target);
  }
}

function installPackages(folder: string): void {
  try {
    linkFolder(join(root, 'node_modules'), join(folder, 'node_modules'));
  } catch (error) {
    // Another disk.
    if ((error as NodeJS.ErrnoException).code !== 'EXDEV') throw error;
    cpSync(join(root, 'node_modules'), join(folder, 'node_modules'), { recursive: true, verbatimSymlinks: true });
  }
}

export interface ProjectCopy extends Disposable {
  folder: string;
}

/** A copy of the project without some of its files, built. */
export async function builtCopyWithout(files: string[]): Promise<ProjectCopy> {
  const folder = mkdtempSync(join(tmpdir(), 'session-lab-copy-'));
  const dispose = () => rmSync(folder, { recursive: true, force: true });
  try {
    for (const name of readdirSync(root)) {
      if (!APART.includes(name)) cpSync(join(root, name), join(folder, name), { recursive: true });
    }
    for (const file of files) rmSync(join(folder, file));
    installPackages(folder);
    const build = spawn(process.execPath, ['node_modules/next/dist/bin/next', 'build'], {
      cwd: folder,
      env: { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    for (const stream of [build.stdout, build.stderr]) {
      stream.on('data', (data) => {
        output += data;
      });
    }
    const [code] = await once(build, 'close');
    if (code !== 0) throw new Error(`The copy does not build:\n${output}`);
  } catch (error) {
    dispose();
    throw error;
  }
  return { folder, [Symbol.dispose]: dispose };
}
