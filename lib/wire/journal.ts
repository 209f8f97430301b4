import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { Exchange } from './exchange';

const MAX_EXCHANGES = 200;
/** This many of the newest are kept as they are; older ones are packed, since hardly anybody reads them again. */
const UNPACKED = 8;

/** An exchange is a few kilobytes: zlib needs neither its full window nor its best effort for that. */
const QUICK = { level: 2, windowBits: 13, memLevel: 5 };

interface Entry {
  n: number;
  exchange: Exchange | null;
  packed: Buffer | null;
}

/** The exchanges of one bench, the newest 200 of them. */
export class Journal {
  #entries: Entry[] = [];
  #last = 0;

  /** The number of the newest exchange; 0 before the first. */
  get last(): number {
    return this.#last;
  }

  /** Keeps an exchange under the next number. */
  add(exchange: Omit<Exchange, 'n'>): Exchange {
    this.#last += 1;
    const numbered: Exchange = { n: this.#last, ...exchange };
    this.#entries.push({ n: numbered.n, exchange: numbered, packed: null });
    if (this.#entries.length > MAX_EXCHANGES) this.#entries.shift();
    const older = this.#entries.at(-1 - UNPACKED);
    if (older?.exchange) {
      older.packed = deflateRawSync(JSON.stringify(older.exchange), QUICK);
      older.exchange = null;
    }
    return numbered;
  }

  /** Every kept exchange with a higher number, the oldest first. */
  after(n: number): Exchange[] {
    return this.#entries.filter((entry) => entry.n > n).map(unpack);
  }

  /** Forgets them all. Numbers go on, so that nobody takes a new exchange for one already seen. */
  clear(): void {
    this.#entries = [];
  }
}

function unpack({ exchange, packed }: Entry): Exchange {
  return exchange ?? JSON.parse(inflateRawSync(packed as Buffer).toString());
}
