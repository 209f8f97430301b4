import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

interface LockedPackage {
  version?: string;
  resolved?: string;
  integrity?: string;
  optionalDependencies?: Record<string, string>;
}

const manifest = JSON.parse(readFileSync('package.json', 'utf8'));
const lock: { packages: Record<string, LockedPackage> } = JSON.parse(readFileSync('package-lock.json', 'utf8'));
const direct: Record<string, string> = { ...manifest.dependencies, ...manifest.devDependencies };
const locked = Object.entries(lock.packages).filter(([path]) => path !== '');

/** The oldest version of Next without a known hole; see `docs/security.md`. */
const FLOOR = [16, 4, 3];

/** Whether a version of Next is at or above the floor. A pre-release is not what was released. */
function meetsFloor(version: string): boolean {
  const parts = /^(\d+)\.(\d+)\.(\d+)$/.exec(version)?.slice(1).map(Number);
  if (!parts) return false;
  for (const [index, least] of FLOOR.entries()) {
    const part = parts[index] as number;
    if (part !== least) return part > least;
  }
  return true;
}

describe('the framework floor', () => {
  test.each(['16.4.2', '16.3.99', '15.9.9', '16.4.3-canary.1', '16.4', 'latest', '^16.4.5', ''])(
    'S68 next %s is refused',
    (version) => {
      expect(meetsFloor(version)).toBe(false);
    },
  );

  test.each(['16.4.3', '16.4.5', '16.10.0', '17.0.0'])('S68 next %s is accepted', (version) => {
    expect(meetsFloor(version)).toBe(true);
  });

  test('S68 the next that is asked for, locked and installed meets the floor', () => {
    const installed = JSON.parse(readFileSync('node_modules/next/package.json', 'utf8')).version;
    for (const version of [direct.next, lock.packages['node_modules/next']?.version, installed]) {
      expect(meetsFloor(version ?? ''), version).toBe(true);
    }
  });
});

test('S68 package.json names exact versions', () => {
  for (const [name, version] of Object.entries(direct)) expect(version, name).toMatch(/^\d+\.\d+\.\d+(-[\w.]+)?$/);
});

test('S68 the lock file holds what package.json names', () => {
  for (const [name, version] of Object.entries(direct)) {
    expect(lock.packages[`node_modules/${name}`]?.version, name).toBe(version);
  }
});

test('S68 every locked package has a SHA-512', () => {
  for (const [path, { integrity }] of locked) expect(integrity, path).toMatch(/^sha512-[A-Za-z0-9+/]{86}==$/);
});

// The address of a package is left to the registry that npm is set up with; its SHA-512 says what must come from there.
test('S68 no locked package comes from an address of its own', () => {
  for (const [path, { resolved }] of locked) expect(resolved, path).toBeUndefined();
});

// npm leaves a platform's package out without a word when the registry lacks it, and another machine then has no compiler.
test.each(['next', '@biomejs/biome', 'libsql', 'rolldown', 'lightningcss', 'sharp'])(
  'S68 the lock file holds %s for every platform',
  (name) => {
    const platforms = Object.entries(lock.packages[`node_modules/${name}`]?.optionalDependencies ?? {});
    expect(platforms.length).toBeGreaterThan(4);
    for (const [platform, range] of platforms) {
      const entry =
        lock.packages[`node_modules/${name}/node_modules/${platform}`] ?? lock.packages[`node_modules/${platform}`];
      expect(entry?.version, platform).toBeDefined();
      if (/^\d/.test(range)) expect(entry?.version, platform).toBe(range);
    }
  },
);

test('S68 npm writes the bill of materials', { timeout: 30_000 }, () => {
  const text = execFileSync('npm', ['sbom', '--sbom-format', 'cyclonedx', '--package-lock-only'], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    maxBuffer: 64 * 1024 * 1024,
  });
  const bill = JSON.parse(text) as { bomFormat: string; components: { name: string; version: string }[] };
  expect(bill.bomFormat).toBe('CycloneDX');
  const components = new Set(bill.components.map(({ name, version }) => `${name}@${version}`));
  for (const [name, version] of Object.entries(direct)) expect(components).toContain(`${name}@${version}`);
});
