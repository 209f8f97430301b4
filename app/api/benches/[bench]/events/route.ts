import { eventStream } from '@/lib/bench/event-stream';
import { answerBenchCall, type BenchRoute, numberAfter } from '../../call';

const HEADERS = { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store', 'X-Accel-Buffering': 'no' };

/** Without a stream: nobody would read it, and Next would open one that never ends. */
export function HEAD(_request: Request, route: BenchRoute): Promise<Response> {
  return answerBenchCall(route, async () => new Response(null, { headers: HEADERS }));
}

/** A browser that was cut off says by Last-Event-ID what it has seen; a page that begins says so in the address. */
export function GET(request: Request, route: BenchRoute): Promise<Response> {
  return answerBenchCall(route, async (bench) => {
    const after = request.headers.get('last-event-id') ?? new URL(request.url).searchParams.get('after');
    return new Response(eventStream(bench, numberAfter(after), request.signal), { headers: HEADERS });
  });
}
