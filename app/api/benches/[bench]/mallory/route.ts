import { answerBench } from '@/app/bench/answer-call';
import { describeServer, reachableRows } from '@/lib/bench/describe';
import { answerBenchCall, type BenchRoute, json, readJson } from '../../call';

/** Does as Mallory what a visitor who plays her asks for. */
export function POST(request: Request, route: BenchRoute): Promise<Response> {
  return answerBenchCall(route, async (bench) => {
    await answerBench(bench, '/mallory', await readJson(request));
    // It is done, whether its rows can be read or not.
    const { rows } = await reachableRows(bench);
    return json(await describeServer(bench, rows));
  });
}
