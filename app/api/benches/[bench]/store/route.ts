import { describeServer } from '@/lib/bench/describe';
import { answerBenchCall, type BenchRoute, json } from '../../call';

/** What the server holds: rows, users, secret, clock. */
export function GET(_request: Request, route: BenchRoute): Promise<Response> {
  return answerBenchCall(route, async (bench) => json(await describeServer(bench)));
}
