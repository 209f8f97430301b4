import { BadCall } from '@/app/bench/answer-call';
import { type BenchRefusal, refusalFor, tooOften } from '@/app/bench/refusal-for';
import type { Bench } from '@/lib/bench/bench';
import { findBench } from '@/lib/bench/benches';
import { isDatabaseFailure } from '@/lib/db';
import { arrival } from '@/lib/http/arrival';
import type { Place } from '@/lib/http/origins';
import { errorText, log } from '@/lib/log';

/**
 * What the benches' JSON calls share: proxy.ts has settled method, origin, type and size; here bodies are read, and
 * whatever is refused becomes a status and one sentence under "error".
 */

export function json(body: unknown, status = 200, headers: Record<string, string> = {}): Response {
  return Response.json(body, { status, headers: { 'Cache-Control': 'no-store', ...headers } });
}

function refuse({ status, sentence, retryAfterSeconds }: BenchRefusal): Response {
  return json({ error: sentence }, status, retryAfterSeconds ? { 'Retry-After': String(retryAfterSeconds) } : {});
}

function failure(error: unknown): Response {
  const refusal = refusalFor(error);
  if (refusal) return refuse(refusal);
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
    const refusal = tooOften(bench);
    if (refusal) return refuse(refusal);
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
  if (!/^\d{1,15}$/.test(text)) throw new BadCall('"after" is a whole number.');
  return Number(text);
}
