import type { AttackResult, Outcome } from '@/lib/attacks/attack';
import { attackNamed } from '@/lib/attacks/attacks';
import type { AttackName } from '@/lib/attacks/names';
import { runAttack, runPart } from '@/lib/attacks/run-attack';
import { type WireWay, wireWays } from '@/lib/attacks/wire-ways';
import type { Bench } from '@/lib/bench/bench';
import { onScratchBench } from '@/lib/bench/benches';
import { cause, type Fault } from '@/lib/bench/faults';
import { actAsMallory, type MalloryAction } from '@/lib/bench/mallory';
import type { Answer } from '@/lib/bench/scripted-client';
import { arrival } from '@/lib/http/arrival';
import { type MalloryAddress, malloryAddressOf, type ShopAddress, shopAddressOf } from '@/lib/http/origins';
import { changePolicy, cookieName, isInUrl, type PolicyChanges, type SessionPolicy } from '@/lib/shop/policy';
import { secretFlaw, weakSecrets } from '@/lib/shop/secrets';
import type { Exchange } from '@/lib/wire/exchange';
import { MAX_COOKIE_BYTES } from '@/lib/wire/jar';
import { isVisitors } from '@/lib/wire/parties';
import { cookieIn } from '@/lib/wire/set-cookie';
import { type Audit, audit } from './audit';
import { show, shownOf } from './shown';
import { StepRefused } from './step-refused';
import { loggedIn, setCookieOf } from './waiting';

/** What a step's button may do to the chapter's bench; all of it is what the workbench and the attacks do too. */
export class Hand {
  readonly #bench: Bench;

  constructor(bench: Bench) {
    this.#bench = bench;
  }

  get policy(): SessionPolicy {
    return this.#bench.policy;
  }

  /** The cookie's name as it goes over the wire. */
  get cookieName(): string {
    return cookieName(this.#bench.policy);
  }

  /** What the server signs or seals with. */
  get secret(): string {
    return this.#bench.secret;
  }

  /** Whom the shop took the reader's browser for at its last request; null for nobody. */
  get loggedInAs(): string | null {
    return this.#bench.loggedInAs;
  }

  /**
   * The server goes on with this very key: what it signed or sealed before does not count any more. The switch says
   * "weak" where it is one that Mallory has in her list.
   * @throws {StepRefused} where the mechanism takes no such key
   */
  async useSecret(secret: string): Promise<void> {
    const flaw = secretFlaw(this.#bench.policy.mechanism, secret);
    if (flaw) throw new StepRefused(flaw);
    await this.#bench.change({ secretStrength: weakSecrets.includes(secret) ? 'weak' : 'strong' });
    this.#bench.secret = secret;
    this.#bench.changed('policy');
  }

  /** Throws some of the switches. */
  change(policy: PolicyChanges): Promise<void> {
    return this.#bench.change(policy);
  }

  cause(fault: Fault): Promise<void> {
    return cause(this.#bench, fault);
  }

  /** Moves the bench's clock forward; the browser's stays as it is. */
  advance(advanceSeconds: number): Promise<void> {
    return this.#bench.setClock({ advanceSeconds });
  }

  /**
   * Runs an attack and its control, for real.
   * @throws {AttackMeaningless} {AttackImpossible} {TooManyAttacks} as {@link runAttack} does
   */
  attack(name: AttackName): Promise<AttackResult> {
    return runAttack(this.#bench, attackNamed(name));
  }

  /**
   * The session's cookie as the shop has last set it in the reader's own browser, which keeps none that is too big.
   * @throws {StepRefused} where it has set none
   */
  givenCookie(): string {
    const values = this.wire.filter(isVisitors).map((exchange) => setCookieOf(exchange, this.cookieName));
    const value = values.findLast(
      (one) => one !== null && Buffer.byteLength(this.cookieName + one) <= MAX_COOKIE_BYTES,
    );
    if (value === undefined || value === null) throw new StepRefused('The shop has set no cookie yet: log in first.');
    return value;
  }

  /** Mallory's client takes what carries a session, sends a request, logs in as herself or empties its jar. */
  asMallory(action: MalloryAction): Promise<void> {
    return actAsMallory(this.#bench, action);
  }

  /**
   * Mallory's client asks the shop for a page, with what is in her jar.
   * @throws {StepRefused} where the shop did not get to answer
   */
  async malloryGets(path: string): Promise<Exchange> {
    return this.#answered(await this.#bench.mallory.get(path));
  }

  /**
   * The bench's clock stands still from now on, at so long after the last request of the reader's own browser: however
   * long somebody reads, no more time passes than a button says.
   * @throws {StepRefused} where more than that has passed already
   */
  async stopClockAfterLastRequest(seconds: number): Promise<void> {
    const bench = this.#bench;
    const last = this.wire.findLast(isVisitors);
    const passed = last ? (bench.clock.now() - last.at) / 1000 : 0;
    if (passed > seconds) {
      throw new StepRefused(
        'Too much time has passed since your last click: open a page of the shop, and press again.',
      );
    }
    await bench.setClock({ paused: true, advanceSeconds: seconds - passed });
  }

  /** The session's cookies that the reader's own browser was given whenever it logged in as this user, in order. */
  loginCookies(user: string): string[] {
    const logins = this.wire.filter((exchange) => loggedIn(exchange, user));
    return logins.flatMap((exchange) => setCookieOf(exchange, this.cookieName) ?? []);
  }

  /**
   * Mallory's client begins so many sessions without logging in, each as a new visitor, and goes on with the last.
   * @returns what she was given, in order
   * @throws {StepRefused} where the shop gives her nothing that she can keep
   */
  async malloryCollects(count: number): Promise<string[]> {
    const { mallory, policy } = this.#bench;
    const given: string[] = [];
    for (let visitor = 0; visitor < count; visitor++) {
      mallory.emptyJar();
      await mallory.submit('/', '/', { count: 'visits' });
      const one = isInUrl(policy) ? mallory.carriedId : cookieIn(await mallory.cookieHeader(), this.cookieName);
      if (one === null) throw new StepRefused('The shop gave Mallory nothing that she could keep.');
      given.push(one);
    }
    this.#bench.changed();
    return given;
  }

  /**
   * Mallory holds the wire between an ada by script and the shop; what her tap reads is shown beneath the steps.
   * @param changes of switches for it: then it is done on a copy of the bench, and nothing of it is shown
   */
  async onTheWire(way: WireWay, changes?: PolicyChanges): Promise<Outcome> {
    const { preset, policy, secret } = this.#bench;
    if (changes) {
      const copy = { preset, policy: changePolicy(policy, changes), secret };
      return onScratchBench(copy, (bench) => runPart(bench, wireWays[way]));
    }
    const outcome = await runPart(this.#bench, wireWays[way]);
    show(this.#bench, { tapped: outcome.tapped ?? [] });
    return outcome;
  }

  /** Whether the table of all mechanisms was measured on this bench. */
  get hasSum(): boolean {
    return shownOf(this.#bench).sum !== null;
  }

  /** Runs every attack against the bench's policy, for real, as its grid does. */
  audit(): Promise<Audit> {
    return audit(this.#bench);
  }

  /** What has crossed the wire, as far as it is kept. */
  get wire(): readonly Exchange[] {
    return this.#bench.journal.after(0);
  }

  /** Where the shop and Mallory's site are for whoever has pressed the button. */
  get addresses(): { shop: ShopAddress; mallory: MalloryAddress } {
    const { place } = arrival();
    if (!place) throw new Error('A button without a place passed the front door.');
    return { shop: shopAddressOf(place, this.#bench.id), mallory: malloryAddressOf(place, this.#bench.id) };
  }

  /**
   * Mallory's client opens a page of the shop and sends a form to it, with what is in her jar.
   * @throws {StepRefused} where the shop did not get to answer
   */
  async mallorySends(path: string, fields: Record<string, string>): Promise<Exchange> {
    return this.#answered(await this.#bench.mallory.submit(path, path, fields));
  }

  #answered({ exchange }: Answer): Exchange {
    this.#bench.changed();
    if (!exchange) throw new StepRefused('The shop did not answer Mallory. Try again in a moment.');
    return exchange;
  }
}
