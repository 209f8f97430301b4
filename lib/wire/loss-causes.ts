import type { LossCause } from './step';

/**
 * Why a cookie did not come back, as the end of a sentence.
 * @see https://datatracker.ietf.org/doc/html/draft-ietf-httpbis-rfc6265bis sections 5.6 to 5.8
 */
const causes: Record<LossCause, string> = {
  'secure-over-http': 'Secure over plain HTTP',
  'too-big': 'its name and value are over 4,096 bytes',
  prefix: 'its attributes are not what the prefix of its name asks for',
  path: 'its Path does not cover this address',
  domain: 'its Domain is not this host',
  'none-without-secure': 'SameSite=None without Secure',
  'cross-site': 'the request came from another site, and SameSite kept it back',
  'max-age-over': 'its Max-Age is over',
  unknown: 'nothing in its attributes explains it, so the browser may block cookies here, or somebody deleted it',
};

/** One cause, or several: "Secure over plain HTTP, or its Path does not cover this address". */
export function saidCauses(given: readonly LossCause[]): string {
  return (given.length > 0 ? given : (['unknown'] as const)).map((cause) => causes[cause]).join(', or ');
}
