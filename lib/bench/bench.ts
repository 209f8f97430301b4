import { randomInt } from 'node:crypto';
import { errorText, log } from '@/lib/log';
import { Guestbook } from '@/lib/shop/guestbook';
import { changePolicy, cookieName, idParameter, isKeyed, PolicyRefused, type SessionPolicy } from '@/lib/shop/policy';
import { findPreset } from '@/lib/shop/presets';
import { makeSecret, secretFlaw } from '@/lib/shop/secrets';
import { openStore } from '@/lib/shop/stores/open-store';
import { type SessionStore, StoreUnavailable } from '@/lib/shop/stores/store';
import { firstUsers, Users } from '@/lib/shop/users';
import type { Exchange } from '@/lib/wire/exchange';
import { Jar } from '@/lib/wire/jar';
import { Journal } from '@/lib/wire/journal';
import { newCaller } from './caller';
import { ChangedRows } from './changed-rows';
import { BenchClock, MAX_AHEAD_SECONDS } from './clock';
import { Costs } from './costs';
import { Rate } from './rate';
import type { SavedBench } from './saved';
import { ScriptedClient } from './scripted-client';
import { Turns } from './turns';

/** What a bench tells those who watch it. */
export type BenchEvent =
  | { kind: 'exchange'; exchange: Exchange }
  | { kind: 'server' }
  | { kind: 'policy' }
  /** Back at its start: exchanges up to this number are forgotten. */
  | { kind: 'start'; after: number }
  | { kind: 'ended' };

const MAX_CLIENTS = 4;
const MAX_COOKIE_NAMES = 20;

/** Six letters that nobody has to remember: enough for a sandbox that keeps nobody's own data. */
const password = () => Array.from({ length: 6 }, () => 'abcdefghkmnpqrstuvwxyz'[randomInt(22)]).join('');

/** One visitor's sandbox around one shop: everything that another visitor's experiments must not disturb. */
export class Bench {
  readonly id: string;
  preset: string;
  policy: SessionPolicy;
  secret: string;
  users: Users;
  guestbook: Guestbook;
  clock: BenchClock;
  servers: 1 | 2;
  /** When the shop's server was last started, by the bench's clock. */
  startedAt: number;
  readonly ids: { last: number };
  readonly journal = new Journal();
  readonly rate = new Rate();
  changedRows = new ChangedRows();
  costs = new Costs();
  /** When it was last used, by the real clock: the longest unused bench goes first. */
  usedAt = Date.now();
  /** Something to be kept has changed since it was last saved. */
  unsaved = false;
  loggedInAs: string | null = null;
  /** Whoever knows it drives a victim's window on this shop's host (hands.tsx); null where nobody does. */
  handsKey: string | null = null;
  /** A client of its own, for what is done by script. */
  scripted: ScriptedClient;
  /** Mallory's: a jar of her own, and her own colour on the wire. */
  mallory: ScriptedClient;

  readonly #first: { preset: string; policy: SessionPolicy; secret: string };
  #stores: SessionStore[] = [];
  readonly #turns = new Turns();
  #served = 0;
  #cookieNames: string[];
  #jars = new Map<string, Jar>();
  /** Numbers of the connections that have come to this bench. */
  #connections = new WeakMap<object, number>();
  #connectionCount = 0;
  readonly #watchers = new Set<(event: BenchEvent) => void>();

  constructor(id: string, saved: SavedBench) {
    this.id = id;
    this.scripted = new ScriptedClient(id);
    this.mallory = malloryOf(this);
    this.preset = saved.preset;
    this.policy = saved.policy;
    this.secret = saved.secret;
    this.#first = saved.first;
    this.users = new Users(saved.users);
    this.guestbook = new Guestbook(saved.guestbook);
    this.clock = new BenchClock(saved.clock);
    this.servers = saved.servers;
    this.ids = { last: saved.lastId };
    this.startedAt = this.clock.now();
    this.#cookieNames = saved.cookieNames;
  }

  /** A new one. @param secret the visitor's own, already found to fit the mechanism */
  static make(id: string, preset: string, policy: SessionPolicy, secret = secretFor(policy)): Bench {
    return new Bench(id, {
      preset,
      first: { preset, policy, secret },
      policy,
      secret,
      users: firstUsers(password),
      guestbook: [],
      clock: { ahead: 0, stoppedAt: null },
      lastId: 0,
      servers: 1,
      cookieNames: [cookieName(policy)],
    });
  }

  saved(): SavedBench {
    return {
      preset: this.preset,
      first: this.#first,
      policy: this.policy,
      secret: this.secret,
      users: [...this.users.all()],
      guestbook: [...this.guestbook.all()],
      clock: this.clock.saved(),
      lastId: this.ids.last,
      servers: this.servers,
      cookieNames: this.#cookieNames,
    };
  }

  /** Lets the shop answer a request; no switch or store changes meanwhile. */
  serve<Result>(answer: () => Promise<Result>): Promise<Result> {
    return this.#turns.beside(answer);
  }

  /**
   * Replaces switches. Sessions of a store that is no longer used are gone, as on a server that is set up anew.
   * @throws {PolicyRefused} @throws {StoreUnavailable} where there is no such store here; nothing is changed then
   */
  change(changes: unknown): Promise<void> {
    return this.#turns.alone(() => this.#change(changes));
  }

  async #change(changes: unknown): Promise<void> {
    const before = this.policy;
    const policy = changePolicy(before, changes);
    if (storeOf(policy) === storeOf(before)) this.policy = policy;
    else await this.#moveTo(policy);
    this.learnName(cookieName(policy));
    const isSameStrength = isKeyed(before) && isKeyed(policy) && before.secretStrength === policy.secretStrength;
    if (!isSameStrength || secretFlaw(policy.mechanism, this.secret)) this.secret = secretFor(policy);
    this.changed('policy');
  }

  /**
   * Takes over all the switches of a preset.
   * @throws {PolicyRefused} where there is none of that name
   */
  async adopt(name: string): Promise<void> {
    const preset = presetNamed(name);
    await this.change(preset.policy);
    this.preset = name;
    this.changed();
  }

  /**
   * Finds out whether all of this can be done, one after the other, so that nothing is half done.
   * @throws {PolicyRefused}
   */
  check({ startOver, preset, policy }: { startOver?: boolean; preset?: string; policy?: unknown }): void {
    const from = startOver ? this.#first.policy : this.policy;
    const adopted = preset === undefined ? from : changePolicy(from, presetNamed(preset).policy);
    if (policy !== undefined) changePolicy(adopted, policy);
  }

  /** Moves the clock forward, and makes it stand still or run. Stores that count time themselves are told. */
  async setClock({ advanceSeconds = 0, paused }: { advanceSeconds?: number; paused?: boolean }): Promise<void> {
    if (paused === true) this.clock.pause();
    if (paused === false) this.clock.run();
    const most = MAX_AHEAD_SECONDS - this.clock.aheadSeconds;
    this.clock.advance(Math.max(0, Math.min(advanceSeconds, most)));
    if (storeOf(this.policy) === 'redis') await this.#tellTime().catch(unlessAway);
    this.changed();
  }

  async #tellTime(): Promise<void> {
    for (const store of await this.stores()) await store.sweep(this.clock.now());
  }

  /** Everything as it was when the bench was made; only its address and the numbers of its exchanges go on. */
  startOver(): Promise<void> {
    return this.#turns.alone(() => this.#startOver());
  }

  async #startOver(): Promise<void> {
    await this.#moveTo(this.#first.policy);
    this.preset = this.#first.preset;
    this.secret = this.#first.secret;
    this.users = new Users(firstUsers((name) => this.users.find(name)?.password ?? password()));
    this.guestbook = new Guestbook();
    this.clock = new BenchClock();
    this.servers = 1;
    this.ids.last = 0;
    this.changedRows = new ChangedRows();
    this.costs = new Costs();
    this.#jars.clear();
    this.scripted = new ScriptedClient(this.id);
    this.mallory = malloryOf(this);
    this.journal.clear();
    this.loggedInAs = null;
    this.startedAt = this.clock.now();
    this.#tell({ kind: 'start', after: this.journal.last });
    this.changed('policy');
  }

  /** Puts back what an experiment has changed; what crossed the wire and what stands in the stores stays. */
  restore({ users, guestbook, clock, servers }: Pick<SavedBench, 'users' | 'guestbook' | 'clock' | 'servers'>): void {
    this.users = new Users(users);
    this.guestbook = new Guestbook(guestbook);
    this.clock = new BenchClock(clock);
    this.servers = servers;
    this.changed();
  }

  /** Every store in use: two of them where two servers do not share their memory. */
  async stores(): Promise<SessionStore[]> {
    const name = storeOf(this.policy);
    if (name === null) return [];
    const wanted = name === 'memory' ? this.servers : 1;
    // The list of now: while one is opened, a change of policy may begin another.
    const stores = this.#stores;
    while (stores.length < wanted) stores.push(await this.#open(name));
    return stores.slice(0, wanted);
  }

  /** The server whose turn it is, and its store: with two, requests alternate. */
  async nextServer(): Promise<{ server: 1 | 2; store: SessionStore | null }> {
    const stores = await this.stores();
    this.#served += 1;
    const server = this.servers === 2 && this.#served % 2 === 1 ? 2 : 1;
    return { server, store: stores[server - 1] ?? stores[0] ?? null };
  }

  /** The server process ends and another begins: what was in memory is gone, everything else is not. */
  restart(): Promise<void> {
    return this.#turns.alone(() => this.#restart());
  }

  async #restart(): Promise<void> {
    if (storeOf(this.policy) === 'memory') this.#stores = [];
    this.startedAt = this.clock.now();
    this.changed();
  }

  #open(name: NonNullable<ReturnType<typeof storeOf>>): Promise<SessionStore> {
    return openStore(name, this.id, () => this.clock.now());
  }

  /** Takes over a policy with an empty store. The old store may be out of reach: that is no reason to stay with it. */
  async #moveTo(policy: SessionPolicy): Promise<void> {
    const name = storeOf(policy);
    const store = name && (await this.#open(name));
    await store?.clear();
    await this.#clearStores().catch(unlessAway);
    this.policy = policy;
    this.#stores = store ? [store] : [];
  }

  async #clearStores(): Promise<void> {
    for (const store of await this.stores()) await store.clear();
  }

  /** Removes what it keeps outside of memory, as far as that can be reached. */
  end(): Promise<void> {
    this.#tell({ kind: 'ended' });
    this.#watchers.clear();
    return this.#turns.alone(() => this.#clearStores().catch(unlessAway));
  }

  /** What the jar of one client should hold, as the wire tells; the four clients that came last are told apart. */
  jarOf(client: string): Jar {
    const jar = this.#jars.get(client) ?? new Jar();
    this.#jars.delete(client);
    this.#jars.set(client, jar);
    for (const name of this.#jars.keys()) {
      if (this.#jars.size <= MAX_CLIENTS) break;
      this.#jars.delete(name);
    }
    return jar;
  }

  /** The jar of the client that came last. */
  lastJar(): Jar | null {
    return [...this.#jars.values()].at(-1) ?? null;
  }

  connectionNumber(socket: object): number {
    const known = this.#connections.get(socket);
    if (known !== undefined) return known;
    this.#connectionCount += 1;
    this.#connections.set(socket, this.#connectionCount);
    return this.#connectionCount;
  }

  /** Cookie names that this bench has used: on a shared host no others are let through to it. */
  get cookieNames(): readonly string[] {
    // Its policy's own stays, however many a visitor adds.
    return [cookieName(this.policy), ...this.#cookieNames];
  }

  /** From now on a cookie of this name may come in on a shared host too. */
  learnName(name: string): void {
    this.#cookieNames = [name, ...this.#cookieNames.filter((other) => other !== name)].slice(0, MAX_COOKIE_NAMES);
  }

  record(exchange: Omit<Exchange, 'n'>): Exchange {
    const numbered = this.journal.add(exchange);
    this.changedRows.note(numbered);
    this.#tell({ kind: 'exchange', exchange: numbered });
    return numbered;
  }

  /** Something other than an exchange has changed it: its switches, or the server's side alone. */
  changed(kind: 'server' | 'policy' = 'server'): void {
    this.unsaved = true;
    this.#tell({ kind });
  }

  /** @returns a function that stops telling */
  watch(watcher: (event: BenchEvent) => void): () => void {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  }

  #tell(event: BenchEvent): void {
    for (const watcher of this.#watchers) watcher(event);
  }
}

function malloryOf(bench: Bench): ScriptedClient {
  return new ScriptedClient(bench.id, {
    caller: newCaller('mallory', 'Mallory'),
    // Asked at each request, since the switches may have changed.
    get idInLinks() {
      return idParameter(bench.policy);
    },
  });
}

function storeOf(policy: SessionPolicy) {
  return policy.mechanism === 'server' ? policy.store : null;
}

/** @throws {PolicyRefused} where there is none of that name */
function presetNamed(name: string) {
  const preset = findPreset(name);
  if (!preset) throw new PolicyRefused(`There is no preset called "${name}".`);
  return preset;
}

/** For what can be left undone where a store does not answer. */
function unlessAway(error: unknown): void {
  if (!(error instanceof StoreUnavailable)) throw error;
  log().error({ event: 'store-away', error: errorText(error) });
}

function secretFor(policy: SessionPolicy): string {
  return isKeyed(policy) ? makeSecret(policy.mechanism, policy.secretStrength) : '';
}
