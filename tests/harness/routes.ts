import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Every address of the built app that has no variable part, pages and handlers alike; a new one is found by itself. */
export function builtAddresses(): string[] {
  const manifest = readFileSync(new URL('.next/app-path-routes-manifest.json', `file://${root}`), 'utf8');
  const addresses = Object.values(JSON.parse(manifest) as Record<string, string>);
  return [...new Set(addresses)].filter((path) => !path.includes('[') && !path.startsWith('/_')).sort();
}

/** The addresses that take a form. */
export const FORM_ADDRESSES = [
  '/register',
  '/login',
  '/logout',
  '/preferences',
  '/profile',
  '/sessions',
  '/admin/users',
  '/admin/first',
];

/** The pages that need login. */
export const GUARDED_ADDRESSES = ['/profile', '/sessions', '/admin/users', '/admin/first'];
