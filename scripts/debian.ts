import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isRoot } from './chromium.ts';

/**
 * Finds the software that the interop tests compare with, or installs Debian's packages of it: `node scripts/debian.ts`.
 * Without it the tests that need it are skipped, by name; in CI a missing one is a failure.
 */

/** Each by its Debian package, with a way to its program. */
const finders = {
  'python3-flask': () => pythonWith('flask'),
  'python3-django': () => pythonWith('django'),
  'php-cli': () => onPath('php'),
  'redis-server': () => onPath('redis-server'),
  'firefox-esr': () => onPath('firefox-esr'),
} satisfies Record<string, () => string | undefined>;

export type DebianPackage = keyof typeof finders;

function onPath(name: string): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return folders.map((folder) => join(folder, name)).find((file) => existsSync(file));
}

/** The system's own Python knows Debian's packages; another one may come first on the path. */
function pythonWith(module: string): string | undefined {
  return ['/usr/bin/python3', onPath('python3')].find((python) => {
    if (!python || !existsSync(python)) return false;
    try {
      execFileSync(python, ['-c', `import ${module}`], { stdio: 'ignore' });
      return true;
    } catch {
      return false;
    }
  });
}

/** The program of a package: PHP, Redis, or a Python that can import the module. */
export function programOf(name: DebianPackage): string | undefined {
  return finders[name]();
}

function install(names: readonly DebianPackage[]): void {
  for (const parameters of [['update'], ...names.map((name) => ['install', '-y', '--no-install-recommends', name])]) {
    try {
      execFileSync('apt-get', parameters, {
        stdio: ['ignore', 'inherit', 'inherit'],
        env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      });
    } catch {
      console.error(`apt-get ${parameters.join(' ')} did not work.`);
    }
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const names = Object.keys(finders) as DebianPackage[];
  const missing = names.filter((name) => !programOf(name));
  const canInstall = process.platform === 'linux' && isRoot() && existsSync('/usr/bin/apt-get');
  if (missing.length > 0 && canInstall) install(missing);
  const found = names.map((name) => [name, programOf(name)] as const);
  for (const [name, program] of found) console.log(`${name}: ${program ?? 'missing'}`);
  if (process.env.CI && found.some(([, program]) => !program)) process.exitCode = 1;
}
