import { benchCall } from '@/app/bench/action';
import { answerBench } from '@/app/bench/answer-call';
import { refusalFor, tooOften } from '@/app/bench/refusal-for';
import { runBenchGrid } from '@/lib/attacks/grid/runs';
import { findBench } from '@/lib/bench/benches';
import { describeBench } from '@/lib/bench/describe';
import type { Submit } from '@/lib/http/submission';

/** Runs all attacks against a bench's policy: `do=run`, or `do=policy` with switches to throw before. */
export const submitBenchGrid: Submit = async ({ fields, path, place }) => {
  try {
    const bench = await findBench(path.split('/')[2] ?? '');
    const refusal = tooOften(bench);
    if (refusal) return refusal;
    if (fields.do === 'policy') {
      const call = benchCall(fields, await describeBench(bench, place));
      if (call) await answerBench(bench, call.path, call.body);
    } else if (fields.do !== 'run') return { status: 400, because: 'malformed' };
    runBenchGrid(bench, true);
    return { to: path };
  } catch (error) {
    const refusal = refusalFor(error);
    if (refusal) return refusal;
    throw error;
  }
};
