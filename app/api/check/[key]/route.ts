import { z } from 'zod';
import { checked } from '@/app/bench/answer-call';
import { tell } from '@/lib/check/checks';
import { json, readJson } from '../../benches/call';
import { answerCheckCall, type CheckRoute } from '../call';

/** What the check has seen so far. */
export function GET(_request: Request, route: CheckRoute): Promise<Response> {
  return answerCheckCall(route, async ({ seen }) => json(seen));
}

const toldSchema = z.strictObject({
  popup: z.enum(['opened', 'blocked']).optional(),
  eventMilliseconds: z.number().int().min(0).max(60_000).nullable().optional(),
});

/** What the page itself has found out. */
export function POST(request: Request, route: CheckRoute): Promise<Response> {
  return answerCheckCall(route, async (check) => {
    tell(check, checked(await readJson(request), toldSchema));
    return json(check.seen);
  });
}
