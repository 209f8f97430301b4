import type { Attack } from './attack';
import { fixation } from './fixation';
import { ATTACK_NAMES, type AttackName } from './names';
import { overflow } from './overflow';
import { restart } from './restart';
import { sharedMachine } from './shared-machine';
import { staleSession } from './stale-session';
import { stolenCookie } from './stolen-cookie';
import { tamper } from './tamper';

const byName: Partial<Record<AttackName, Attack>> = {
  tamper,
  'shared-machine': sharedMachine,
  'stolen-cookie': stolenCookie,
  fixation,
  'stale-session': staleSession,
  restart,
  overflow,
};

/** Every attack, in the order of the course. */
export const attacks: readonly Attack[] = ATTACK_NAMES.flatMap((name) => byName[name] ?? []);

export function findAttack(name: string): Attack | null {
  return attacks.find((attack) => attack.name === name) ?? null;
}
