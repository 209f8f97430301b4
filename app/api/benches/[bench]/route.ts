import { answerBench } from '@/app/bench/answer-call';
import { endBench } from '@/lib/bench/benches';
import { describeBench } from '@/lib/bench/describe';
import { answerBenchCall, type BenchRoute, json, readJson } from '../call';

export function GET(_request: Request, route: BenchRoute): Promise<Response> {
  return answerBenchCall(route, async (bench, place) => json(await describeBench(bench, place)));
}

/** Replaces switches, or takes the bench back to its start. */
export function PATCH(request: Request, route: BenchRoute): Promise<Response> {
  return answerBenchCall(route, async (bench, place) => {
    await answerBench(bench, '', await readJson(request));
    return json(await describeBench(bench, place));
  });
}

export function DELETE(_request: Request, route: BenchRoute): Promise<Response> {
  return answerBenchCall(route, async (bench) => {
    await endBench(bench.id);
    return new Response(null, { status: 204, headers: { 'Cache-Control': 'no-store' } });
  });
}
