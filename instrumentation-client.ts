/**
 * Trusted Types: scripts may be loaded from this origin's own build only. The bundler's runtime asks the default policy
 * for the address of every chunk; in browsers without Trusted Types there is nothing to set.
 */
interface TrustedTypes {
  createPolicy(name: string, rules: { createScriptURL(address: string): string }): unknown;
}

const { trustedTypes } = window as Window & { trustedTypes?: TrustedTypes };

trustedTypes?.createPolicy('default', {
  createScriptURL(address) {
    const { origin, pathname } = new URL(address, location.href);
    if (origin === location.origin && pathname.startsWith('/_next/static/') && pathname.endsWith('.js')) return address;
    throw new TypeError(`Not a script of this site: ${address}`);
  },
});
