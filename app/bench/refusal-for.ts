import { AttackImpossible } from '@/lib/attacks/attack-impossible';
import { AttackMeaningless, NeedsBrowser, TooManyAttacks } from '@/lib/attacks/run-attack';
import { NoSuchBench, TooManyBenches } from '@/lib/bench/benches';
import { TooManyStreams } from '@/lib/bench/event-stream';
import { FaultImpossible } from '@/lib/bench/faults';
import type { Refusal } from '@/lib/http/submission';
import { PolicyRefused } from '@/lib/shop/policy';
import { StoreUnavailable } from '@/lib/shop/stores/store';
import { BadCall } from './answer-call';

export type BenchRefusal = Required<Pick<Refusal, 'status' | 'sentence'>> & Pick<Refusal, 'retryAfterSeconds'>;

type Kind = abstract new (...parameters: never[]) => Error;

const kinds: [status: Refusal['status'], kinds: Kind[], retryAfterSeconds?: number][] = [
  [400, [BadCall, PolicyRefused]],
  [404, [NoSuchBench]],
  [409, [FaultImpossible, AttackMeaningless, AttackImpossible, NeedsBrowser]],
  [429, [TooManyAttacks, TooManyStreams], 5],
  [503, [StoreUnavailable], 5],
];

/** What a bench has refused, as a status and one sentence; null for what nobody expected. */
export function refusalFor(error: unknown): BenchRefusal | null {
  if (!(error instanceof Error)) return null;
  const { message: sentence } = error;
  if (error instanceof TooManyBenches) return { status: 429, sentence, retryAfterSeconds: error.retryAfterSeconds };
  const found = kinds.find(([, of]) => of.some((kind) => error instanceof kind));
  if (!found) return null;
  const [status, , retryAfterSeconds] = found;
  return { status, sentence, ...(retryAfterSeconds !== undefined && { retryAfterSeconds }) };
}

/** One bench's share of requests is used up; null where it is not. */
export function tooOften({ rate }: { rate: { take(): number } }): BenchRefusal | null {
  const wait = rate.take();
  if (wait === 0) return null;
  return {
    status: 429,
    sentence: `This bench has had too many requests. Try again in ${wait} s.`,
    retryAfterSeconds: wait,
  };
}
