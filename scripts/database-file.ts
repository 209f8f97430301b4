import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { variables } from '../lib/env.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

/** The place of a `file:` address; a relative one starts at the project's folder. */
export function databaseFile(databaseUrl: string): string {
  return resolve(root, databaseUrl.replace(/^file:/, ''));
}

/** The DATABASE_URL of this project: the environment's, else the one in .env, else the standard one. */
export function configuredDatabaseUrl(): string {
  if (existsSync(join(root, '.env'))) process.loadEnvFile(join(root, '.env'));
  return variables.shape.DATABASE_URL.parse(process.env.DATABASE_URL || undefined);
}
