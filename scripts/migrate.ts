import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PrismaLibSql } from '@prisma/adapter-libsql';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import { type MigrationList, SchemaEngine } from '@prisma/schema-engine-wasm';
import { configuredDatabaseUrl, databaseFile } from './database-file.ts';

/**
 * Brings the database up to date (`node scripts/migrate.ts`), or writes the migration that the schema asks for
 * (`node scripts/migrate.ts new NAME`). Prisma's own command would download an engine first; this one works offline.
 */

const root = fileURLToPath(new URL('..', import.meta.url));
const migrationsFolder = join(root, 'prisma', 'migrations');
const LOCK_FILE = 'migration_lock.toml';
const filters = { externalTables: [], externalEnums: [] };

function schemaFiles() {
  const path = join(root, 'prisma', 'schema.prisma');
  return [{ path, content: readFileSync(path, 'utf8') }];
}

function migrationNames(): string[] {
  if (!existsSync(migrationsFolder)) return [];
  const entries = readdirSync(migrationsFolder, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}

function migrationsList(): MigrationList {
  const lockFile = join(migrationsFolder, LOCK_FILE);
  return {
    baseDir: migrationsFolder,
    lockfile: { path: LOCK_FILE, content: existsSync(lockFile) ? readFileSync(lockFile, 'utf8') : null },
    shadowDbInitScript: '',
    migrationDirectories: migrationNames().map((name) => ({
      path: name,
      migrationFile: {
        path: 'migration.sql',
        content: { tag: 'ok', value: readFileSync(join(migrationsFolder, name, 'migration.sql'), 'utf8') },
      },
    })),
  };
}

function openEngine(databaseUrl: string): Promise<SchemaEngine> {
  const adapter = bindMigrationAwareSqlAdapterFactory(new PrismaLibSql({ url: databaseUrl, timeout: 5000 }));
  const datamodels = schemaFiles().map(({ path, content }): [string, string] => [path, content]);
  return SchemaEngine.new({ datamodels }, () => {}, adapter);
}

/** Write-ahead logging lets readers and a writer work at once. The file remembers it, so that once is enough. */
async function switchToWriteAheadLog(databaseUrl: string): Promise<void> {
  const connection = await new PrismaLibSql({ url: databaseUrl, timeout: 5000 }).connect();
  await connection.executeScript('PRAGMA journal_mode = WAL');
  await connection.dispose();
}

/**
 * Applies the migrations that the database lacks; it is created when there is none.
 * @returns the names of those applied
 */
export async function migrate(databaseUrl: string): Promise<string[]> {
  const file = databaseFile(databaseUrl);
  mkdirSync(dirname(file), { recursive: true });
  const url = `file:${file}`;
  const engine = await openEngine(url);
  const { appliedMigrationNames } = await engine.applyMigrations({ migrationsList: migrationsList(), filters });
  if (appliedMigrationNames.length > 0) await switchToWriteAheadLog(url);
  return appliedMigrationNames;
}

/** Compares a database that has every migration with the schema. */
async function writeMigration(name: string): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'session-lab-migration-'));
  try {
    const url = `file:${join(folder, 'compare.db')}`;
    await migrate(url);
    const engine = await openEngine(url);
    const { stdout: script } = await engine.diff({
      from: { tag: 'schemaDatasource', files: schemaFiles(), configDir: root },
      to: { tag: 'schemaDatamodel', files: schemaFiles() },
      script: true,
      exitCode: null,
      filters,
    });
    if (!script?.includes(';')) return 'The migrations already say what the schema says.';
    const timestamp = new Date().toISOString().replace(/\D/g, '').slice(0, 14);
    const target = join(migrationsFolder, `${timestamp}_${name}`);
    mkdirSync(target, { recursive: true });
    writeFileSync(join(target, 'migration.sql'), script);
    writeFileSync(join(migrationsFolder, LOCK_FILE), '# Prisma reads this file.\nprovider = "sqlite"\n');
    return `Wrote ${target}. Read it, then start the app or run: node scripts/migrate.ts`;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function main([action, name]: string[]): Promise<void> {
  if (action === 'new') {
    if (!/^[a-z][a-z0-9_]*$/.test(name ?? ''))
      throw new Error('Name the migration: npm run migration -- add_something');
    console.log(await writeMigration(name as string));
    return;
  }
  const applied = await migrate(configuredDatabaseUrl());
  if (applied.length > 0) console.log(`Migrated the database: ${applied.join(', ')}.`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    await main(process.argv.slice(2));
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
