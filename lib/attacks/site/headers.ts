import { policySource } from '@/lib/http/policy-source';

/** What one page of Mallory's site may do besides showing itself. */
export interface Allowed {
  /** Hashes of the scripts that it may run, as `'sha256-…'`. */
  scripts?: readonly string[];
  /** The origin that it may load pictures from. */
  pictures?: string;
}

/**
 * The headers of every page of Mallory's site. Her scripts are fixed and known by their hash; nothing that a visitor
 * types is ever run. There is no Cross-Origin-Opener-Policy: her page keeps hold of the window that it opens. Her forms
 * may go anywhere, as those of any site may.
 */
export function malloryHeaders({ scripts = [], pictures }: Allowed = {}): Record<string, string> {
  const policy = [
    "default-src 'none'",
    "style-src 'self'",
    "font-src 'self'",
    // An empty icon, so that no browser asks for one: that would be an exchange nobody made.
    ['img-src data:', ...(pictures ? [policySource(pictures)] : [])].join(' '),
    ...(scripts.length > 0 ? [`script-src ${scripts.join(' ')}`, "connect-src 'self'"] : []),
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ];
  return {
    'Content-Security-Policy': policy.join('; '),
    'X-Content-Type-Options': 'nosniff',
    'Cache-Control': 'no-store',
    // As of a site that says nothing of it: browsers then tell others the origin alone.
    'Referrer-Policy': 'strict-origin-when-cross-origin',
  };
}
