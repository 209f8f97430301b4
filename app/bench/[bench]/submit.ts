import { findAttack } from '@/lib/attacks/attacks';
import { noteResult } from '@/lib/attacks/results';
import { runAttack } from '@/lib/attacks/run-attack';
import type { Bench } from '@/lib/bench/bench';
import { findBench } from '@/lib/bench/benches';
import { describeBench } from '@/lib/bench/describe';
import type { Answer, Submission, Submit } from '@/lib/http/submission';
import { benchCall } from '../action';
import { answerBench } from '../answer-call';
import { refusalFor, tooOften } from '../refusal-for';

/** A form of the workbench, from a browser without script: the same call that the page's script makes. */
export const submitBench: Submit = async (submission) => {
  try {
    const bench = await findBench(submission.path.split('/')[2] ?? '');
    const refusal = tooOften(bench);
    if (refusal) return refusal;
    return submission.fields.do === 'attack' ? await attack(bench, submission) : await change(bench, submission);
  } catch (error) {
    const refusal = refusalFor(error);
    if (refusal) return refusal;
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
  const { policy } = bench;
  noteResult(bench, policy, await runAttack(bench, found));
  return { to: `${path}?attacked=${found.name}#attack-${found.name}` };
}
