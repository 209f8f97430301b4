import { createBench, TooManyBenches } from '@/lib/bench/benches';
import type { Submit } from '@/lib/http/submission';
import { PolicyRefused } from '@/lib/shop/policy';
import { StoreUnavailable } from '@/lib/shop/stores/store';
import { ownBenchCookie } from './own-bench';
import { sharedPolicy } from './share';

/** Makes a bench with a preset, or with the policy of a shared address. */
export const submitNewBench: Submit = async ({ fields, place, address }) => {
  try {
    const policy = fields.policy === undefined ? undefined : sharedPolicy(fields.policy);
    const bench = await createBench({ preset: fields.preset, policy }, address);
    return { to: `/bench/${bench.id}`, setCookies: [ownBenchCookie(bench.id, place)] };
  } catch (error) {
    if (error instanceof PolicyRefused) return { status: 400, sentence: error.message };
    if (error instanceof StoreUnavailable) return { status: 503, sentence: error.message, retryAfterSeconds: 5 };
    if (!(error instanceof TooManyBenches)) throw error;
    return { status: 429, sentence: error.message, retryAfterSeconds: error.retryAfterSeconds };
  }
};
