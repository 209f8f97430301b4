import { benchCall } from '@/app/bench/action';
import { answerBench, BadCall } from '@/app/bench/answer-call';
import { runBenchGrid } from '@/lib/attacks/grid/runs';
import { TooManyAttacks } from '@/lib/attacks/run-attack';
import { findBench, NoSuchBench } from '@/lib/bench/benches';
import { describeBench } from '@/lib/bench/describe';
import type { Submit } from '@/lib/http/submission';
import { PolicyRefused } from '@/lib/shop/policy';
import { StoreUnavailable } from '@/lib/shop/stores/store';

/** Runs all attacks against a bench's policy: `do=run`, or `do=policy` with switches to throw before. */
export const submitBenchGrid: Submit = async ({ fields, path, place }) => {
  try {
    const bench = await findBench(path.split('/')[2] ?? '');
    if (fields.do === 'policy') {
      const call = benchCall(fields, await describeBench(bench, place));
      if (call) await answerBench(bench, call.path, call.body);
    } else if (fields.do !== 'run') return { status: 400, because: 'malformed' };
    runBenchGrid(bench, true);
    return { to: path };
  } catch (error) {
    if (error instanceof NoSuchBench) return { status: 404, sentence: error.message };
    if (error instanceof PolicyRefused || error instanceof BadCall) return { status: 400, sentence: error.message };
    if (error instanceof TooManyAttacks) return { status: 429, sentence: error.message, retryAfterSeconds: 5 };
    if (error instanceof StoreUnavailable) return { status: 503, sentence: error.message, retryAfterSeconds: 5 };
    throw error;
  }
};
