import { z } from 'zod';
import { checked } from '@/app/bench/answer-call';
import { describeBenchGrid } from '@/lib/attacks/grid/describe';
import { runBenchGrid } from '@/lib/attacks/grid/runs';
import { answerBenchCall, type BenchRoute, json, numberAfter, readJson } from '../../call';

/** All attacks against this bench's policy, as far as they were run. `?after=N`: what has changed since change N. */
export function GET(request: Request, route: BenchRoute): Promise<Response> {
  return answerBenchCall(route, async (bench) => {
    const after = numberAfter(new URL(request.url).searchParams.get('after'));
    return json(describeBenchGrid(bench, after));
  });
}

const bodySchema = z.strictObject({
  /** Also where this policy has been attacked a moment ago. */
  again: z.boolean().optional(),
});

/** Runs all attacks: 202; 200 with what is known where they run already, or did a moment ago. */
export function POST(request: Request, route: BenchRoute): Promise<Response> {
  return answerBenchCall(route, async (bench) => {
    const { again } = checked(await readJson(request), bodySchema);
    const { isNew } = runBenchGrid(bench, again);
    return json(describeBenchGrid(bench), isNew ? 202 : 200);
  });
}
