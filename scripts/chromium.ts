import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';

/** Finds the browser that the tests drive, or installs one: `node scripts/chromium.ts`. */

const NAMES = ['chromium', 'chromium-browser', 'google-chrome'];

/** A browser installed on the machine. */
export function installedChromium(): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return NAMES.flatMap((name) => folders.map((folder) => join(folder, name))).find((file) => existsSync(file));
}

export const isRoot = () => process.getuid?.() === 0;

/** Playwright's own browser cannot be downloaded everywhere, so the system's package comes first where it may. */
function install(): void {
  const attempts: [string, string[]][][] = [];
  if (process.platform === 'linux' && isRoot() && existsSync('/usr/bin/apt-get')) {
    attempts.push([
      ['apt-get', ['update']],
      ['apt-get', ['install', '-y', '--no-install-recommends', 'chromium']],
    ]);
  }
  attempts.push([['playwright', ['install', 'chromium']]]);
  for (const commands of attempts) {
    try {
      for (const [command, parameters] of commands) {
        execFileSync(command, parameters, {
          stdio: ['ignore', 'inherit', 'inherit'],
          env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
        });
      }
      return;
    } catch {
      console.error(`${commands.at(-1)?.flat().join(' ')} did not work.`);
    }
  }
  throw new Error('No Chromium could be found or installed. Install one and try again.');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const found = () => installedChromium() ?? [chromium.executablePath()].find((file) => existsSync(file));
  if (!found()) install();
  console.log(found());
}
