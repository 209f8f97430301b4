import { z } from 'zod';
import { checked } from '@/app/bench/answer-call';
import { createBench } from '@/lib/bench/benches';
import { describeBench } from '@/lib/bench/describe';
import { arrival } from '@/lib/http/arrival';
import { answerCall, json, readJson } from './call';

const bodySchema = z.strictObject({
  preset: z.string().max(60).optional(),
  policy: z.unknown().optional(),
  secret: z.string().max(200).optional(),
});

/** Makes a bench. */
export function POST(request: Request): Promise<Response> {
  return answerCall(async (place) => {
    const bench = await createBench(checked(await readJson(request), bodySchema), arrival().address);
    return json(await describeBench(bench, place), 201, { Location: `/api/benches/${bench.id}` });
  });
}
