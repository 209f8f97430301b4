import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { build, generateClient, install } from './prepare.mjs';
import { root } from './run-command.mjs';

/**
 * `npm run bench`: measures what the design promises, on the app as it is built, and prints each figure beside its
 * target. The machine's own speed drops out where it can: such figures are ratios within one run.
 */

await install();
await generateClient();
await build();

const node = join(root, 'node_modules', '.bin', 'node');
const child = spawn(node, ['--disable-warning=ExperimentalWarning', 'tests/bench/run.ts', ...process.argv.slice(2)], {
  cwd: root,
  stdio: 'inherit',
});
child.on('close', (code) => {
  process.exitCode = code ?? 1;
});
