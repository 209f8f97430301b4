import { hash } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';

/** A rule that shows in the ids themselves: each has its place in a row, and those between two places went to others. */
export interface IdPattern {
  /** What the ids are, as "numbers counted up". */
  what: string;
  /** The place of each id that was looked at. */
  places: number[];
  /** The id at a place: of one's own, of somebody else's, or not given out yet. */
  idAt(place: number): string;
}

/** Between two ids that follow each other others may lie, but not this many. */
const MAX_GAP = 1000;
/** Few shops have had so many sessions, and so many hashes are a matter of a second. */
const MAX_COUNTER = 200_000;
/** So many hashes take a few milliseconds; then others of this process have their turn. */
const HASHES_PER_TURN = 2000;

/**
 * Looks for the rule by which ids were made, as anybody can who has some of them.
 * @param ids in the order in which they were given out
 * @returns null where there is none to be seen
 */
export async function findPattern(ids: readonly string[]): Promise<IdPattern | null> {
  const ofClock = ids.every((id) => /^\d{13}$/.test(id)) ? ids.map(Number) : null;
  if (ofClock && isGrowing(ofClock)) {
    return { what: 'milliseconds of a clock', places: ofClock, idAt: String };
  }
  const ofCounter = ids.every((id) => /^\d{1,12}$/.test(id)) ? ids.map(Number) : null;
  if (ofCounter && isGrowing(ofCounter, MAX_GAP)) {
    return { what: 'numbers counted up', places: ofCounter, idAt: String };
  }
  const hashed = ids.every((id) => /^[0-9a-f]{32}$/.test(id)) ? await numbersBehind(ids) : null;
  if (hashed && isGrowing(hashed, MAX_GAP)) {
    return { what: 'MD5 of numbers counted up', places: hashed, idAt: (place) => md5(String(place)) };
  }
  return null;
}

function isGrowing(places: readonly number[], maxGap = Number.POSITIVE_INFINITY): boolean {
  return places.slice(1).every((place, index) => {
    const gap = place - (places[index] ?? 0);
    return gap > 0 && gap <= maxGap;
  });
}

const md5 = (text: string) => hash('md5', text);

/** Hashes numbers from 0 until every id is met; null where that comes to nothing. */
async function numbersBehind(ids: readonly string[]): Promise<number[] | null> {
  const found = new Map<string, number>();
  const wanted = new Set(ids);
  for (let number = 0; number <= MAX_COUNTER; number++) {
    const id = md5(String(number));
    if (wanted.has(id)) found.set(id, number);
    if (found.size === wanted.size) return ids.map((known) => found.get(known) ?? 0);
    if (number % HASHES_PER_TURN === 0) await nextTurn();
  }
  return null;
}
