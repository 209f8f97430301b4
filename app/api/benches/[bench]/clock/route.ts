import { answerBench } from '@/app/bench/answer-call';
import { describeServer, reachableRows } from '@/lib/bench/describe';
import { answerBenchCall, type BenchRoute, json, readJson } from '../../call';

/** Moves the bench’s clock forward, or makes it stand still or run. */
export function POST(request: Request, route: BenchRoute): Promise<Response> {
  return answerBenchCall(route, async (bench) => {
    await answerBench(bench, '/clock', await readJson(request));
    // It is done, whether its rows can be read or not.
    const { rows } = await reachableRows(bench);
    return json(await describeServer(bench, rows));
  });
}
