import type { AttackName } from '../../lib/attacks/names.ts';
import { changePolicy, type PolicyChanges, type SessionPolicy } from '../../lib/shop/policy.ts';
import { findPreset } from '../../lib/shop/presets.ts';
import { type Expected, expected, PRESETS, type PresetName, variants } from './attack-table.ts';

/** One line of the truth table. */
export interface Case {
  name: string;
  preset: PresetName;
  change: PolicyChanges;
  outcome: Expected;
  because: string;
}

/** An attack under every preset, then under the policies that no preset has. */
export function casesOf(attack: AttackName): Case[] {
  const own = PRESETS.map((preset) => ({ name: preset, preset, change: {}, ...expected(attack, preset) }));
  const others = variants
    .filter((variant) => variant.attack === attack)
    .map((variant) => ({ name: `${variant.preset} with ${JSON.stringify(variant.change)}`, ...variant }));
  return [...own, ...others];
}

export function policyOf({ preset, change }: Pick<Case, 'preset' | 'change'>): SessionPolicy {
  const found = findPreset(preset);
  if (!found) throw new Error(`There is no preset called ${preset}.`);
  return changePolicy(found.policy, change);
}
