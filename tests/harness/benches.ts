import type { BenchView, ServerView, WireView } from '../../lib/bench/view.ts';
import type { Exchange } from '../../lib/wire/exchange.ts';
import { type Answer, type RequestOptions, request, Visitor } from './http.ts';
import type { Server } from './server.ts';

/** The benches' JSON calls as a script makes them: no Origin, no cookie. */
export function call(
  server: { port: number },
  method: string,
  path: string,
  body?: unknown,
  options: RequestOptions = {},
): Promise<Answer> {
  return request(server, {
    method,
    path: `/api/benches${path}`,
    ...(body !== undefined && {
      body: typeof body === 'string' ? body : JSON.stringify(body),
      headers: { 'Content-Type': 'application/json' },
    }),
    ...options,
  });
}

/** One bench with a client of its shop: a cookie jar, as a browser has it. */
export class TestBench {
  readonly server: Server;
  readonly view: BenchView;
  /** The browser of the bench's owner. */
  readonly visitor: Visitor;

  constructor(server: Server, view: BenchView) {
    this.server = server;
    this.view = view;
    this.visitor = new Visitor({ port: server.port, origin: new URL(view.url).origin });
  }

  password(username: string): string {
    return this.view.users.find((user) => user.username === username)?.password ?? '';
  }

  logIn(username = 'ada', visitor = this.visitor): Promise<Answer> {
    return visitor.post('/login', { username, password: this.password(username) });
  }

  /** Whom the shop takes the visitor for, by its profile page; null for nobody. */
  async who(visitor = this.visitor): Promise<string | null> {
    const { status, body } = await visitor.get('/profile');
    return status === 200 ? (['ada', 'grace', 'admin', 'mallory'].find((name) => body.includes(name)) ?? null) : null;
  }

  async call<T = unknown>(method: string, path = '', body?: unknown): Promise<T> {
    const answer = await call(this.server, method, `/${this.view.id}${path}`, body);
    if (answer.status >= 300) throw new Error(`${method} ${path} gave ${answer.status}: ${answer.body}`);
    return (answer.body === '' ? null : answer.json()) as T;
  }

  change(policy: unknown): Promise<BenchView> {
    return this.call('PATCH', '', { policy });
  }

  fault(fault: string, more: Record<string, unknown> = {}): Promise<ServerView> {
    return this.call('POST', '/faults', { fault, ...more });
  }

  advance(advanceSeconds: number): Promise<ServerView> {
    return this.call('POST', '/clock', { advanceSeconds });
  }

  async wire(after = 0): Promise<Exchange[]> {
    return (await this.call<WireView>('GET', `/wire?after=${after}`)).exchanges;
  }

  async lastExchange(): Promise<Exchange> {
    const last = (await this.wire()).at(-1);
    if (!last) throw new Error('Nothing has crossed this wire yet.');
    return last;
  }
}

export async function newBench(server: Server, body: unknown = {}): Promise<TestBench> {
  const answer = await call(server, 'POST', '', body);
  if (answer.status !== 201) throw new Error(`Making a bench gave ${answer.status}: ${answer.body}`);
  return new TestBench(server, answer.json() as BenchView);
}
