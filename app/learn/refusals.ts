import { BadCall } from '@/app/bench/answer-call';
import { AttackMeaningless, NeedsBrowser, TooManyAttacks } from '@/lib/attacks/run-attack';
import { NoSuchBench, TooManyBenches } from '@/lib/bench/benches';
import { FaultImpossible } from '@/lib/bench/faults';
import { StepRefused } from '@/lib/course/step-refused';
import type { Refusal } from '@/lib/http/submission';
import { PolicyRefused } from '@/lib/shop/policy';
import { StoreUnavailable } from '@/lib/shop/stores/store';
import { BadForm } from './work';

/** What was refused on a chapter's page, as a status and one sentence; null for what nobody expected. */
export function refusalFor(error: unknown): Pick<Refusal, 'status' | 'sentence' | 'retryAfterSeconds'> | null {
  if (!(error instanceof Error)) return null;
  const sentence = error.message;
  if (error instanceof BadForm || error instanceof BadCall || error instanceof PolicyRefused)
    return { status: 400, sentence };
  if (error instanceof NoSuchBench) return { status: 404, sentence };
  const isImpossible =
    error instanceof StepRefused ||
    error instanceof FaultImpossible ||
    error instanceof AttackMeaningless ||
    error instanceof NeedsBrowser;
  if (isImpossible) return { status: 409, sentence };
  if (error instanceof TooManyAttacks) return { status: 429, sentence, retryAfterSeconds: 5 };
  if (error instanceof TooManyBenches) return { status: 429, sentence, retryAfterSeconds: error.retryAfterSeconds };
  if (error instanceof StoreUnavailable) return { status: 503, sentence, retryAfterSeconds: 5 };
  return null;
}
