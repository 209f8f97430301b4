import type { ServerResponse } from 'node:http';
import type { HeaderLine } from '@/lib/wire/exchange';

interface SentHead {
  status: number;
  reason: string;
  headers: HeaderLine[];
  /** Length of the head in bytes, the empty line included. */
  bytes: number;
}

/**
 * The head of a response as it was sent, byte for byte: `_header` is what Node wrote to the socket. No public API gives
 * the lines that Node adds itself (Date, Connection, Keep-Alive).
 */
export function headSent(response: ServerResponse): SentHead {
  const text = (response as ServerResponse & { _header: string | null })._header ?? '';
  const [start = '', ...lines] = text.split('\r\n').filter((line) => line !== '');
  const [, status = '0', reason = ''] = /^HTTP\/1\.1 (\d{3}) ?(.*)$/.exec(start) ?? [];
  const headers = lines.map((line): HeaderLine => {
    const colon = line.indexOf(':');
    return [line.slice(0, colon), line.slice(colon + 1).trim()];
  });
  return { status: Number(status), reason, headers, bytes: Buffer.byteLength(text, 'latin1') };
}
