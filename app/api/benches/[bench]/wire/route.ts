import type { WireView } from '@/lib/bench/view';
import { answerBenchCall, type BenchRoute, json, numberAfter } from '../../call';

export function GET(request: Request, route: BenchRoute): Promise<Response> {
  return answerBenchCall(route, async ({ journal }) => {
    const after = numberAfter(new URL(request.url).searchParams.get('after'));
    return json({ exchanges: journal.after(after), last: journal.last } satisfies WireView);
  });
}
