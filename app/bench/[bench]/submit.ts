import { findAttack } from '@/lib/attacks/attacks';
import { noteRun } from '@/lib/attacks/last-run';
import { AttackMeaningless, NeedsBrowser, runAttack, TooManyAttacks } from '@/lib/attacks/run-attack';
import type { Bench } from '@/lib/bench/bench';
import { findBench, NoSuchBench } from '@/lib/bench/benches';
import { describeBench } from '@/lib/bench/describe';
import { FaultImpossible } from '@/lib/bench/faults';
import type { Answer, Submission, Submit } from '@/lib/http/submission';
import { PolicyRefused } from '@/lib/shop/policy';
import { StoreUnavailable } from '@/lib/shop/stores/store';
import { benchCall } from '../action';
import { answerBench, BadCall } from '../answer-call';

/** A form of the workbench, from a browser without script: the same call that the page's script makes. */
export const submitBench: Submit = async (submission) => {
  try {
    const bench = await findBench(submission.path.split('/')[2] ?? '');
    const wait = bench.rate.take();
    if (wait > 0) {
      const sentence = `This bench has had too many requests. Try again in ${wait} s.`;
      return { status: 429, sentence, retryAfterSeconds: wait };
    }
    return submission.fields.do === 'attack' ? await attack(bench, submission) : await change(bench, submission);
  } catch (error) {
    if (error instanceof NoSuchBench) return { status: 404, sentence: error.message };
    if (error instanceof FaultImpossible || error instanceof AttackMeaningless || error instanceof NeedsBrowser) {
      return { status: 409, sentence: error.message };
    }
    if (error instanceof PolicyRefused || error instanceof BadCall) return { status: 400, sentence: error.message };
    if (error instanceof TooManyAttacks) return { status: 429, sentence: error.message, retryAfterSeconds: 5 };
    if (error instanceof StoreUnavailable) return { status: 503, sentence: error.message, retryAfterSeconds: 5 };
    throw error;
  }
};

async function change(bench: Bench, { fields, path, place }: Submission): Promise<Answer> {
  const call = benchCall(fields, await describeBench(bench, place));
  if (!call) return { status: 400, because: 'malformed' };
  await answerBench(bench, call.path, call.body);
  switch (fields.do) {
    case 'start-over':
      return { to: `${path}?started=${bench.journal.last}` };
    case 'mallory':
      return { to: `${path}#pane-mallory` };
    default:
      return { to: path };
  }
}

async function attack(bench: Bench, { fields, path }: Submission): Promise<Answer> {
  const found = findAttack(fields.attack ?? '');
  if (!found) return { status: 400, because: 'malformed' };
  noteRun(bench, await runAttack(bench, found));
  return { to: `${path}?attacked=${found.name}#attack-${found.name}` };
}
