import { z } from 'zod';
import type { Bench } from '@/lib/bench/bench';
import { keepBench } from '@/lib/bench/benches';
import { MAX_AHEAD_SECONDS } from '@/lib/bench/clock';
import { cause, faultSchema } from '@/lib/bench/faults';
import { actAsMallory, mallorySchema } from '@/lib/bench/mallory';
import { NamedError } from '@/lib/named-error';
import type { BenchPath } from './action';

/** What the JSON calls and the page's forms both do to a bench: one reading and one doing of each. */

const patchSchema = z.strictObject({
  /** Switches to replace; the others stay. */
  policy: z.unknown().optional(),
  /** A preset's switches, all of them. */
  preset: z.string().max(60).optional(),
  /** Everything as it was when the bench was made. */
  startOver: z.literal(true).optional(),
});

const clockSchema = z.strictObject({
  advanceSeconds: z.number().int().min(0).max(MAX_AHEAD_SECONDS).optional(),
  paused: z.boolean().optional(),
});

/** The body is not what the call takes. The message is one sentence for whoever called. */
export class BadCall extends NamedError {
  static override readonly errorName = 'BadCall';
}

/** @throws {BadCall} */
export function checked<T>(body: unknown, schema: z.ZodType<T>): T {
  const result = schema.safeParse(body);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  const name = issue?.path.join('.');
  if (issue?.code === 'unrecognized_keys') {
    throw new BadCall(`There is no field called "${String(issue.keys[0]).slice(0, 60)}".`);
  }
  // Said where the rule stands.
  if (issue?.code === 'invalid_format') throw new BadCall(issue.message);
  throw new BadCall(
    name ? `"${name}" is not what this call takes.` : 'The body is to be a JSON object of this call’s fields.',
  );
}

/**
 * @throws {BadCall} for a body that is not the call's
 * @throws {PolicyRefused} for switches that make no sense
 * @throws {FaultImpossible} for a fault that cannot happen here
 * @throws {StoreUnavailable} where the store that it needs is out of reach
 */
export async function answerBench(bench: Bench, path: BenchPath, body: unknown): Promise<void> {
  await change(bench, path, body);
  // What was answered is kept, also where the server ends in the next moment.
  await keepBench(bench);
}

async function change(bench: Bench, path: BenchPath, body: unknown): Promise<void> {
  if (path === '/clock') return bench.setClock(checked(body, clockSchema));
  if (path === '/faults') return cause(bench, checked(body, faultSchema));
  if (path === '/mallory') return actAsMallory(bench, checked(body, mallorySchema));
  const changes = checked(body, patchSchema);
  bench.check(changes);
  const { policy, preset, startOver } = changes;
  if (startOver) await bench.startOver();
  if (preset !== undefined) await bench.adopt(preset);
  if (policy !== undefined) await bench.change(policy);
}
