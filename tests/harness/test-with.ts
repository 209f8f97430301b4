import { test } from 'vitest';
import { type DebianPackage, programOf } from '../../scripts/debian.ts';

/**
 * A test that needs a program of somebody else's. Where there is none it is skipped and its name says why; in CI, which
 * installs them all, it fails.
 */
export function testWith(name: DebianPackage): (title: string, run: (program: string) => unknown) => void {
  const program = programOf(name);
  if (program) return (title, run) => test(title, () => run(program) as Promise<void>);
  const reason = `${name} is not installed; as root, node scripts/debian.ts does it`;
  if (process.env.CI) {
    return (title) =>
      test(title, () => {
        throw new Error(`This test cannot run: ${reason}.`);
      });
  }
  return (title) => test.skip(`${title} (skipped: ${reason})`);
}
