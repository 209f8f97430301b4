import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build, generateClient, install } from './prepare.mjs';
import { runCommand } from './run-command.mjs';

/**
 * `npm test`: everything, from a bare clone to the closing count. Each step prints one line; what it says is shown when
 * it fails. A failing step does not keep the next ones from running, unless they cannot run without it.
 * The tests bring their own settings and databases: the developer's .env and data are not touched.
 */

const total = { passed: 0, failed: 0, skipped: 0 };
const reports = mkdtempSync(join(tmpdir(), 'session-lab-reports-'));

/**
 * Runs a step and counts it.
 * @param {string} name
 * @param {() => Promise<{ ok: boolean, output: string, passed?: number, failed?: number, skipped?: number }>} action
 * counts its tests, or is itself counted as one
 */
async function step(name, action) {
  const begun = performance.now();
  const result = await action().catch((error) => ({ ok: false, output: error.message }));
  const { ok, output, passed = ok ? 1 : 0, failed = ok ? 0 : 1, skipped = 0 } = result;
  total.passed += passed;
  total.failed += failed;
  total.skipped += skipped;
  const seconds = ((performance.now() - begun) / 1000).toFixed(1).padStart(6);
  const tests = result.passed === undefined ? '' : `  ${passed} passed, ${failed} failed, ${skipped} skipped`;
  console.log(`${ok ? 'ok    ' : 'FAILED'} ${seconds} s  ${name}${tests}`);
  if (!ok) console.log(`${output}\n`);
  return ok;
}

const command =
  (program, ...parameters) =>
  () =>
    runCommand(program, parameters);

/** A step of `prepare.mjs`, which throws when it fails. */
const preparation = (prepare) => async () => {
  await prepare();
  return { ok: true, output: '' };
};

/** Counts a runner's tests. One that failed outside of its tests, or ran none, has one failure more. */
function count({ ok, output }, report, read) {
  const counts = existsSync(report)
    ? read(JSON.parse(readFileSync(report, 'utf8')))
    : { passed: 0, failed: 0, skipped: 0 };
  const ranNone = counts.passed + counts.failed === 0;
  const failed = Math.max(counts.failed, !ok || ranNone ? 1 : 0);
  return { ok: failed === 0, output: ranNone ? `No test ran.\n${output}` : output, ...counts, failed };
}

const vitest = (project) => async () => {
  const report = join(reports, `${project}.json`);
  const result = await runCommand('vitest', [
    'run',
    `--project=${project}`,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ]);
  return count(result, report, ({ numPassedTests, numFailedTests, numPendingTests, numTodoTests }) => ({
    passed: numPassedTests,
    failed: numFailedTests,
    skipped: numPendingTests + numTodoTests,
  }));
};

const playwright = async () => {
  const report = join(reports, 'browser.json');
  const result = await runCommand('playwright', ['test', '--reporter=list,json'], {
    PLAYWRIGHT_JSON_OUTPUT_FILE: report,
  });
  return count(result, report, ({ stats }) => ({
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected,
    skipped: stats.skipped,
  }));
};

const cannotRun = (reason) => async () => ({ ok: false, output: `It cannot run: ${reason}` });

async function runAll() {
  if (!(await step('install', preparation(install)))) return;
  const isGenerated = await step('database client', preparation(generateClient));
  await step('lint and format', command('biome', 'check', '.'));
  await step('secrets', command('secretlint', '--secretlintignore', '.gitignore', '**/*'));
  // Where packages come from and that each has a hash; tests/unit/supply-chain.test.ts asks for more.
  const lockfile = ['--path', 'package-lock.json', '--type', 'npm', '--allowed-hosts', 'npm'];
  await step('lock file', command('lockfile-lint', ...lockfile, '--validate-https', '--validate-integrity'));
  const isBuilt = isGenerated && (await step('build', preparation(build)));
  await step('types', command('tsc', '--noEmit'));
  await step('unit tests', vitest('unit'));
  await step('other people’s software', command('node', 'scripts/debian.ts'));
  await step('interop tests', vitest('interop'));
  await step('http tests', isBuilt ? vitest('http') : cannotRun('the app is not built.'));
  const hasBrowser = await step('chromium', command('node', 'scripts/chromium.ts'));
  const missing = isBuilt ? 'there is no Chromium.' : 'the app is not built.';
  await step('browser tests', isBuilt && hasBrowser ? playwright : cannotRun(missing));
}

try {
  await runAll();
} finally {
  rmSync(reports, { recursive: true, force: true });
}
console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0;
