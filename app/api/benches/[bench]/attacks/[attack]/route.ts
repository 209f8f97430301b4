import { z } from 'zod';
import { checked } from '@/app/bench/answer-call';
import { findAttack } from '@/lib/attacks/attacks';
import { NeedsBrowser, runAttack } from '@/lib/attacks/run-attack';
import { malloryAddressOf } from '@/lib/http/origins';
import { answerBenchCall, json, readJson } from '../../../call';

interface AttackRoute {
  params: Promise<{ bench: string; attack: string }>;
}

/** Runs an attack and its control against this bench, or says where a browser can. */
export function POST(request: Request, route: AttackRoute): Promise<Response> {
  return answerBenchCall(route, async (bench, place) => {
    const { attack: name } = await route.params;
    checked(await readJson(request), z.strictObject({}));
    const attack = findAttack(name);
    if (!attack) return json({ error: `There is no attack called "${name.slice(0, 40)}".` }, 404);
    try {
      return json(await runAttack(bench, attack));
    } catch (error) {
      if (!(error instanceof NeedsBrowser)) throw error;
      const open = `${malloryAddressOf(place, bench.id).base}/run/${attack.name}`;
      return json({ needs: 'browser', open, error: `${error.message} Open ${open}.` }, 409);
    }
  });
}
