import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { scriptsOf } from './scripts-of.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const next = createRequire(import.meta.url).resolve('next/dist/bin/next');

const FILES = {
  'package.json': '{ "private": true }',
  'package-lock.json': '{ "lockfileVersion": 3, "packages": {} }',
  'next.config.mjs': "export default { turbopack: { root: '/' } };",
  'app/layout.jsx':
    'export default function Layout({ children }) { return <html lang="en"><body>{children}</body></html>; }',
  'app/page.jsx': 'export default function Page() { return <p>Nothing.</p>; }',
};

/** Builds an app of one empty page, which is prerendered, and adds up the scripts that its HTML names, compressed. */
export function emptyPageBytes(): number {
  const folder = mkdtempSync(join(tmpdir(), 'session-lab-empty-'));
  try {
    for (const [name, text] of Object.entries(FILES)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), text);
    }
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
    const env = { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' } as const;
    execFileSync(process.execPath, [next, 'build'], { cwd: folder, env, stdio: 'pipe' });
    const html = readFileSync(join(folder, '.next', 'server', 'app', 'index.html'), 'utf8');
    const files = scriptsOf(html).map((path) =>
      join(folder, '.next', path.replace(/^\/_next\//, '').split('?')[0] ?? ''),
    );
    return files.reduce((sum, file) => sum + gzipSync(readFileSync(file)).length, 0);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
