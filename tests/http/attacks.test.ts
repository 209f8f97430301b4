import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { AttackResult } from '../../lib/attacks/attack.ts';
import { attacks } from '../../lib/attacks/attacks.ts';
import { effective } from '../../lib/attacks/effects.ts';
import { changePolicy, type PolicyChanges } from '../../lib/shop/policy.ts';
import { casesOf, policyOf } from '../harness/attack-cases.ts';
import { call, newBench } from '../harness/benches.ts';
import { type Server, startServer } from '../harness/server.ts';

/**
 * The truth table: every attack that HTTP alone can show, under every preset, against the real thing; then each switch
 * that an attack names, thrown by itself. Those that need a browser are driven in one (tests/browser/attacks.spec.ts).
 */

let server: Server;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server?.stop());

/** On a bench of its own. A policy under which it means nothing gives null. */
async function outcomeOf(attack: string, preset: string, policy: PolicyChanges = {}): Promise<AttackResult | null> {
  const bench = await newBench(server, { preset, policy });
  const answer = await call(server, 'POST', `/${bench.view.id}/attacks/${attack}`, {});
  await call(server, 'DELETE', `/${bench.view.id}`);
  if (answer.status === 409) {
    expect(answer.json()).toEqual({ error: expect.stringMatching(/\S.*\.$/s) });
    return null;
  }
  if (answer.status !== 200) throw new Error(`${attack} under ${preset} gave ${answer.status}: ${answer.body}`);
  return answer.json() as AttackResult;
}

const verdict = (result: AttackResult | null) => (result === null ? 'none' : result.succeeded ? 'falls' : 'holds');

for (const attack of attacks.filter(({ by }) => by === 'http')) {
  describe(attack.title, () => {
    for (const given of casesOf(attack.name)) {
      const { name, preset, change, outcome, because } = given;
      test(`${attack.name} under ${name}: ${outcome}. ${because}`, async () => {
        const result = await outcomeOf(attack.name, preset, change);
        expect(verdict(result), result?.why).toBe(outcome);
        if (!result) return;
        expect(result.why).toMatch(/^[A-Z“].*\.$/s);
        expect(result.control.succeeded, result.control.why).toBe(false);
        expect(result.control.exchanges.length).toBeGreaterThan(0);
        expect(result.exchanges.length).toBeGreaterThan(result.control.exchanges.length);
      });

      if (outcome !== 'falls') continue;
      const policy = policyOf(given);
      for (const { change: more, because } of effective(policy, attack.stoppedBy(policy))) {
        test(`${attack.name} under ${name} is stopped by ${JSON.stringify(more)}: ${because}`, async () => {
          const result = await outcomeOf(attack.name, preset, changePolicy(policy, more));
          expect(verdict(result), result?.why).not.toBe('falls');
        });
      }
      for (const { change: more, because } of effective(policy, attack.notStoppedBy(policy))) {
        test(`${attack.name} under ${name} is not stopped by ${JSON.stringify(more)}: ${because}`, async () => {
          const result = await outcomeOf(attack.name, preset, changePolicy(policy, more));
          expect(verdict(result), result?.why).toBe('falls');
        });
      }
    }
  });
}
