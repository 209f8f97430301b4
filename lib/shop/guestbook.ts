import type { GuestbookMarkup } from './guestbook-markup';

/** One entry of the guestbook; its text is shown as text, never as markup. */
export interface GuestbookEntry {
  by: string;
  text: string;
  /** What Mallory got in besides, from the menu. */
  markup?: GuestbookMarkup | undefined;
}

const MAX_ENTRIES = 50;

/** The guestbook of one bench. */
export class Guestbook {
  readonly #entries: GuestbookEntry[];

  constructor(entries: readonly GuestbookEntry[] = []) {
    this.#entries = [...entries];
  }

  add(entry: GuestbookEntry): void {
    this.#entries.unshift(entry);
    this.#entries.splice(MAX_ENTRIES);
  }

  all(): readonly GuestbookEntry[] {
    return this.#entries;
  }

  /** What of the menu stands in it, each once. */
  markup(): GuestbookMarkup[] {
    return [...new Set(this.#entries.flatMap(({ markup }) => markup ?? []))];
  }
}
