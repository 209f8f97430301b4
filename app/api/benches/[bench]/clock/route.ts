import { answerBench } from '@/app/bench/answer-call';
import { describeServer } from '@/lib/bench/describe';
import { answerBenchCall, type BenchRoute, json, readJson } from '../../call';

/** Moves the bench’s clock forward, or makes it stand still or run. */
export function POST(request: Request, route: BenchRoute): Promise<Response> {
  return answerBenchCall(route, async (bench) => {
    await answerBench(bench, '/clock', await readJson(request));
    return json(await describeServer(bench));
  });
}
