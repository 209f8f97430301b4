import { isDeepStrictEqual } from 'node:util';
import type { Bench } from '@/lib/bench/bench';
import type { SessionPolicy } from '@/lib/shop/policy';
import type { AttackResult } from './attack';
import type { AttackName } from './names';

interface Noted {
  policy: SessionPolicy;
  result: AttackResult;
}

// On globalThis, since the bundler may hold this module several times in one process.
const shared = globalThis as typeof globalThis & { sessionLabResults?: WeakMap<Bench, Map<AttackName, Noted>> };
shared.sessionLabResults ??= new WeakMap();
const results = shared.sessionLabResults;

/** Remembers what an attack came to against this bench's policy, for its grid. */
export function noteResult(bench: Bench, policy: SessionPolicy, result: AttackResult): void {
  const noted = results.get(bench) ?? new Map<AttackName, Noted>();
  noted.set(result.attack, { policy, result });
  results.set(bench, noted);
}

/** What was noted under the very policy that the bench has now. */
export function resultOf(bench: Bench, attack: AttackName): AttackResult | null {
  const noted = results.get(bench)?.get(attack);
  return noted && isDeepStrictEqual(noted.policy, bench.policy) ? noted.result : null;
}
