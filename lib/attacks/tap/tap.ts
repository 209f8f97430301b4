import { createServer, type Socket } from 'node:net';
import type { Caller } from '@/lib/bench/caller';
import { connectHere } from '@/lib/bench/connect-here';
import type { ClientOptions } from '@/lib/bench/scripted-client';
import { Relay } from './relay';
import { certificate, createTlsServer, inTls } from './tls-end';

/** So many bytes of one direction are kept; more go by unseen. */
const MAX_KEPT_BYTES = 64 * 1024;

/** Bytes that went by in one direction. */
export interface Copied {
  from: 'browser' | 'server';
  bytes: Buffer;
}

/**
 * A tap in the cable between one browser and this server: every byte goes through it over TCP on loopback, and it keeps
 * a copy of both directions. It changes nothing, as whoever only listens on a network does not, unless it is told to
 * write into the answers.
 */
export class Tap {
  readonly #copy: Copied[] = [];
  readonly #kept = { browser: 0, server: 0 };
  readonly #relays: Relay[] = [];
  /** Whose connection arrives at the server. */
  #caller: Caller | undefined;

  /**
   * In front of a server that speaks HTTP in clear.
   * @param line a header line that the tap writes into each answer, as whoever holds the cable can
   */
  static async onHttp(line?: string): Promise<Tap> {
    const tap = new Tap();
    await tap.#listen(
      () => connectHere(tap.#caller),
      line === undefined ? undefined : (bytes) => withLine(bytes, line),
    );
    return tap;
  }

  /** In front of a server that speaks HTTPS: the server's own end of TLS stands behind the tap. */
  static async onHttps(): Promise<Tap> {
    const tap = new Tap();
    const server = createTlsServer(await certificate());
    const tlsEnd = await Relay.start(server, 'secureConnection', { onward: () => connectHere(tap.#caller) });
    tap.#relays.push(tlsEnd);
    await tap.#listen(() => tlsEnd.connect());
    return tap;
  }

  async #listen(onward: () => Socket, rewrite?: (bytes: Buffer) => Buffer): Promise<void> {
    const notice = (from: Copied['from'], bytes: Buffer) => this.#keep(from, bytes);
    this.#relays.push(await Relay.start(createServer(), 'connection', { onward, notice, rewrite }));
  }

  /** How a client connects through it in clear. */
  get http(): Pick<ClientOptions, 'open'> {
    return { open: (caller) => this.#connect(caller) };
  }

  /** How a client connects through it with TLS. @param host whose certificate the client wants to see */
  async https(host: string): Promise<Pick<ClientOptions, 'open' | 'secure'>> {
    const trusted = await certificate();
    return { open: (caller) => inTls(this.#connect(caller), host, trusted), secure: true };
  }

  #connect(caller: Caller | undefined): Socket {
    this.#caller = caller;
    const outermost = this.#relays.at(-1);
    if (!outermost) throw new Error('This tap is in no cable.');
    return outermost.connect();
  }

  /** All that was copied, in order. */
  get copy(): readonly Copied[] {
    return this.#copy;
  }

  /** Nothing listens afterwards, and nothing is connected. */
  async close(): Promise<void> {
    await Promise.all(this.#relays.map((relay) => relay.close()));
  }

  #keep(from: Copied['from'], bytes: Buffer): void {
    const kept = bytes.subarray(0, MAX_KEPT_BYTES - this.#kept[from]);
    if (kept.length === 0) return;
    this.#kept[from] += kept.length;
    this.#copy.push({ from, bytes: kept });
  }
}

/** An answer with one more line at the end of its head, where the last word on a cookie is. A head is sent in one piece. */
function withLine(bytes: Buffer, line: string): Buffer {
  const end = bytes.indexOf('\r\n\r\n');
  const isHead = bytes.subarray(0, HTTP.length).equals(HTTP) && end > 0;
  return isHead ? Buffer.concat([bytes.subarray(0, end), Buffer.from(`\r\n${line}`), bytes.subarray(end)]) : bytes;
}

const HTTP = Buffer.from('HTTP/1.1 ');
