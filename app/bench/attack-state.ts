import type { Attack, AttackResult } from '@/lib/attacks/attack';
import type { AttackName } from '@/lib/attacks/names';

/** An attack as the workbench offers it. */
export type OfferedAttack = Pick<Attack, 'name' | 'title' | 'tries' | 'needed'> & {
  /** Why it means nothing under the bench's policy, as a sentence; null where it can be tried. */
  meaningless: string | null;
};

/** How far an attack has come that was begun from the workbench. */
export type AttackState =
  | { kind: 'running' }
  | { kind: 'ran'; result: RanAttack }
  /** It goes on in a window of the visitor's own browser, at `open`. */
  | { kind: 'needs-browser'; sentence: string; open: string | null }
  | { kind: 'refused'; sentence: string };

export type AttackStates = Partial<Record<AttackName, AttackState>>;

/** What an attack came to; of its exchanges, which stand on the wire, the numbers. */
export type RanAttack = Omit<AttackResult, 'exchanges'> & { exchanges: number[] };

export function ranAttack({ exchanges, ...result }: AttackResult): RanAttack {
  return { ...result, exchanges: exchanges.map(({ n }) => n) };
}
