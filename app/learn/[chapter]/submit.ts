import { benchCall } from '@/app/bench/action';
import { answerBench } from '@/app/bench/answer-call';
import { describeBench } from '@/lib/bench/describe';
import type { Chapter } from '@/lib/course/chapter';
import type { Reader } from '@/lib/course/notebooks';
import { StepRefused } from '@/lib/course/step-refused';
import { arrival } from '@/lib/http/arrival';
import type { Submission, Submit } from '@/lib/http/submission';
import { writingReader } from '../reader';
import { refusalFor } from '../refusals';
import { BadForm, doWork, standingOf } from '../work';
import { findWritten } from '../written';

/** Where on the page what a form has done is to be seen. */
const PLACES: Record<string, string> = {
  predict: '#do',
  open: '#do',
  keep: '#own',
  answer: '#last',
  measure: '#sum',
  reset: '',
};

/** A form of a chapter, from a browser with script or without. */
export const submitChapter: Submit = async (submission) => {
  const { fields, path } = submission;
  const chapter = findWritten(path.split('/')[2] ?? '');
  if (!chapter) return { status: 404, sentence: 'There is no such chapter.' };
  try {
    const { reader, setCookies } = await writingReader();
    const query = kept();
    if (isForBench(fields)) await changeBench(chapter, reader, submission);
    else {
      const { bench } = await doWork({ chapter, reader, fields, address: submission.address });
      // The frame begins with an empty jar, once.
      if (fields.do === 'start-over' && bench) query.set('started', String(bench.journal.last));
    }
    const place = query.has('step') ? '' : (PLACES[fields.do ?? ''] ?? '#do');
    return { to: `${path}${query.size > 0 ? `?${query}` : ''}${place}`, setCookies };
  } catch (error) {
    const refusal = refusalFor(error);
    if (!refusal) throw error;
    return refusal;
  }
};

/** What the page's address says besides its path: the whole chapter where there is another page of it, a walkthrough's slide. */
function kept(): URLSearchParams {
  const asked = new URLSearchParams((arrival().request.url ?? '').split('?')[1] ?? '');
  return new URLSearchParams(
    ['read', 'present', 'step'].flatMap((name) => (asked.has(name) ? [[name, asked.get(name) ?? '']] : [])),
  );
}

/** Switches, faults, the clock and Mallory's client stand in forms of the workbench's own, which may be part of a chapter. */
const isForBench = (fields: Record<string, string>) =>
  ['policy', 'clock', 'fault', 'mallory'].includes(fields.do ?? '');

async function changeBench(chapter: Chapter, reader: Reader, { fields, place }: Submission): Promise<void> {
  const { bench } = await standingOf(chapter, reader);
  if (!bench) throw new StepRefused('Your bench has ended. Open a new one first.');
  const call = benchCall(fields, await describeBench(bench, place));
  if (!call) throw new BadForm('This form asks for nothing that there is here.');
  await answerBench(bench, call.path, call.body);
}
