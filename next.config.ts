import { fileURLToPath } from 'node:url';
import type { NextConfig } from 'next';

const inThisFolder = (path: string) => fileURLToPath(new URL(path, import.meta.url));

const config: NextConfig = {
  poweredByHeader: false,
  // Each script tag names the hash of its file, and a browser runs no other content under that address.
  experimental: { sri: { algorithm: 'sha384' } },
  // Next would answer a path that ends in "/" itself, before proxy.ts has looked at the host.
  skipTrailingSlashRedirect: true,
  // The chapters' prose.
  turbopack: { rules: { '*.mdx': { loaders: [inThisFolder('scripts/mdx-loader.mjs')], as: '*.tsx' } } },
  // It looks for its native part beside its own files, and would not find it from inside a bundle.
  serverExternalPackages: ['classic-level'],
  // `npm test` checks the types, of the tests too; whoever only starts the app need not wait for it.
  typescript: { ignoreBuildErrors: true },
};

export default config;
