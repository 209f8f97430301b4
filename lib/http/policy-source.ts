/** A policy's grammar has no IPv6 addresses: browsers ignore them there (CSP 3, 2.3.1, host-source). */
export const isNameable = (address: string): boolean => !new URL(address).hostname.startsWith('[');

/**
 * How a page's policy names an origin. Whoever came by an IPv6 address has site and shops on one host, which is the page's
 * own; nothing else at such an address can be allowed.
 */
export const policySource = (origin: string): string => (isNameable(origin) ? origin : "'self'");
