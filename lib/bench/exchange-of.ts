import type { Arrival } from '@/lib/http/arrival';
import type { Exchange, HeaderLine } from '@/lib/wire/exchange';
import type { RecordedStep } from '@/lib/wire/step';
import type { Bench } from './bench';
import type { Caller } from './caller';
import { headSent } from './head-sent';

/** This much of a body is kept for the wire; a page of the shop is shorter. */
const MAX_KEPT_BODY = 8 * 1024;

/** A request as the server met it. */
interface Sent {
  arrival: Arrival;
  body: string;
  caller: Caller | null;
}

/** What is known of a request when its answer has left. */
interface Recorded {
  lines: HeaderLine[];
  text: string;
  steps: RecordedStep[];
  at: number;
  begun: number;
  /** Which of the shop's servers answered. */
  server?: 1 | 2;
  to?: 'mallory';
}

/** An exchange as it crossed the wire, for the journal of a bench. */
export function exchangeOf(bench: Bench, { arrival, body, caller }: Sent, recorded: Recorded): Omit<Exchange, 'n'> {
  const { request, response } = arrival;
  const { lines, text, steps, at, begun, server, to } = recorded;
  const { method = 'GET', url: target = '/' } = request;
  const head = headSent(response);
  const startLine = `${method} ${target} HTTP/1.1`;
  const headBytes = lines.reduce((sum, [name, value]) => sum + name.length + value.length + 4, startLine.length + 4);
  const { policy } = bench;
  const sent = method === 'HEAD' ? '' : text;
  return {
    sender: caller?.sender ?? 'browser',
    ...(caller && { scripted: caller.name }),
    ...(to && { to }),
    at,
    connection: { number: bench.connectionNumber(request.socket), peer: arrival.address },
    request: { method, target, headers: lines, body, bytes: headBytes + Buffer.byteLength(body) },
    response: {
      status: head.status,
      reason: head.reason,
      headers: head.headers,
      body: sent.slice(0, MAX_KEPT_BODY),
      bytes: head.bytes + Buffer.byteLength(sent),
      cut: sent.length > MAX_KEPT_BODY,
    },
    steps,
    micros: Math.round((performance.now() - begun) * 1000),
    mechanism: policy.mechanism,
    store: policy.mechanism === 'server' ? policy.store : null,
    ...(bench.servers === 2 && server !== undefined && { server }),
  };
}
