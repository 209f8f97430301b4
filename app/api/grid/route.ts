import { z } from 'zod';
import { checked } from '@/app/bench/answer-call';
import { describePresetsGrid } from '@/lib/attacks/grid/describe';
import { mayRunPresetGrids, runPresetGrids } from '@/lib/attacks/grid/runs';
import { answerCall, json, numberAfter, readJson } from '../benches/call';

/** Every attack against every preset, as far as it is known. `?after=N`: what has changed since change N. */
export function GET(request: Request): Promise<Response> {
  return answerCall(async () => {
    const after = numberAfter(new URL(request.url).searchParams.get('after'));
    return json(describePresetsGrid(after));
  });
}

/** Runs what was not run lately: 202; 200 where all was, or is under way. */
export function POST(request: Request): Promise<Response> {
  return answerCall(async () => {
    checked(await readJson(request), z.strictObject({}));
    const status = mayRunPresetGrids() ? 202 : 200;
    runPresetGrids();
    return json(describePresetsGrid(), status);
  });
}
