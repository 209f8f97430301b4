import { recordsIn, type TlsRecord } from './records';
import type { Copied } from './tap';

/** What a tap in the cable read, to be shown: real bytes, as many as can be looked at. */
export interface Tapped {
  /** "The login over plain HTTP". */
  title: string;
  /** TLS: the lines are bytes in hexadecimal, since there is no text to be read. */
  encrypted: boolean;
  /** In the order in which they went by; the first ones, where there are too many. */
  pieces: TappedPiece[];
  /** All that went by, in bytes. */
  bytes: number;
  /** Those of the texts looked for that stand in it, as they stand there: "xkqfma", a password. */
  found: string[];
}

/** What one side sent before the other did, or one TLS record. */
export interface TappedPiece {
  from: 'browser' | 'server';
  /** "handshake, version 3.1" of a record; "" of text, which speaks for itself. */
  what: string;
  bytes: number;
  lines: string[];
  /** Not all of its lines are here. */
  cut: boolean;
}

const MAX_PIECES = 24;
const MAX_LINES = 24;
const MAX_LINE_LENGTH = 240;
const BYTES_PER_LINE = 16;
/** Of a record in hexadecimal: its head, and enough to see that nothing can be read. */
const HEX_LINES = 2;

/** @param wanted texts that whoever listens looks for, as they would stand on the wire */
export function tapped(title: string, copy: readonly Copied[], wanted: readonly string[]): Tapped {
  const records = recordsIn(copy);
  const all = Buffer.concat(copy.map(({ bytes }) => bytes));
  const found = wanted.filter((text) => text !== '' && all.includes(text));
  const pieces = records ? records.map((record) => hexPiece(record, found)) : turnsIn(copy).map(textPiece);
  return { title, encrypted: records !== null, pieces: pieces.slice(0, MAX_PIECES), bytes: all.length, found };
}

/** What one side sent until the other did, put together. */
export function turnsIn(copy: readonly Copied[]): Copied[] {
  const turns: Copied[] = [];
  for (const { from, bytes } of copy) {
    const last = turns.at(-1);
    if (last?.from === from) last.bytes = Buffer.concat([last.bytes, bytes]);
    else turns.push({ from, bytes });
  }
  return turns;
}

function textPiece({ from, bytes }: Copied): TappedPiece {
  const lines = bytes
    .toString('utf8')
    .replace(/\r?\n$/, '')
    .split(/\r?\n/);
  const shown = lines.slice(0, MAX_LINES).map(shortened);
  return { from, what: '', bytes: bytes.length, lines: shown, cut: lines.length > MAX_LINES };
}

const shortened = (line: string) => (line.length > MAX_LINE_LENGTH ? `${line.slice(0, MAX_LINE_LENGTH)}…` : line);

/** Its first bytes, and those that hold a text that was found. */
function hexPiece({ from, bytes, name, version }: TlsRecord, found: readonly string[]): TappedPiece {
  const last = Math.ceil(bytes.length / BYTES_PER_LINE);
  const shown = new Set(Array.from({ length: Math.min(HEX_LINES, last) }, (_, index) => index));
  for (const text of found) {
    const at = bytes.indexOf(text);
    if (at < 0) continue;
    const end = at + Buffer.byteLength(text) - 1;
    for (let line = Math.floor(at / BYTES_PER_LINE); line <= end / BYTES_PER_LINE; line++) shown.add(line);
  }
  const numbers = [...shown].slice(0, MAX_LINES);
  const lines = numbers.map((number) => hexLine(bytes, number * BYTES_PER_LINE));
  return { from, what: `${name}, version ${version}`, bytes: bytes.length, lines, cut: numbers.length < last };
}

/** As `hexdump -C` writes it: where it stands, the bytes, and what of them is a letter. */
function hexLine(bytes: Buffer, at: number): string {
  const part = bytes.subarray(at, at + BYTES_PER_LINE);
  const digits = [...part].map((byte) => byte.toString(16).padStart(2, '0')).join(' ');
  const letters = [...part].map((byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '.')).join('');
  return `${at.toString(16).padStart(4, '0')}  ${digits.padEnd(BYTES_PER_LINE * 3 - 1)}  ${letters}`;
}
