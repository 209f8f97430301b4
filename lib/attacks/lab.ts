import type { Bench, BenchEvent } from '@/lib/bench/bench';
import { type Caller, newCaller } from '@/lib/bench/caller';
import { connectHere } from '@/lib/bench/connect-here';
import { cause, type Fault } from '@/lib/bench/faults';
import { type Answer, type ClientOptions, ScriptedClient, type Sending } from '@/lib/bench/scripted-client';
import { canonicalMalloryAddress } from '@/lib/http/origins';
import { NamedError } from '@/lib/named-error';
import { codecs } from '@/lib/shop/codecs/codecs';
import { newId } from '@/lib/shop/ids';
import { cookieName, idParameter, isInUrl, isKeyed, type KeyedPolicy, type SessionPolicy } from '@/lib/shop/policy';
import { makeSecret } from '@/lib/shop/secrets';
import type { SessionState } from '@/lib/shop/state';
import { StoreUnavailable } from '@/lib/shop/stores/store';
import type { Exchange, Sender } from '@/lib/wire/exchange';
import { cookieIn } from '@/lib/wire/set-cookie';
import { refusalOf } from './reasons';
import type { VictimWindow } from './victim-window';

/** It can be tried under this policy, and not on this bench as it is now. The message is one sentence for whoever asked. */
export class AttackImpossible extends NamedError {
  static override readonly errorName = 'AttackImpossible';
}

/** More than any attack needs: whoever knows the bench of a run can send to it too. */
const MAX_EXCHANGES = 200;

/** What makes its holder somebody to the shop: the session cookie's value, or the id in the address. */
export type Ticket = string;

type Personal = Omit<ClientOptions, 'caller' | 'idInLinks' | 'jar'> & {
  /** The same browser on another connection: with this one's jar, and the id that its links carry. */
  sameBrowserAs?: LabClient;
};

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

/** One of the people of a lab, at an HTTP client of their own. */
export class LabClient {
  readonly name: string;
  readonly #lab: Lab;
  readonly client: ScriptedClient;
  readonly #caller: Caller;

  constructor(lab: Lab, sender: Sender, name: string, { sameBrowserAs: other, ...options }: Personal) {
    this.#lab = lab;
    this.name = name;
    const { policy } = lab;
    const { strict = false, secure = false } = options;
    this.#caller = newCaller(sender, name, { strict, secure, ...(other && { wireJar: other.#caller.wireJar }) });
    this.client = new ScriptedClient(lab.bench.id, {
      ...options,
      caller: this.#caller,
      idInLinks: idParameter(policy),
      ...(other && { jar: other.client.jar }),
    });
    if (other) this.client.carry(other.client.carriedId);
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

  /** Logs in by the shop's form. @throws {AttackImpossible} where that does not lead in: whoever is banned, say */
  async logIn(username = this.name): Promise<Answer> {
    const answer = await this.tryLogIn(username);
    if (answer.status === 303) return answer;
    throw new AttackImpossible(
      `It cannot begin on this bench as it is: the login of ${username} was answered ${answer.status}.`,
    );
  }

  tryLogIn(username: string): Promise<Answer> {
    return this.submit('/login', '/login', { username, password: this.#lab.password(username) });
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
    return (await this.openProfile(sending)).who;
  }

  /** Opens the profile page. @returns whom the shop takes this client for, and its reason where that is nobody */
  async openProfile(sending?: Sending): Promise<{ who: string | null; refusal: string }> {
    const answer = await this.get('/profile', sending);
    return { who: this.#lab.userOf(answer), refusal: answer.status === 200 ? '' : refusalOf(answer) };
  }

  /** Whether the shop lets this client into the admin's page. */
  async isLetIn(): Promise<boolean> {
    return (await this.get('/admin')).status === 200;
  }

  /** What this client's session hangs on, as a thief would take it; null where it has none. */
  async ticket(): Promise<Ticket | null> {
    const { policy } = this.#lab;
    if (isInUrl(policy)) return this.client.carriedId;
    return cookieIn(await this.client.cookieHeader(), cookieName(policy));
  }

  /** Goes on with this ticket, wherever it comes from. */
  async use(ticket: Ticket): Promise<void> {
    const { policy } = this.#lab;
    if (isInUrl(policy)) this.client.carry(ticket);
    else await this.client.keep(cookieName(policy), ticket);
  }

  close(): void {
    this.client.close();
  }

  /** @throws {StoreUnavailable} where the shop could not answer: that is no outcome of an attack */
  #noted(answer: Answer): Answer {
    if (answer.exchange) this.#lab.note(answer.exchange);
    if (answer.status === 503)
      throw new StoreUnavailable('The shop cannot answer, since its store does not. Try again soon.');
    return answer;
  }
}

/** Where Mallory comes from when it is to be somewhere else. */
const SECOND_ADDRESS = '127.0.0.66';

/**
 * Another loopback address from which this server can be reached; null where there is none (macOS has only one), or
 * where the server does not listen on IPv4.
 */
export function secondAddress(): Promise<string | null> {
  return new Promise((resolve) => {
    const probe = connectHere(undefined, SECOND_ADDRESS);
    probe.once('error', () => resolve(null));
    probe.once('connect', () => {
      probe.destroy();
      resolve(SECOND_ADDRESS);
    });
  });
}
