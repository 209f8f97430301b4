import { randomBytes } from 'node:crypto';
import type { Step } from '@/lib/wire/step';
import type { Fields } from './form';
import { isSameText } from './same-text';
import type { SessionState } from './state';
import type { World } from './world';

/** What a form carries to show that it is a page of this shop that was filled in. */
export const TOKEN_FIELD = 'csrf_token';

/** 128 bits, which nobody guesses. */
export const newToken = (): string => randomBytes(16).toString('base64url');

interface Asked {
  request: Request;
  fields: Fields;
  state: SessionState;
}

type Verdict = { passed: true; how: string } | { passed: false; why: string };

const passed = (how: string): Verdict => ({ passed: true, how });
const refused = (why: string): Verdict => ({ passed: false, why });

/**
 * Whether a request that would change something comes from the shop's own pages.
 * @see OWASP Cross-Site Request Forgery Prevention Cheat Sheet
 * @returns null where the policy has no defence: nobody asks
 */
export function checkCsrf(asked: Asked, { policy, origin }: World): Step | null {
  if (policy.csrf === 'none') return null;
  const verdict = defences[policy.csrf](asked, origin);
  return verdict.passed
    ? { kind: 'csrf-passed', defence: policy.csrf, how: verdict.how }
    : { kind: 'csrf-refused', defence: policy.csrf, why: verdict.why };
}

const defences = {
  token: ({ fields, state }: Asked): Verdict => {
    const given = fields[TOKEN_FIELD];
    if (!given) return refused('the form carries no token');
    if (!state.csrf_token) return refused('there is no session that a token could belong to');
    return isSameText(given, state.csrf_token)
      ? passed('the token in the form is the one in the session')
      : refused('the token in the form is not the one in the session');
  },

  origin: checkOrigin,

  'fetch-metadata': (asked: Asked, own: string): Verdict => {
    const site = asked.request.headers.get('sec-fetch-site');
    // Browsers leave it out on plain HTTP, other than on loopback.
    if (site === null) return checkOrigin(asked, own);
    return site === 'same-origin' || site === 'none'
      ? passed(`Sec-Fetch-Site is ${site}`)
      : refused(`Sec-Fetch-Site is ${site.slice(0, 20)}`);
  },
};

function checkOrigin({ request }: Asked, own: string): Verdict {
  const origin = request.headers.get('origin');
  if (origin !== null) return compare('Origin', origin, own);
  const referer = request.headers.get('referer');
  if (referer === null) return refused('neither Origin nor Referer says where it comes from');
  return compare('Referer', URL.canParse(referer) ? new URL(referer).origin : 'no address', own);
}

function compare(header: string, given: string, own: string): Verdict {
  return given === own
    ? passed(`${header} is the shop's own`)
    : refused(`${header} is ${given.slice(0, 200)}, not ${own}`);
}
