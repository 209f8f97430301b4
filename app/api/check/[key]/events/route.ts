import { answerCheckCall, type CheckRoute } from '../../call';

const HEADERS = { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store', 'X-Accel-Buffering': 'no' };

/** The page gives up earlier; whoever buffers an answer until its end shows it only after this. */
const OPEN_MILLISECONDS = 6000;

/** One event at once, then nothing for a while: sent as a bench's stream is sent. */
export function GET(request: Request, route: CheckRoute): Promise<Response> {
  return answerCheckCall(route, async () => {
    let timer: NodeJS.Timeout | undefined;
    const stream = new ReadableStream<Uint8Array>({
      start(controller) {
        controller.enqueue(new TextEncoder().encode('data: here\n\n'));
        timer = setTimeout(() => controller.close(), OPEN_MILLISECONDS);
        request.signal.addEventListener('abort', () => clearTimeout(timer));
      },
      cancel: () => clearTimeout(timer),
    });
    return new Response(stream, { headers: HEADERS });
  });
}
