import { attacks } from '@/lib/attacks/attacks';
import type { AttackText } from '@/lib/attacks/grid/view';

/** What the pages say of every attack, without what the server needs to run it. */
export function attackTexts(): AttackText[] {
  return attacks.map(({ name, title, tries, needed }) => ({ name, title, tries, needed }));
}
