import type { BenchView, ServerView, WireView } from '@/lib/bench/view';
import type { Exchange } from '@/lib/wire/exchange';

export interface BenchWatcher {
  exchange(exchange: Exchange): void;
  server(server: ServerView): void;
  /** Switches have changed, and whatever depends on them. */
  view(view: BenchView): void;
  /** The bench is back at its start: exchanges up to this number are forgotten. */
  start(after: number): void;
}

/** What tabs of one browser tell each other. */
type Message = { exchange: Exchange } | { server: ServerView } | { view: BenchView } | { start: number };

/** Without a word from the stream for so long, it cannot pass, and the page asks instead. */
const OPENING_LIMIT_MILLISECONDS = 4000;
const POLL_MILLISECONDS = 2000;

/**
 * Tells what happens on a bench, while the page can be seen.
 *
 * Browsers open six connections to a host, and each event stream holds one for good: so one tab holds the stream of a
 * bench and passes on what it hears, and a hidden tab holds none. Where streams cannot pass, the page asks every two
 * seconds.
 *
 * @param after the number of the last exchange that the page has
 * @returns a function that stops it
 */
export function watchBench(id: string, after: number, watcher: BenchWatcher): () => void {
  const api = `/api/benches/${id}`;
  const channel = new BroadcastChannel(`bench ${id}`);
  let last = after;
  let ended = new AbortController();

  const hear = (message: Message) => {
    if ('server' in message) watcher.server(message.server);
    else if ('view' in message) watcher.view(message.view);
    else if ('start' in message) watcher.start(message.start);
    else if (message.exchange.n > last) {
      last = message.exchange.n;
      watcher.exchange(message.exchange);
    }
  };
  channel.onmessage = ({ data }: MessageEvent<Message>) => {
    // This tab began to listen, or was seen again, after some had passed.
    if ('exchange' in data && data.exchange.n > last + 1) ask().catch(() => undefined);
    else hear(data);
  };
  const pass = (message: Message) => {
    hear(message);
    channel.postMessage(message);
  };

  async function ask(): Promise<void> {
    const [wire, server] = await Promise.all([fetch(`${api}/wire?after=${last}`), fetch(`${api}/store`)]);
    if (!wire.ok || !server.ok) return;
    const { exchanges }: WireView = await wire.json();
    for (const exchange of exchanges) pass({ exchange });
    pass({ server: await server.json() });
  }

  async function askView(): Promise<void> {
    const view = await fetch(api);
    if (view.ok) pass({ view: await view.json() });
  }

  /** Asks again and again until it is no longer wanted. */
  function poll(signal: AbortSignal): void {
    const asking = setInterval(() => ask().catch(() => undefined), POLL_MILLISECONDS);
    signal.addEventListener('abort', () => clearInterval(asking));
  }

  function stream(signal: AbortSignal): void {
    const source = new EventSource(`${api}/events?after=${last}`);
    const giveUp = () => {
      source.close();
      if (!signal.aborted) poll(signal);
    };
    const limit = setTimeout(giveUp, OPENING_LIMIT_MILLISECONDS);
    source.addEventListener('exchange', ({ data }) => pass({ exchange: JSON.parse(data) }));
    source.addEventListener('server', ({ data }) => {
      // The first word of every stream: one that opens and then keeps silent is held back on the way.
      clearTimeout(limit);
      pass({ server: JSON.parse(data) });
    });
    source.addEventListener('policy', () => askView().catch(() => undefined));
    source.addEventListener('start', ({ data }) => pass({ start: JSON.parse(data).after }));
    source.addEventListener('error', () => {
      // A stream that was cut off comes back by itself; one that was refused stays closed.
      if (source.readyState === EventSource.CLOSED) giveUp();
    });
    signal.addEventListener('abort', () => {
      clearTimeout(limit);
      source.close();
    });
  }

  /** Holds the stream for every tab of this browser, when it is this tab's turn. */
  function begin(): void {
    ended = new AbortController();
    const { signal } = ended;
    // Browsers keep locks for trustworthy origins alone: elsewhere each tab that can be seen has a stream of its own.
    if (!navigator.locks) {
      stream(signal);
      return;
    }
    const held = () =>
      new Promise<void>((release) => {
        signal.addEventListener('abort', () => release());
        stream(signal);
      });
    navigator.locks.request(`bench ${id}`, { signal }, held).catch(() => undefined);
  }

  const settle = () => {
    ended.abort();
    if (document.visibilityState === 'hidden') return;
    ask().catch(() => undefined);
    begin();
  };
  document.addEventListener('visibilitychange', settle);
  // Something may have happened since the page was drawn, and another tab may hold the stream.
  settle();
  return () => {
    document.removeEventListener('visibilitychange', settle);
    ended.abort();
    channel.close();
  };
}
