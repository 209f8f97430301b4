import { attacks } from '@/lib/attacks/attacks';
import type { SessionPolicy } from '@/lib/shop/policy';
import type { OfferedAttack } from './attack-state';

/** Every attack, in the order of the course, as it stands under this policy. */
export function attacksOn(policy: SessionPolicy): OfferedAttack[] {
  return attacks.map((attack) => {
    const { name, title, tries, needed } = attack;
    return { name, title, tries, needed, meaningless: attack.meaningless(policy) };
  });
}
