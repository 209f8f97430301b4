import { attacksOn } from '@/app/bench/attack-list';
import { answerBenchCall, type BenchRoute, json } from '../../call';

/** Every attack, and why it means nothing under this bench's policy where it does not. */
export function GET(_request: Request, route: BenchRoute): Promise<Response> {
  return answerBenchCall(route, async ({ policy }) => json({ attacks: attacksOn(policy) }));
}
