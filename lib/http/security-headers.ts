import { env } from '../env.ts';
import { policySource } from './policy-source.ts';

const ONE_YEAR_SECONDS = 365 * 24 * 60 * 60;

/** The headers that every response carries, whatever it is: page, file, redirect or error. */
export function securityHeaders(): Record<string, string> {
  const headers: Record<string, string> = {
    'X-Content-Type-Options': 'nosniff',
    // Not "no-referrer": under it browsers send `Origin: null` with our own forms.
    'Referrer-Policy': 'same-origin',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()',
    'X-Frame-Options': 'DENY',
  };
  if (env().SITE_ORIGIN.startsWith('https:')) headers['Strict-Transport-Security'] = strictTransport();
  return headers;
}

/** Fixed scripts that one page of a shop may run. */
export interface AllowedScripts {
  /** As a policy names them: `'sha256-…'`. */
  hashes: readonly string[];
  /** What they may load pictures from, besides their own origin: an address that ends in "/"; null for nothing. */
  pictures: string | null;
}

/**
 * The headers that every answer of a shop carries, besides those that its policy asks for. It may be framed by the
 * site, runs no script whatever a visitor has typed into it, and loads nothing from elsewhere; the sandbox says the
 * same once more for a browser that comes by a shared host.
 * @param site the origin whose pages may frame it
 * @param scripts those that this page may run, on a host of the bench's own; null on every other page
 */
export function shopHeaders(site: string, scripts: AllowedScripts | null = null): Record<string, string> {
  const policy = [
    "default-src 'none'",
    "style-src 'self'",
    "font-src 'self'",
    // An empty icon, so that no browser asks for one: that would be an exchange nobody made.
    ['img-src data:', scripts?.pictures ?? []].flat().join(' '),
    ...(scripts ? [`script-src ${scripts.hashes.join(' ')}`, "connect-src 'self'"] : []),
    "base-uri 'none'",
    "form-action 'self'",
    `frame-ancestors ${policySource(site)}`,
    ['sandbox allow-forms allow-same-origin', ...(scripts ? ['allow-scripts', 'allow-popups'] : [])].join(' '),
  ];
  return {
    'Content-Security-Policy': policy.join('; '),
    'X-Content-Type-Options': 'nosniff',
    'Cache-Control': 'no-store',
  };
}

/** HTTPS from now on; for the hosts below this one too, unless another part of the app has its place there. */
function strictTransport(): string {
  const { SITE_ORIGIN, SHOP_ORIGIN, MALLORY_ORIGIN } = env();
  const site = new URL(SITE_ORIGIN).hostname;
  const isAbove = [SHOP_ORIGIN, MALLORY_ORIGIN].some((origin) => origin.split(':')[1]?.endsWith(`.${site}`));
  return `max-age=${2 * ONE_YEAR_SECONDS}${isAbove ? '' : '; includeSubDomains'}`;
}

/** Where browsers report what a page's policy has blocked. */
export const REPORTS_PATH = '/api/csp-reports';

/** Other origins that one page has to do with. */
export interface Reached {
  /** Its forms lead there. */
  forms?: readonly string[];
  frames?: readonly string[];
  /** Its script asks there. */
  asked?: readonly string[];
}

/**
 * The policy of one page: scripts by a nonce that is new for each response, everything else only from this origin.
 * `next dev` evaluates code and writes styles into the page; nothing else may differ from production.
 *
 * @see https://www.w3.org/TR/CSP3/ and https://csp.withgoogle.com/docs/strict-csp.html
 */
export function contentSecurityPolicy(
  nonce: string,
  { forms = [], frames = [], asked = [] }: Reached = {},
  development = process.env.NODE_ENV === 'development',
): string {
  const directives = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ''}`,
    `style-src 'self'${development ? " 'unsafe-inline'" : ''}`,
    "img-src 'self'",
    "font-src 'self'",
    ["connect-src 'self'", ...asked.map(policySource)].join(' '),
    "manifest-src 'self'",
    "base-uri 'none'",
    "object-src 'none'",
    ["form-action 'self'", ...forms.map(policySource)].join(' '),
    ...(frames.length > 0 ? [`frame-src ${frames.map(policySource).join(' ')}`] : []),
    "frame-ancestors 'none'",
    `report-uri ${REPORTS_PATH}`,
  ];
  if (!development) directives.push("require-trusted-types-for 'script'", 'trusted-types nextjs default');
  return directives.join('; ');
}
