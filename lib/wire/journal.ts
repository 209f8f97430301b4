import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { Exchange } from './exchange';

const MAX_EXCHANGES = 200;
/** Packed; what a visitor's browser sends comes to a fifth of it. Somebody may send heads and bodies of 16 KB. */
const MAX_PACKED_BYTES = 1024 * 1024;
/** This many of the newest are kept as they are; older ones are packed, since hardly anybody reads them again. */
const UNPACKED = 2;

/** An exchange is a few kilobytes: zlib needs neither its full window nor all its memory for that. */
const QUICK = { level: 4, windowBits: 14, memLevel: 6 };

interface Entry {
  n: number;
  exchange: Exchange | null;
  packed: Uint8Array | null;
}

/** The exchanges of one bench, the newest 200 of them, or fewer where they are huge. */
export class Journal {
  #entries: Entry[] = [];
  #last = 0;
  #packedBytes = 0;
  /** The exchange that was packed first, as text: later ones repeat most of it, so they are packed against it. */
  #dictionary: Buffer | null = null;

  /** The number of the newest exchange; 0 before the first. */
  get last(): number {
    return this.#last;
  }

  /** Keeps an exchange under the next number. */
  add(exchange: Omit<Exchange, 'n'>): Exchange {
    this.#last += 1;
    const numbered: Exchange = { n: this.#last, ...exchange };
    this.#entries.push({ n: numbered.n, exchange: numbered, packed: null });
    const older = this.#entries.at(-1 - UNPACKED);
    if (older?.exchange) this.#pack(older, older.exchange);
    while (this.#entries.length > MAX_EXCHANGES || this.#packedBytes > MAX_PACKED_BYTES) this.#dropOldest();
    return numbered;
  }

  #dropOldest(): void {
    this.#packedBytes -= this.#entries.shift()?.packed?.length ?? 0;
  }

  /** Every kept exchange with a higher number, the oldest first. */
  after(n: number): Exchange[] {
    return this.#entries.filter((entry) => entry.n > n).map((entry) => this.#unpack(entry));
  }

  /** Forgets them all. Numbers go on, so that nobody takes a new exchange for one already seen. */
  clear(): void {
    this.#entries = [];
    this.#packedBytes = 0;
  }

  #pack(entry: Entry, exchange: Exchange): void {
    const text = Buffer.from(JSON.stringify(exchange));
    this.#dictionary ??= text;
    // A copy: zlib's own result holds on to the whole chunk that it was written into, 16 KB each.
    entry.packed = new Uint8Array(deflateRawSync(text, { ...QUICK, dictionary: this.#dictionary }));
    entry.exchange = null;
    this.#packedBytes += entry.packed.length;
  }

  #unpack({ exchange, packed }: Entry): Exchange {
    if (exchange) return exchange;
    const dictionary = this.#dictionary as Buffer;
    return JSON.parse(inflateRawSync(packed as Uint8Array, { dictionary, windowBits: QUICK.windowBits }).toString());
  }
}
