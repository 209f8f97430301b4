import { once } from 'node:events';
import { type ClientRequest, get, type IncomingMessage } from 'node:http';

export interface ServerSentEvent {
  event: string;
  id: string | null;
  data: string;
}

/** An event stream as a browser holds it: what has come so far, and how to wait for more. */
export class EventStream {
  readonly events: ServerSentEvent[] = [];
  readonly ended: Promise<unknown>;
  readonly #request: ClientRequest;
  #waiting: (() => void)[] = [];

  private constructor(request: ClientRequest, response: IncomingMessage) {
    this.#request = request;
    // Not `once`, which rejects where the connection is cut: that is an end too.
    this.ended = new Promise((end) => response.on('close', end));
    let text = '';
    response.setEncoding('utf8').on('data', (part: string) => {
      text += part;
      const blocks = text.split('\n\n');
      text = blocks.pop() ?? '';
      for (const block of blocks) this.#take(block);
    });
  }

  static async open(server: { port: number }, path: string, headers: Record<string, string> = {}) {
    const request = get({
      host: '127.0.0.1',
      port: server.port,
      path,
      agent: false,
      headers: { Host: `session.localhost:${server.port}`, ...headers },
    });
    // Being cut off by the server is what some tests wait for.
    request.on('error', () => {});
    const [response] = (await once(request, 'response')) as [IncomingMessage];
    if (response.statusCode !== 200) throw new Error(`The stream was refused with ${response.statusCode}.`);
    response.on('error', () => {});
    return new EventStream(request, response);
  }

  #take(block: string): void {
    const field = (name: string) =>
      block
        .split('\n')
        .find((line) => line.startsWith(`${name}: `))
        ?.slice(name.length + 2);
    const event = field('event');
    if (event) this.events.push({ event, id: field('id') ?? null, data: field('data') ?? '' });
    for (const wake of this.#waiting.splice(0)) wake();
  }

  /** Waits until so many events of a kind have come. */
  async count(kind: string, wanted: number): Promise<ServerSentEvent[]> {
    for (;;) {
      const found = this.events.filter(({ event }) => event === kind);
      if (found.length >= wanted) return found;
      await new Promise<void>((wake) => this.#waiting.push(wake));
    }
  }

  close(): void {
    this.#request.destroy();
  }
}
