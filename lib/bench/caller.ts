import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import type { Exchange, Sender } from '@/lib/wire/exchange';
import { Jar } from '@/lib/wire/jar';

/**
 * A client of the lab's own behind a socket: whose exchanges these are, and what is to be told of them. HTTP itself does
 * not say who sends a request; the lab knows its own sockets by their port.
 */
export interface Caller {
  sender: Sender;
  /** What the wire calls it: "ada", "Mallory". */
  name: string;
  /** The request reached the server through the lab's own TLS end: for the shop it came by HTTPS. */
  secure: boolean;
  /** It takes loopback for no safer than any other plain HTTP. */
  strict: boolean;
  /** What its jar should hold, as the wire tells. */
  wireJar: Jar;
  /** A request of this client is answered; null where it was turned away before the shop. */
  answered(exchange: Exchange | null): void;
}

type CallerOptions = Partial<Pick<Caller, 'secure' | 'strict' | 'wireJar'>>;

export function newCaller(
  sender: Sender,
  name: string,
  { secure = false, strict = false, wireJar = new Jar() }: CallerOptions = {},
): Caller {
  return { sender, name, secure, strict, wireJar, answered: () => undefined };
}

// On globalThis, since the bundler may hold this module several times in one process.
const shared = globalThis as typeof globalThis & { sessionLabCallers?: Map<string, Caller> };
shared.sessionLabCallers ??= new Map();
const callers = shared.sessionLabCallers;

const key = (address: string | undefined, port: number | undefined) => `${address?.replace(/^::ffff:/, '')} ${port}`;

/** From when it is connected until it closes, whatever comes by this socket is this caller's. */
export function announce(socket: Socket, caller: Caller): void {
  socket.once('connect', () => {
    const own = key(socket.localAddress, socket.localPort);
    callers.set(own, caller);
    socket.once('close', () => callers.delete(own));
  });
}

/** The lab's own client that a request came from; null for everybody else's. */
export function callerOf({ socket }: IncomingMessage): Caller | null {
  return callers.get(key(socket.remoteAddress, socket.remotePort)) ?? null;
}
