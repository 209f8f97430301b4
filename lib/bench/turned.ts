import type { IncomingMessage } from 'node:http';
import { isDatabaseFailure } from '@/lib/db';
import type { Arrival } from '@/lib/http/arrival';
import { MAX_BENCH_BODY_BYTES } from '@/lib/http/submission';
import { errorText, log } from '@/lib/log';
import { StoreUnavailable } from '@/lib/shop/stores/store';
import { NoSuchBench } from './benches';

/** A request that goes no further. The message is one sentence for whoever sent it. */
export class Turned extends Error {
  readonly status: number;
  readonly headers: Record<string, string>;

  constructor(status: number, message: string, headers: Record<string, string> = {}) {
    super(message);
    this.status = status;
    this.headers = headers;
  }
}

/** @throws {Turned} */
export function refuseOtherMethods({ method = 'GET' }: IncomingMessage): void {
  if (['GET', 'HEAD', 'POST'].includes(method)) return;
  throw new Turned(405, 'This method is not answered here.', { Allow: 'GET, HEAD, POST' });
}

/** Without a length there is no body (RFC 9112, 6.3): `curl -X POST` logs out. @throws {Turned} */
export async function readBody(request: IncomingMessage): Promise<string> {
  if (request.method !== 'POST') return '';
  const close = { Connection: 'close' };
  if (request.headers['transfer-encoding'] !== undefined) {
    throw new Turned(411, 'Say how long the body is: send Content-Length.', close);
  }
  if (Number(request.headers['content-length'] ?? 0) > MAX_BENCH_BODY_BYTES) {
    throw new Turned(413, `The body is longer than ${MAX_BENCH_BODY_BYTES} bytes.`, close);
  }
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part);
  return Buffer.concat(parts).toString('utf8');
}

/** What is answered where something was thrown: one sentence. @param always headers that every answer carries there */
export function refusal(error: unknown, { id }: Arrival, always: Record<string, string>): Response {
  const sentence = (status: number, text: string, headers: Record<string, string> = {}) =>
    new Response(`${text}\n`, {
      status,
      headers: { 'Content-Type': 'text/plain; charset=utf-8', ...always, ...headers },
    });
  if (error instanceof Turned) return sentence(error.status, error.message, error.headers);
  if (error instanceof NoSuchBench) return sentence(404, error.message);
  if (error instanceof StoreUnavailable) return sentence(503, error.message, { 'Retry-After': '5' });
  log().error({ event: 'unexpected-error', request: id, error: errorText(error) });
  if (isDatabaseFailure(error)) {
    return sentence(503, 'The database does not answer. Try again in a moment.', { 'Retry-After': '10' });
  }
  return sentence(500, `This went wrong here, and was logged under the number ${id}.`);
}
