/** What of the bench a chapter shows: nothing that it has not told of. */
export interface Disclosure {
  /** The jar; before that there is none to be seen. */
  jar: boolean;
  /** The bytes of head and body, beside the diagram. */
  bytes: boolean;
  /** What the jar's owner can change in it. */
  edit: boolean;
  /** Mallory's client: her jar, and what is copied to it. Before that she is only spoken of, and seen on the wire. */
  mallory: boolean;
  /** What the server holds: rows, faults. */
  server: boolean;
  /** The door to all switches, and the whole bench. */
  everything: boolean;
}

/** The chapter from which on each of them is shown. */
const FROM: Record<keyof Disclosure, number> = { jar: 2, bytes: 3, edit: 4, mallory: 7, server: 8, everything: 8 };

export function disclosedIn(chapter: number): Disclosure {
  const shown = (part: keyof Disclosure) => chapter >= FROM[part];
  return {
    jar: shown('jar'),
    bytes: shown('bytes'),
    edit: shown('edit'),
    mallory: shown('mallory'),
    server: shown('server'),
    everything: shown('everything'),
  };
}
