import type { Bench } from '@/lib/bench/bench';
import { onScratchBench } from '@/lib/bench/benches';
import type { Attack, AttackResult } from './attack';
import { runAttack } from './run-attack';
import type { VictimWindow } from './victim-window';

/**
 * Runs an attack against a bench's policy and secret on a bench of its own, so that neither the visitor's own sessions
 * nor their wire notice.
 *
 * @param window makes the victim's window for the bench that is made for this
 * @throws {AttackMeaningless} @throws {NeedsBrowser} @throws {TooManyAttacks}
 * @throws {StoreUnavailable} where the store of this policy is out of reach
 */
export function runOnScratch(
  { preset, policy, secret }: Pick<Bench, 'preset' | 'policy' | 'secret'>,
  attack: Attack,
  window: ((scratch: Bench) => VictimWindow) | null = null,
): Promise<AttackResult> {
  return onScratchBench({ preset, policy, secret }, (scratch) => runAttack(scratch, attack, window?.(scratch)));
}
