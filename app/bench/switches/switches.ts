import type { SessionPolicy } from '@/lib/shop/policy';
import { capital } from '@/lib/wire/capital';
import { cookieSwitches } from './cookie';
import { csrfSwitches } from './csrf';
import { expirySwitches } from './expiry';
import { idSwitches } from './id';
import { leakSwitches } from './leaks';
import { loginSwitches } from './login';
import { mechanismSwitches } from './mechanism';
import { NEXT_COOKIE, type Switch } from './switch';

/** Every switch of a policy, in the order in which the page shows them. */
export const switches: readonly Switch[] = [
  ...mechanismSwitches,
  ...idSwitches,
  ...cookieSwitches,
  ...expirySwitches,
  ...loginSwitches,
  ...csrfSwitches,
  ...leakSwitches,
];

/** The value of a switch as its field has it: "" for none, "true" and "false", old secrets one a line. */
export function fieldValue(policy: SessionPolicy, name: string): string {
  const [first = '', second] = name.split('.');
  const outer: unknown = (policy as Record<string, unknown>)[first];
  const value = second === undefined ? outer : (outer as Record<string, unknown> | undefined)?.[second];
  if (value === null || value === undefined) return '';
  return Array.isArray(value) ? value.join('\n') : String(value);
}

/** Why a switch says nothing under this policy, as a sentence; null where it does. */
export function meaninglessUnder({ only, meaningless }: Switch, { mechanism }: SessionPolicy): string | null {
  return only === undefined || only.includes(mechanism) ? null : `${capital(meaningless ?? 'it has no meaning here')}.`;
}

/** What the present value of a switch leads to, as a sentence. */
export function consequence(one: Switch, policy: SessionPolicy): string {
  return `${capital(one.clause(policy))}.`;
}

/** What a change of policy changes, one sentence a switch, each with the moment from which on. */
export function whatWillDiffer(before: SessionPolicy, after: SessionPolicy): string[] {
  const changed = switches.filter(
    (one) =>
      meaninglessUnder(one, after) === null &&
      meaninglessUnder(one, before) === null &&
      fieldValue(before, one.name) !== fieldValue(after, one.name),
  );
  const sentences = changed.map((one) => `${since(one, after)} ${one.clause(after)}.`);
  if (before.mechanism !== after.mechanism) {
    if (before.mechanism === 'none') return sentences;
    sentences.push('What the browser holds now cannot be read any more: everybody is logged out.');
  } else if (fieldValue(before, 'store') !== fieldValue(after, 'store')) {
    sentences.push('Sessions stay in the old store: everybody is logged out.');
  }
  return sentences;
}

/** "From the next login on", "From the next time the cookie is set,". */
function since({ from }: Switch, policy: SessionPolicy): string {
  const moment = typeof from === 'string' ? from : from(policy);
  return moment === NEXT_COOKIE ? `From ${moment},` : `From ${moment} on`;
}

/** Which switches stand outside, before one opens all of them. */
export function firstSwitches({ mechanism }: SessionPolicy): string[] {
  switch (mechanism) {
    case 'server':
      return ['mechanism', 'store', 'renewAtLogin', 'logout'];
    case 'signed':
    case 'encrypted':
      return ['mechanism', 'secretStrength', 'cookie.httpOnly', 'roleFrom'];
    default:
      return ['mechanism', 'cookie.httpOnly', 'cookie.sameSite', 'roleFrom'];
  }
}
