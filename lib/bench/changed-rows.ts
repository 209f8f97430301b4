import type { SessionState } from '@/lib/shop/state';
import type { StoredSession } from '@/lib/shop/stores/store';
import type { Exchange } from '@/lib/wire/exchange';
import type { RowView } from './view';

const MAX_ROWS = 200;

/** Which exchange wrote each row last, and what stood there before. */
export class ChangedRows {
  readonly #changes = new Map<string, NonNullable<RowView['changed']>>();

  note({ n, steps }: Exchange): void {
    const before = new Map<string, SessionState | null>();
    for (const step of steps) {
      if (step.kind !== 'store-write') continue;
      const first = before.has(step.key) ? before.get(step.key) : stateOf(step.before);
      before.set(step.key, first ?? null);
    }
    for (const [key, state] of before) {
      this.#changes.delete(key);
      this.#changes.set(key, { exchange: n, before: state });
    }
    for (const key of this.#changes.keys()) {
      if (this.#changes.size <= MAX_ROWS) break;
      this.#changes.delete(key);
    }
  }

  of(key: string): RowView['changed'] {
    return this.#changes.get(key);
  }
}

function stateOf(row: unknown): SessionState | null {
  return (row as StoredSession | null)?.state ?? null;
}
