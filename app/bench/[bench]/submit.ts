import { findBench, NoSuchBench } from '@/lib/bench/benches';
import { describeBench } from '@/lib/bench/describe';
import { FaultImpossible } from '@/lib/bench/faults';
import type { Submit } from '@/lib/http/submission';
import { PolicyRefused } from '@/lib/shop/policy';
import { StoreUnavailable } from '@/lib/shop/stores/store';
import { benchCall } from '../action';
import { answerBench, BadCall } from '../answer-call';

/** A form of the workbench, from a browser without script: the same call that the page's script makes. */
export const submitBench: Submit = async ({ fields, path, place }) => {
  try {
    const bench = await findBench(path.split('/')[2] ?? '');
    const call = benchCall(fields, await describeBench(bench, place));
    if (!call) return { status: 400, because: 'malformed' };
    await answerBench(bench, call.path, call.body);
    return { to: fields.do === 'start-over' ? `${path}?started=${bench.journal.last}` : path };
  } catch (error) {
    if (error instanceof NoSuchBench) return { status: 404, sentence: error.message };
    if (error instanceof FaultImpossible) return { status: 409, sentence: error.message };
    if (error instanceof PolicyRefused || error instanceof BadCall) return { status: 400, sentence: error.message };
    if (error instanceof StoreUnavailable) return { status: 503, sentence: error.message, retryAfterSeconds: 5 };
    throw error;
  }
};
