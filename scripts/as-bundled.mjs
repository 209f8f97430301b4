import { existsSync } from 'node:fs';
import { registerHooks } from 'node:module';

/**
 * `node --import ./scripts/as-bundled.mjs` finds what our files import, as the bundler does: `@/` is the
 * project's folder, endings are left out, and `server-only` is nothing.
 */

const root = new URL('../', import.meta.url);

registerHooks({
  resolve(name, context, next) {
    if (name === 'server-only') return { url: 'data:text/javascript,', shortCircuit: true };
    if (!name.startsWith('@/') && !name.startsWith('.')) return next(name, context);
    const url = name.startsWith('@/') ? new URL(name.slice(2), root) : new URL(name, context.parentURL);
    const withEnding = new URL(`${url.href}.ts`);
    return existsSync(withEnding) ? next(withEnding.href, context) : next(name, context);
  },
});
