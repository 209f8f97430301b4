/**
 * The headers of every page of Mallory's site. Her scripts are fixed and known by their hash; nothing that a visitor
 * types is ever run. There is no Cross-Origin-Opener-Policy: her page keeps hold of the window that it opens.
 * @param scripts hashes of the scripts that this page may run, as `'sha256-…'`
 */
export function malloryHeaders(scripts: readonly string[] = []): Record<string, string> {
  const policy = [
    "default-src 'none'",
    "style-src 'self'",
    ...(scripts.length > 0 ? [`script-src ${scripts.join(' ')}`, "connect-src 'self'"] : []),
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ];
  return {
    'Content-Security-Policy': policy.join('; '),
    'X-Content-Type-Options': 'nosniff',
    'Cache-Control': 'no-store',
  };
}
