import { NamedError } from '@/lib/named-error';
import type { Bench, BenchEvent } from './bench';
import { describeServer } from './describe';

/** How often a stream says that it is alive: proxies cut what is silent for a minute. */
const HEARTBEAT_MILLISECONDS = 15_000;
const MAX_STREAMS = 8;
/** So many bytes may wait for a reader. Whoever is further behind is cut off, comes back and asks for what is missing. */
const MAX_WAITING_BYTES = 2 * 1024 * 1024;

/** More pages listen to this bench than could be its owner's. */
export class TooManyStreams extends NamedError {
  static override readonly errorName = 'TooManyStreams';
}

interface Streams {
  count: Map<string, number>;
  /** Ends every open stream: one that stays open would hold up the server's shutdown. */
  endings: Set<() => void>;
}

// On globalThis, since the bundler may hold this module several times in one process.
const shared = globalThis as typeof globalThis & { sessionLabStreams?: Streams };

function streams(): Streams {
  if (!shared.sessionLabStreams) {
    const endings = new Set<() => void>();
    shared.sessionLabStreams = { count: new Map(), endings };
    const endAll = () => {
      for (const end of endings) end();
    };
    process.once('SIGTERM', endAll);
    process.once('SIGINT', endAll);
  }
  return shared.sessionLabStreams;
}

/**
 * What happens on a bench, as server-sent events: `exchange` (its id is the exchange's number, so that a browser that
 * was cut off gets what it missed), `server` whenever the server's side has changed, `policy` when the switches have,
 * and `start` when the bench is back at its start.
 *
 * @param after the number of the last exchange that is known already
 * @throws {TooManyStreams}
 * @see https://html.spec.whatwg.org/multipage/server-sent-events.html
 */
export function eventStream(bench: Bench, after: number, gone: AbortSignal): ReadableStream<Uint8Array> {
  const { count, endings } = streams();
  const open = count.get(bench.id) ?? 0;
  if (open >= MAX_STREAMS) throw new TooManyStreams(`${MAX_STREAMS} pages listen to this bench already.`);
  count.set(bench.id, open + 1);

  const encoder = new TextEncoder();
  let close = () => {};
  const source: UnderlyingDefaultSource<Uint8Array> = {
    start(controller) {
      let ended = false;
      const send = (text: string) => {
        if (!ended) controller.enqueue(encoder.encode(text));
      };
      const isBehind = () => (controller.desiredSize ?? 0) <= 0;
      // One description of the server for all that happened meanwhile.
      let describing = false;
      const describe = () => {
        if (describing) return;
        describing = true;
        setImmediate(async () => {
          describing = false;
          const server = await describeServer(bench).catch(() => null);
          if (server) send(`event: server\ndata: ${JSON.stringify(server)}\n\n`);
        });
      };
      const tell = (event: BenchEvent) => {
        if (event.kind === 'ended') return close();
        if (event.kind === 'exchange') sendExchange(event);
        if (event.kind === 'policy') send('event: policy\ndata: {}\n\n');
        if (event.kind === 'start') send(`event: start\ndata: {"after":${event.after}}\n\n`);
        if (isBehind()) close();
        else describe();
      };
      const sendExchange = ({ exchange }: Extract<BenchEvent, { kind: 'exchange' }>) =>
        send(`event: exchange\nid: ${exchange.n}\ndata: ${JSON.stringify(exchange)}\n\n`);
      const unwatch = bench.watch(tell);
      const heartbeat = setInterval(() => send(': alive\n\n'), HEARTBEAT_MILLISECONDS);
      close = () => {
        if (ended) return;
        ended = true;
        clearInterval(heartbeat);
        unwatch();
        endings.delete(close);
        const left = (count.get(bench.id) ?? 1) - 1;
        if (left > 0) count.set(bench.id, left);
        else count.delete(bench.id);
        controller.close();
      };
      endings.add(close);
      gone.addEventListener('abort', close);
      // Browsers wait this long before they connect again.
      send('retry: 1000\n\n');
      for (const exchange of bench.journal.after(after)) sendExchange({ kind: 'exchange', exchange });
      describe();
    },
    cancel: () => close(),
  };
  return new ReadableStream(source, new ByteLengthQueuingStrategy({ highWaterMark: MAX_WAITING_BYTES }));
}
