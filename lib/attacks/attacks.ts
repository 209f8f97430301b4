import type { Attack } from './attack';
import { ATTACK_NAMES, type AttackName } from './names';
import { tamper } from './tamper';
import { wireTheft } from './wire-theft';

const byName: Partial<Record<AttackName, Attack>> = {
  tamper,
  'wire-theft': wireTheft,
};

/** Every attack, in the order of the course. */
export const attacks: readonly Attack[] = ATTACK_NAMES.flatMap((name) => byName[name] ?? []);

export function findAttack(name: string): Attack | null {
  return attacks.find((attack) => attack.name === name) ?? null;
}
