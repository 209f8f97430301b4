import { createServer } from 'node:net';
import type { Bench, BenchEvent } from '@/lib/bench/bench';
import { newCaller } from '@/lib/bench/caller';
import { cause, type Fault } from '@/lib/bench/faults';
import { type Answer, type ClientOptions, ScriptedClient, type Sending } from '@/lib/bench/scripted-client';
import { canonicalMalloryAddress } from '@/lib/http/origins';
import { codecs } from '@/lib/shop/codecs/codecs';
import { newId } from '@/lib/shop/ids';
import { cookieName, type SessionPolicy } from '@/lib/shop/policy';
import { makeSecret } from '@/lib/shop/secrets';
import type { Exchange, Sender } from '@/lib/wire/exchange';
import { parseCookieHeader } from '@/lib/wire/set-cookie';
import type { VictimWindow } from './victim-window';

/** What makes its holder somebody to the shop: the session cookie's value, or the id in the address. */
export type Ticket = string;

type Personal = Omit<ClientOptions, 'caller' | 'idInLinks'> & { strict?: boolean };

/**
 * Where one attack takes place: a bench, the people on it, and all that has crossed the wire between them. Everybody
 * here is a real HTTP client with a jar of its own; what they see is what anybody in their place would see.
 */
export class Lab {
  readonly bench: Bench;
  /** Every exchange so far, in order. */
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
    if (event.kind === 'exchange' && event.exchange.scripted === undefined) this.exchanges.push(event.exchange);
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

  /** By the bench's own clock. */
  advance(advanceSeconds: number): Promise<void> {
    return this.bench.setClock({ advanceSeconds });
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
    const { mechanism } = this.policy;
    if (mechanism !== 'signed' && mechanism !== 'encrypted') return newId('random', { last: 0 }, 0);
    const now = this.bench.clock.now();
    const content = { state: { user: 'ada', role: 'user' as const }, createdAt: now, writtenAt: now };
    return codecs[mechanism].encode(
      content,
      { current: makeSecret(mechanism, 'strong'), fallbacks: [] },
      { times: true },
    );
  }

  /** Hangs up. */
  close(): void {
    this.#unwatch();
    for (const client of this.#clients) client.close();
  }
}

/** One of the people of a lab, at an HTTP client of their own. */
export class LabClient {
  readonly name: string;
  readonly #lab: Lab;
  readonly client: ScriptedClient;

  constructor(lab: Lab, sender: Sender, name: string, options: Personal) {
    this.#lab = lab;
    this.name = name;
    const { policy } = lab;
    const isInUrl = policy.mechanism === 'server' && policy.carrier === 'url';
    this.client = new ScriptedClient(lab.bench.id, {
      ...options,
      caller: newCaller(sender, name, { strict: options.strict ?? false }),
      idInLinks: isInUrl ? cookieName(policy) : null,
    });
  }

  async get(target: string, sending?: Sending): Promise<Answer> {
    return this.#noted(await this.client.get(target, sending));
  }

  async post(target: string, fields: Record<string, string> = {}, sending?: Sending): Promise<Answer> {
    return this.#noted(await this.client.post(target, fields, sending));
  }

  /** Opens a page and sends its form, with the hidden token where there is one. */
  async submit(page: string, action: string, fields: Record<string, string> = {}): Promise<Answer> {
    const opened = await this.get(page);
    const [, token] = /name="csrf_token" value="([^"]+)"/.exec(opened.body) ?? [];
    return this.post(action, { ...(token !== undefined && { csrf_token: token }), ...fields });
  }

  /** Logs in by the shop's form. @throws where that does not lead in: no attack can begin then */
  async logIn(username = this.name): Promise<Answer> {
    const answer = await this.submit('/login', '/login', { username, password: this.#lab.password(username) });
    if (answer.status !== 303) throw new Error(`${username} could not log in: ${answer.status}`);
    return answer;
  }

  logOut(): Promise<Answer> {
    return this.submit('/', '/logout');
  }

  /** Begins a session without logging in, as every visitor may. */
  beginSession(): Promise<Answer> {
    return this.submit('/', '/', { count: 'visits' });
  }

  /** Whom the shop takes this client for, by its profile page; null for nobody. */
  async whoAmI(sending?: Sending): Promise<string | null> {
    const { status, body } = await this.get('/profile', sending);
    return status === 200 ? this.#lab.whoseProfile(body) : null;
  }

  /** Whether the shop lets this client into the admin's page. */
  async isLetIn(): Promise<boolean> {
    return (await this.get('/admin')).status === 200;
  }

  /** What this client's session hangs on, as a thief would take it; null where it has none. */
  async ticket(): Promise<Ticket | null> {
    const { policy } = this.#lab;
    if (policy.mechanism === 'server' && policy.carrier === 'url') return this.client.carriedId;
    const name = cookieName(policy);
    const pairs = parseCookieHeader(await this.client.cookieHeader());
    return pairs.find(([other]) => other === name)?.[1] ?? null;
  }

  /** Goes on with this ticket, wherever it comes from. */
  async use(ticket: Ticket): Promise<void> {
    const { policy } = this.#lab;
    if (policy.mechanism === 'server' && policy.carrier === 'url') this.client.carry(ticket);
    else await this.client.keep(cookieName(policy), ticket);
  }

  close(): void {
    this.client.close();
  }

  #noted(answer: Answer): Answer {
    if (answer.exchange) this.#lab.exchanges.push(answer.exchange);
    return answer;
  }
}

/** Where Mallory comes from when it is to be somewhere else. */
const SECOND_ADDRESS = '127.0.0.66';

/** Another loopback address of this machine; null where it has only one (macOS), or listens on no IPv4 loopback. */
export function secondAddress(): Promise<string | null> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(null));
    probe.listen(0, SECOND_ADDRESS, () => probe.close(() => resolve(SECOND_ADDRESS)));
  });
}
