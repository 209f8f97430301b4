import type { Cookie } from 'tough-cookie';
import type { Answer } from './http.ts';

/**
 * The Mozilla HTTP Observatory's algorithm 4 for a page served over TLS: its ten tests and its table of scores, without
 * the parts that need a network (redirection from port 80, the list of preloaded hosts; both count as 0 here).
 * The package `@mdn/mdn-http-observatory` itself brings 230 others along, a database client among them.
 * @see https://github.com/mdn/mdn-http-observatory/blob/main/src/grader/charts.js
 */

const SIX_MONTHS_SECONDS = 15_552_000;
const BROAD = /^(\*|data:|ftp:|http:|https:|https?:\/\/\*?)$/;
const PRIVATE_REFERRERS = ['no-referrer', 'same-origin', 'strict-origin', 'strict-origin-when-cross-origin'];

type Policy = Map<string, string[]>;

export function readPolicy(header: string | null): Policy {
  const directives = (header ?? '').split(';').map((text) => text.trim().split(/\s+/));
  return new Map(
    directives.filter(([name]) => name).map(([name = '', ...sources]) => [name.toLowerCase(), sources] as const),
  );
}

/** Only what can score above zero is told apart; everything else is taken for the worst that the table has. */
function scorePolicy(policy: Policy): number {
  const fallback = policy.get('default-src') ?? ['*'];
  const script = policy.get('script-src') ?? fallback;
  const style = policy.get('style-src') ?? fallback;
  const object = policy.get('object-src') ?? fallback;
  const isUnsafe = (sources: string[]) => sources.some((source) => BROAD.test(source) || /'unsafe-/.test(source));
  if (policy.size === 0 || isUnsafe(script) || isUnsafe(object)) return -25;
  if ([...policy.values()].flat().some((source) => /^(http|ftp):/.test(source))) return -20;
  if (isUnsafe(style)) return 0;
  return fallback.length === 1 && fallback[0] === "'none'" ? 10 : 5;
}

function scoreCookies(cookies: Cookie[]): number {
  if (cookies.length === 0) return 0;
  if (cookies.some(({ secure }) => !secure)) return -40;
  if (cookies.some(({ key, httpOnly }) => /login|sess/i.test(key) && !httpOnly)) return -30;
  return cookies.every(({ sameSite }) => sameSite === 'lax' || sameSite === 'strict') ? 5 : 0;
}

function scoreTransport(header: string | null): number {
  const seconds = Number(/max-age=(\d+)/i.exec(header ?? '')?.[1] ?? -1);
  if (seconds < 0) return -20;
  return seconds < SIX_MONTHS_SECONDS ? -10 : 0;
}

/** A bonus where scripts of one's own carry a hash; foreign ones are not told apart, they cost all. */
function scoreScripts(body: string, origin: string): number {
  const tags = [...body.matchAll(/<script\b[^>]*\ssrc="([^"]*)"[^>]*>/g)];
  if (tags.some(([, src = '']) => new URL(src, origin).origin !== origin)) return -50;
  return tags.some(([tag]) => tag.includes(' integrity="')) ? 5 : 0;
}

function scoreFraming(policy: Policy, header: string | null): number {
  if (policy.has('frame-ancestors')) return 5;
  return /^(deny|sameorigin)$/i.test(header ?? '') ? 0 : -20;
}

function scoreSharing(headers: Headers): number {
  return headers.has('access-control-allow-credentials') && headers.has('access-control-allow-origin') ? -50 : 0;
}

/** What each of the tests adds to 100 or takes from it. */
export function observe(answer: Answer, preflight: Answer, cookies: Cookie[], origin: string): Record<string, number> {
  const { headers, body } = answer;
  const policy = readPolicy(headers.get('content-security-policy'));
  const resources = headers.get('cross-origin-resource-policy') ?? '';
  const referrer = (headers.get('referrer-policy') ?? '').split(',').at(-1)?.trim() ?? '';
  return {
    'content-security-policy': scorePolicy(policy),
    cookies: scoreCookies(cookies),
    'cross-origin-resource-sharing': Math.min(scoreSharing(headers), scoreSharing(preflight.headers)),
    'referrer-policy': PRIVATE_REFERRERS.includes(referrer) ? 5 : referrer ? -5 : 0,
    'strict-transport-security': scoreTransport(headers.get('strict-transport-security')),
    'subresource-integrity': scoreScripts(body, origin),
    'x-content-type-options': headers.get('x-content-type-options') === 'nosniff' ? 0 : -5,
    'x-frame-options': scoreFraming(policy, headers.get('x-frame-options')),
    'cross-origin-resource-policy': /^same-(origin|site)$/.test(resources) ? 10 : 0,
  };
}

/** The bonuses count only for what is worth 90 without them. 100 and more is A+. */
export function totalScore(scores: Record<string, number>): number {
  const all = Object.values(scores);
  const sum = (values: number[]) => values.reduce((total, value) => total + value, 100);
  const withoutBonuses = sum(all.filter((score) => score < 0));
  return withoutBonuses >= 90 ? sum(all) : withoutBonuses;
}
