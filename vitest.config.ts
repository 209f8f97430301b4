import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  resolve: {
    alias: [
      { find: /^@\//, replacement: at('./') },
      // Outside a server bundle the package itself throws.
      { find: /^server-only$/, replacement: at('./node_modules/server-only/empty.js') },
    ],
  },
  test: {
    projects: [
      { extends: true, test: { name: 'unit', include: ['tests/unit/**/*.test.{ts,tsx}'] } },
      {
        extends: true,
        // The built app over real HTTP; every file starts a server of its own.
        test: {
          name: 'http',
          include: ['tests/http/**/*.test.ts'],
          maxWorkers: 2,
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        // Our code against other people's: libraries, databases, processes; some are Debian's (scripts/debian.ts).
        test: {
          name: 'interop',
          include: ['tests/interop/**/*.test.ts'],
          maxWorkers: 2,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
