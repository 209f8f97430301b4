import type { Attack } from './attack';
import { csrf } from './csrf';
import { loginCsrf } from './login-csrf';
import { ATTACK_NAMES, type AttackName } from './names';
import { refererLeak } from './referer-leak';
import { scriptTheft } from './script-theft';
import { tamper } from './tamper';

const byName: Partial<Record<AttackName, Attack>> = {
  tamper,
  'script-theft': scriptTheft,
  'referer-leak': refererLeak,
  csrf,
  'login-csrf': loginCsrf,
};

/** Every attack, in the order of the course. */
export const attacks: readonly Attack[] = ATTACK_NAMES.flatMap((name) => byName[name] ?? []);

export function findAttack(name: string): Attack | null {
  return attacks.find((attack) => attack.name === name) ?? null;
}
