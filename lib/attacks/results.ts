import { isDeepStrictEqual } from 'node:util';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { Bench } from '@/lib/bench/bench';
import type { SessionPolicy } from '@/lib/shop/policy';
import type { AttackResult } from './attack';
import type { AttackName } from './names';

interface Noted {
  policy: SessionPolicy;
  /** The result with all its exchanges, packed: some 30 of a few kilobytes each, which hardly anybody reads again. */
  packed: Uint8Array;
  /** How many results of this attack have been noted on the bench so far. */
  count: number;
}

// On globalThis, since the bundler may hold this module several times in one process.
const shared = globalThis as typeof globalThis & { sessionLabResults?: WeakMap<Bench, Map<AttackName, Noted>> };
shared.sessionLabResults ??= new WeakMap();
const results = shared.sessionLabResults;

/** Remembers what an attack came to against this bench's policy, for its grid. */
export function noteResult(bench: Bench, policy: SessionPolicy, result: AttackResult): void {
  const noted = results.get(bench) ?? new Map<AttackName, Noted>();
  // A copy: zlib's own result holds on to the whole chunk that it was written into.
  const packed = new Uint8Array(deflateRawSync(JSON.stringify(result)));
  noted.set(result.attack, { policy, packed, count: (noted.get(result.attack)?.count ?? 0) + 1 });
  results.set(bench, noted);
}

/** What was noted under the very policy that the bench has now. */
export function resultOf(bench: Bench, attack: AttackName): AttackResult | null {
  const noted = notedNow(bench, attack);
  return noted && JSON.parse(inflateRawSync(noted.packed).toString());
}

/** Which result that is, counted from 1: whoever has taken over one sees whether there is a newer. 0 for none. */
export function resultCount(bench: Bench, attack: AttackName): number {
  return notedNow(bench, attack)?.count ?? 0;
}

function notedNow(bench: Bench, attack: AttackName): Noted | null {
  const noted = results.get(bench)?.get(attack);
  return noted && isDeepStrictEqual(noted.policy, bench.policy) ? noted : null;
}
