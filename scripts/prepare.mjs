import { createHash, randomBytes } from 'node:crypto';
import { existsSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { root, runCommand } from './run-command.mjs';
import { sourceHash } from './source-hash.mjs';

/**
 * Makes the project ready: `npm start` and `npm run dev` come here first, `npm test` uses the same steps.
 * In a bare clone nothing is installed and the machine's Node may be an old one: plain JavaScript, no dependency.
 * Each step looks whether it is needed, and says in one line what it does.
 */

const at = (...parts) => join(root, ...parts);
const read = (...parts) => readFileSync(at(...parts), 'utf8');
const readIfThere = (...parts) => (existsSync(at(...parts)) ? read(...parts) : undefined);

async function run(what, command, parameters, extra) {
  const { ok, output } = await runCommand(command, parameters, extra);
  if (!ok) throw new Error(`${what} failed.\n${output}`);
  return output;
}

/** Whether node_modules holds what the lock file says. Packages for other platforms are optional, and absent. */
function isInstalled() {
  const list = readIfThere('node_modules', '.package-lock.json');
  if (list === undefined) return false;
  const installed = JSON.parse(list).packages;
  return Object.entries(JSON.parse(read('package-lock.json')).packages).every(
    ([path, { version, optional }]) =>
      path === '' || (path in installed ? installed[path].version === version : optional === true),
  );
}

export async function install() {
  if (!isInstalled()) {
    const npm = await runCommand('npm', ['--version']);
    if (!npm.ok) throw new Error(`npm cannot be run: is it installed beside Node?\n${npm.output}`);
    console.log('Installing the packages (about half a minute) …');
    // Development packages are part of it even under NODE_ENV=production: the build and Node itself are among them.
    const parameters = ['ci', '--include=dev', '--prefer-offline', '--no-audit', '--no-fund'];
    await run('npm ci', 'npm', parameters);
  }
  if (existsSync(at('node_modules', '.bin', 'node'))) return;
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > 22 || (major === 22 && minor >= 18)) return;
  throw new Error(
    `Node ${process.versions.node} is too old (22.18 is needed), and npm did not install the project's own. ` +
      'Allow install scripts (npm config set ignore-scripts false) and run: npm ci',
  );
}

/** Writes .env with secrets of its own; one that is there is never touched. */
export function writeEnvironment() {
  if (existsSync(at('.env'))) return;
  console.log('Writing .env with new random secrets …');
  const random = () => randomBytes(32).toString('hex');
  const text = read('.env.example')
    .replace(/^SESSION_SECRETS=.*$/m, `SESSION_SECRETS=1:${random()}`)
    .replace(/^PASSWORD_PEPPER=.*$/m, `PASSWORD_PEPPER=${random()}`);
  writeFileSync(at('.env'), text, { mode: 0o600, flag: 'wx' });
}

export async function generateClient() {
  const version = JSON.parse(read('node_modules', 'prisma', 'package.json')).version;
  const wanted = createHash('sha256').update(version).update(read('prisma', 'schema.prisma')).digest('hex');
  const stamp = ['lib', 'generated', 'schema-hash'];
  if (readIfThere(...stamp) === wanted && existsSync(at('lib', 'generated', 'prisma', 'client.ts'))) return;
  console.log('Generating the database client …');
  await run('prisma generate', 'prisma', ['generate']);
  writeFileSync(at(...stamp), wanted);
}

export async function migrateDatabase() {
  const report = await run('Migrating the database', 'node', [
    '--disable-warning=ExperimentalWarning',
    'scripts/migrate.ts',
  ]);
  if (report) console.log(report);
}

export async function build() {
  const wanted = sourceHash(root);
  const stamp = at('.next', 'source-hash');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  console.log('Building the app …');
  // A build that is cut off must not pass for a whole one.
  rmSync(stamp, { force: true });
  await run('npm run build', 'npm', ['run', 'build'], { NODE_ENV: 'production' });
  writeFileSync(stamp, wanted);
}

/** What the pages show of the code; a build makes it by itself, `next dev` does not. */
async function makeListings() {
  await run('Making the code listings', 'node', ['scripts/listings.ts']);
  await run('Finding the chapters', 'node', ['scripts/chapters.ts']);
}

async function prepare(mode) {
  await install();
  writeEnvironment();
  await generateClient();
  await migrateDatabase();
  await (mode === 'dev' ? makeListings() : build());
  console.log('Session Lab is ready to start.');
}

if (realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  try {
    await prepare(process.argv[2]);
  } catch (error) {
    console.error(`Session Lab cannot be made ready: ${error.message}`);
    process.exitCode = 1;
  }
}
