import { isDeepStrictEqual } from 'node:util';
import { changePolicy, type SessionPolicy } from '@/lib/shop/policy';
import type { SwitchEffect } from './attack';

/** Those that change something under this policy: what is on already cannot be switched on. */
export function effective(policy: SessionPolicy, effects: readonly SwitchEffect[]): SwitchEffect[] {
  return effects.filter(({ change }) => !isDeepStrictEqual(changePolicy(policy, change), policy));
}
