import type { Attack } from './attack';
import { crackSecret } from './crack-secret';
import { guessId } from './guess-id';
import { ATTACK_NAMES, type AttackName } from './names';
import { read } from './read';
import { replayAfterLogout } from './replay-after-logout';
import { roleRace } from './role-race';
import { tamper } from './tamper';

const byName: Partial<Record<AttackName, Attack>> = {
  read,
  tamper,
  'crack-secret': crackSecret,
  'replay-after-logout': replayAfterLogout,
  'role-race': roleRace,
  'guess-id': guessId,
};

/** Every attack, in the order of the course. */
export const attacks: readonly Attack[] = ATTACK_NAMES.flatMap((name) => byName[name] ?? []);

export function findAttack(name: string): Attack | null {
  return attacks.find((attack) => attack.name === name) ?? null;
}
