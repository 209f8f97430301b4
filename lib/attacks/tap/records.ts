import type { Copied } from './tap';

/**
 * A TLS record: the only thing of a TLS connection that has a form for whoever listens. Its head is in clear, what
 * follows is not, but for the first of them, in which both sides agree on a key.
 */
export interface TlsRecord extends Copied {
  /** "handshake", "application data". */
  name: string;
  /** As the head says it, "3.3": with TLS 1.3 that is history and says nothing (RFC 8446, 5.1). */
  version: string;
  /** Of what follows the head, in bytes. */
  length: number;
}

/** RFC 8446, 5.1 and B.1. */
const NAMES: Record<number, string> = {
  20: 'change cipher spec',
  21: 'alert',
  22: 'handshake',
  23: 'application data',
};

const HEAD_BYTES = 5;

/** The whole records in a copy, in the order in which they were complete. @returns null where this is no TLS */
export function recordsIn(copy: readonly Copied[]): TlsRecord[] | null {
  const rest = { browser: Buffer.alloc(0), server: Buffer.alloc(0) };
  const records: TlsRecord[] = [];
  for (const { from, bytes } of copy) {
    rest[from] = Buffer.concat([rest[from], bytes]);
    while (rest[from].length >= HEAD_BYTES) {
      const name = NAMES[rest[from].readUInt8(0)];
      if (name === undefined) return null;
      const length = rest[from].readUInt16BE(3);
      const whole = rest[from].subarray(0, HEAD_BYTES + length);
      if (whole.length < HEAD_BYTES + length) break;
      records.push({ from, bytes: whole, name, version: `${whole.readUInt8(1)}.${whole.readUInt8(2)}`, length });
      rest[from] = rest[from].subarray(whole.length);
    }
  }
  return records;
}
