import { BadCall } from '@/app/bench/answer-call';
import { AttackImpossible } from '@/lib/attacks/lab';
import { AttackMeaningless, TooManyAttacks } from '@/lib/attacks/run-attack';
import type { Bench } from '@/lib/bench/bench';
import { findBench, NoSuchBench, TooManyBenches } from '@/lib/bench/benches';
import { TooManyStreams } from '@/lib/bench/event-stream';
import { FaultImpossible } from '@/lib/bench/faults';
import { isDatabaseFailure } from '@/lib/db';
import { arrival } from '@/lib/http/arrival';
import type { Place } from '@/lib/http/origins';
import { errorText, log } from '@/lib/log';
import { PolicyRefused } from '@/lib/shop/policy';
import { StoreUnavailable } from '@/lib/shop/stores/store';

/**
 * What the benches' JSON calls share: proxy.ts has settled method, origin, type and size; here bodies are read, and
 * whatever is refused becomes a status and one sentence under "error".
 */

export function json(body: unknown, status = 200, headers: Record<string, string> = {}): Response {
  return Response.json(body, { status, headers: { 'Cache-Control': 'no-store', ...headers } });
}

function failure(error: unknown): Response {
  const refuse = (status: number, headers?: Record<string, string>) =>
    json({ error: (error as Error).message }, status, headers);
  if (error instanceof BadCall || error instanceof PolicyRefused) return refuse(400);
  if (error instanceof NoSuchBench) return refuse(404);
  const isImpossible = [FaultImpossible, AttackMeaningless, AttackImpossible].some((kind) => error instanceof kind);
  if (isImpossible) return refuse(409);
  if (error instanceof TooManyAttacks) return refuse(429, { 'Retry-After': '5' });
  if (error instanceof TooManyBenches) return refuse(429, { 'Retry-After': String(error.retryAfterSeconds) });
  if (error instanceof TooManyStreams) return refuse(429, { 'Retry-After': '5' });
  if (error instanceof StoreUnavailable) return refuse(503, { 'Retry-After': '5' });
  log().error({ event: 'unexpected-error', request: arrival().id, error: errorText(error) });
  if (isDatabaseFailure(error)) {
    return json({ error: 'The database does not answer. Try again in a moment.' }, 503, { 'Retry-After': '10' });
  }
  return json({ error: 'This went wrong here, and was logged.' }, 500);
}

/** Answers a call; whatever it throws becomes an answer too. */
export async function answerCall(answer: (place: Place) => Promise<Response>): Promise<Response> {
  try {
    const { place } = arrival();
    if (!place) throw new Error('A call without a place passed the front door.');
    return await answer(place);
  } catch (error) {
    return failure(error);
  }
}

export interface BenchRoute {
  params: Promise<{ bench: string }>;
}

/** Answers a call about one bench. */
export async function answerBenchCall(
  { params }: BenchRoute,
  answer: (bench: Bench, place: Place) => Promise<Response>,
): Promise<Response> {
  return answerCall(async (place) => {
    const { bench: id } = await params;
    const bench = await findBench(id);
    const wait = bench.rate.take();
    if (wait > 0) {
      const error = `This bench has had too many requests. Try again in ${wait} s.`;
      return json({ error }, 429, { 'Retry-After': String(wait) });
    }
    return answer(bench, place);
  });
}

/**
 * The body of a call, unchecked.
 * @throws {BadCall} where it is no JSON
 */
export async function readJson(request: Request): Promise<unknown> {
  const text = await request.text();
  try {
    return text === '' ? {} : JSON.parse(text);
  } catch {
    throw new BadCall('The body is no JSON.');
  }
}

/**
 * The number of an exchange in the address.
 * @throws {BadCall}
 */
export function numberAfter(text: string | null): number {
  if (text === null || text === '') return 0;
  if (!/^\d{1,15}$/.test(text)) throw new BadCall('The number of an exchange is a whole number.');
  return Number(text);
}
