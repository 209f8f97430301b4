import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { Exchange } from './exchange';

const MAX_EXCHANGES = 200;
/** Packed; what a visitor's browser sends comes to a fifth of it. Somebody may send heads and bodies of 16 KB. */
const MAX_PACKED_BYTES = 1024 * 1024;
/** This many of the newest are kept as they are; older ones are packed, since hardly anybody reads them again. */
const UNPACKED = 2;

/** An exchange is a few kilobytes: zlib needs neither its full window nor all its memory for that. */
const QUICK = { level: 4, windowBits: 14, memLevel: 6 };

/** So many requests alike, one after the other over one connection, are a run: no person clicks like that. */
const RUN = 100;

interface Entry {
  n: number;
  exchange: Exchange | null;
  packed: Uint8Array | null;
}

/** The exchanges of one bench, the newest 200 of them, or fewer where they are huge. A long run is one summed entry. */
export class Journal {
  #entries: Entry[] = [];
  #last = 0;
  #packedBytes = 0;
  /** How many exchanges alike came last, and what they are alike in. */
  #run = { of: '', times: 0 };
  /** The exchange that was packed first, as text: later ones repeat most of it, so they are packed against it. */
  #dictionary: Buffer | null = null;

  /** The number of the newest exchange; 0 before the first. */
  get last(): number {
    return this.#last;
  }

  /** Keeps an exchange under the next number. */
  add(exchange: Omit<Exchange, 'n'>): Exchange {
    this.#last += 1;
    const of = kindOf(exchange);
    this.#run = { of, times: of === this.#run.of ? this.#run.times + 1 : 1 };
    const { times } = this.#run;
    if (times > RUN) this.#dropAfter(this.#last - times);
    const numbered: Exchange = { ...exchange, n: this.#last, ...(times > RUN && { times }) };
    this.#entries.push({ n: numbered.n, exchange: numbered, packed: null });
    const older = this.#entries.at(-1 - UNPACKED);
    if (older?.exchange) this.#pack(older, older.exchange);
    while (this.#entries.length > MAX_EXCHANGES || this.#packedBytes > MAX_PACKED_BYTES) this.#dropOldest();
    return numbered;
  }

  /** The newest one of a run stands for all of it. */
  #dropAfter(n: number): void {
    while ((this.#entries.at(-1)?.n ?? 0) > n) this.#packedBytes -= this.#entries.pop()?.packed?.length ?? 0;
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
    this.#run = { of: '', times: 0 };
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

/** What the exchanges of a run have in common; their cookies and queries may differ, as those of a guesser do. */
function kindOf({ sender, connection, request, response }: Omit<Exchange, 'n'>): string {
  return [sender, connection.number, request.method, request.target.split('?', 1)[0], response.status].join(' ');
}
