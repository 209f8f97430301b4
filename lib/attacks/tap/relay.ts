import { once } from 'node:events';
import { type AddressInfo, connect, type Server, type Socket } from 'node:net';
import { Transform } from 'node:stream';

type Side = 'browser' | 'server';

interface Handing {
  /** Opens the connection that everything is handed on to. */
  onward: () => Socket;
  /** Sees every piece as it is handed on. @param from who sent it */
  notice?: (from: Side, bytes: Buffer) => void;
  /** What the browser gets in place of what the server has sent. */
  rewrite?: ((bytes: Buffer) => Buffer) | undefined;
}

/** Listens on a free port of loopback, and hands on what comes, in both directions. */
export class Relay {
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();

  /** @param event what the server calls a connection that can be read */
  private constructor(server: Server, event: 'connection' | 'secureConnection', { onward, notice, rewrite }: Handing) {
    this.#server = server;
    // Whatever becomes of a connection, it has ended when this has.
    server.on('connection', (socket: Socket) => this.#keep(socket));
    server.on(event, (from: Socket) => {
      const to = this.#keep(onward());
      handOn(from, to, (bytes) => notice?.('browser', bytes));
      handOn(to, from, (bytes) => notice?.('server', bytes), rewrite);
    });
  }

  static async start(server: Server, event: 'connection' | 'secureConnection', handing: Handing): Promise<Relay> {
    const relay = new Relay(server, event, handing);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return relay;
  }

  connect(): Socket {
    return connect({ host: '127.0.0.1', port: (this.#server.address() as AddressInfo).port });
  }

  /** Cuts every connection, and listens no longer. */
  async close(): Promise<void> {
    const closed = once(this.#server, 'close');
    this.#server.close();
    for (const socket of this.#sockets) socket.destroy();
    await closed;
  }

  #keep(socket: Socket): Socket {
    this.#sockets.add(socket);
    return socket.once('close', () => this.#sockets.delete(socket));
  }
}

function handOn(from: Socket, to: Socket, notice: (bytes: Buffer) => void, rewrite?: Handing['rewrite']): void {
  const arriving = rewrite ? from.pipe(rewriting(rewrite)) : from;
  arriving.on('data', notice);
  arriving.pipe(to);
  from.on('error', () => to.destroy());
  // What is on its way still arrives.
  from.on('close', () => to.destroySoon());
}

const rewriting = (rewrite: (bytes: Buffer) => Buffer) =>
  new Transform({ transform: (bytes: Buffer, _, done) => done(null, rewrite(bytes)) });
