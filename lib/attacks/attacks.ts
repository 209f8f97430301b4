import type { Attack } from './attack';
import { crackSecret } from './crack-secret';
import { csrf } from './csrf';
import { fixation } from './fixation';
import { guessId } from './guess-id';
import { loginCsrf } from './login-csrf';
import type { AttackName } from './names';
import { overflow } from './overflow';
import { read } from './read';
import { refererLeak } from './referer-leak';
import { replayAfterLogout } from './replay-after-logout';
import { restart } from './restart';
import { roleRace } from './role-race';
import { scriptTheft } from './script-theft';
import { sharedMachine } from './shared-machine';
import { staleSession } from './stale-session';
import { stolenCookie } from './stolen-cookie';
import { tamper } from './tamper';
import { wireTheft } from './wire-theft';

const byName: Record<AttackName, Attack> = {
  read,
  tamper,
  'crack-secret': crackSecret,
  'replay-after-logout': replayAfterLogout,
  'role-race': roleRace,
  'guess-id': guessId,
  'script-theft': scriptTheft,
  'wire-theft': wireTheft,
  'shared-machine': sharedMachine,
  'stolen-cookie': stolenCookie,
  fixation,
  'referer-leak': refererLeak,
  csrf,
  'login-csrf': loginCsrf,
  'stale-session': staleSession,
  restart,
  overflow,
};

/** Every attack, in the order of the course. */
export const attacks: readonly Attack[] = Object.values(byName);

export const attackNamed = (name: AttackName): Attack => byName[name];

export function findAttack(name: string): Attack | null {
  return attacks.find((attack) => attack.name === name) ?? null;
}
