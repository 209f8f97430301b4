import type { Bench, BenchEvent } from '@/lib/bench/bench';
import { cause, type Fault } from '@/lib/bench/faults';
import type { Answer } from '@/lib/bench/scripted-client';
import { canonicalMalloryAddress } from '@/lib/http/origins';
import { codecs } from '@/lib/shop/codecs/codecs';
import { newId } from '@/lib/shop/ids';
import { isKeyed, type KeyedPolicy, type SessionPolicy } from '@/lib/shop/policy';
import { makeSecret } from '@/lib/shop/secrets';
import type { SessionState } from '@/lib/shop/state';
import type { Exchange, Sender } from '@/lib/wire/exchange';
import { LabClient, type Personal, type Ticket } from './lab-client';
import type { VictimWindow } from './victim-window';

/** More than any attack needs: whoever knows the bench of a run can send to it too. */
const MAX_EXCHANGES = 200;

/**
 * Where one attack takes place: a bench, the people on it, and all that has crossed the wire between them. Everybody
 * here is a real HTTP client with a jar of its own; what they see is what anybody in their place would see.
 */
export class Lab {
  readonly bench: Bench;
  /** Every exchange so far, in order; of very many the last. */
  readonly exchanges: Exchange[] = [];
  /** The victim's own browser, for attacks that only a browser can show. */
  readonly window: VictimWindow | null;
  readonly #clients: LabClient[] = [];
  #unwatch: () => void = () => {};

  constructor(bench: Bench, window: VictimWindow | null = null) {
    this.bench = bench;
    this.window = window;
    // What the lab's own clients send they note themselves.
    if (window) this.#unwatch = bench.watch((event) => this.#noteWindow(event));
  }

  #noteWindow(event: BenchEvent): void {
    if (event.kind === 'exchange' && event.exchange.scripted === undefined) this.note(event.exchange);
  }

  get policy(): SessionPolicy {
    return this.bench.policy;
  }

  /** This bench's corner of Mallory's site, without a slash at the end. */
  get corner(): string {
    return canonicalMalloryAddress(this.bench.id);
  }

  /** A visitor of the shop, "ada": the victim, with a jar that is empty at first. */
  person(name: string, options: Personal = {}): LabClient {
    return this.#client('browser', name, options);
  }

  /**
   * Mallory. Unless told otherwise she comes from the same address and with the same User-Agent as everybody else, so
   * that nothing but the session itself makes a difference.
   */
  mallory(options: Personal = {}): LabClient {
    return this.#client('mallory', 'Mallory', options);
  }

  #client(sender: Sender, name: string, options: Personal): LabClient {
    const client = new LabClient(this, sender, name, options);
    this.#clients.push(client);
    return client;
  }

  /** Time passes, for the bench's server and for everybody's browser. */
  async advance(advanceSeconds: number): Promise<void> {
    await this.bench.setClock({ advanceSeconds });
    for (const { client } of this.#clients) await client.age(advanceSeconds);
  }

  cause(fault: Fault): Promise<void> {
    return cause(this.bench, fault);
  }

  password(username: string): string {
    return this.bench.users.find(username)?.password ?? '';
  }

  /** Whose a profile page is, by its heading; null for nobody's. */
  whoseProfile(page: string): string | null {
    const [, heading = ''] = /<h1>([^<]*)/.exec(page) ?? [];
    return this.bench.users.all().find(({ username }) => heading.endsWith(username))?.username ?? null;
  }

  /**
   * A session of the right form that nobody was ever given: the control of everything that works with somebody's. A
   * seal or signature by another secret names ada, and must not make anybody ada.
   */
  async inventedTicket(): Promise<Ticket> {
    const { policy } = this;
    if (!isKeyed(policy)) return newId('random', { last: 0 }, 0);
    return this.forgedTicket(policy.mechanism, { user: 'ada', role: 'user' }, makeSecret(policy.mechanism, 'strong'));
  }

  /** A cookie as the shop itself would write it now, by a secret that somebody else has. */
  async forgedTicket(mechanism: KeyedPolicy['mechanism'], state: SessionState, secret: string): Promise<Ticket> {
    const now = this.bench.clock.now();
    const content = { state, createdAt: now, writtenAt: now };
    return codecs[mechanism].encode(content, { current: secret, fallbacks: [] }, { times: true });
  }

  /** Whom a profile page is of; null for any other answer. */
  userOf({ status, body }: Pick<Answer, 'status' | 'body'>): string | null {
    return status === 200 ? this.whoseProfile(body) : null;
  }

  /** Keeps an exchange. One that sums up a run takes the place of those that it stands for, as on the wire. */
  note(exchange: Exchange): void {
    const { n, times } = exchange;
    while (times !== undefined && (this.exchanges.at(-1)?.n ?? 0) > n - times) this.exchanges.pop();
    this.exchanges.push(exchange);
    if (this.exchanges.length > MAX_EXCHANGES) this.exchanges.shift();
  }

  /** Hangs up. */
  close(): void {
    this.#unwatch();
    for (const client of this.#clients) client.close();
  }
}
