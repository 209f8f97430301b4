import { type BenchRefusal, refusalFor as refusalOfBench } from '@/app/bench/refusal-for';
import { TooManyNotebooks } from '@/lib/course/new-notebooks';
import { StepRefused } from '@/lib/course/step-refused';
import { BadForm } from './work';

/** What was refused on a chapter's page, as a status and one sentence; null for what nobody expected. */
export function refusalFor(error: unknown): BenchRefusal | null {
  if (error instanceof BadForm) return { status: 400, sentence: error.message };
  if (error instanceof StepRefused) return { status: 409, sentence: error.message };
  if (error instanceof TooManyNotebooks) {
    return { status: 429, sentence: error.message, retryAfterSeconds: error.retryAfterSeconds };
  }
  return refusalOfBench(error);
}
