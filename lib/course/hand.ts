import type { AttackResult } from '@/lib/attacks/attack';
import { attackNamed } from '@/lib/attacks/attacks';
import type { AttackName } from '@/lib/attacks/names';
import { runAttack } from '@/lib/attacks/run-attack';
import type { Bench } from '@/lib/bench/bench';
import { cause, type Fault } from '@/lib/bench/faults';
import { actAsMallory, type MalloryAction } from '@/lib/bench/mallory';
import { arrival } from '@/lib/http/arrival';
import { type MalloryAddress, malloryAddressOf, type ShopAddress, shopAddressOf } from '@/lib/http/origins';
import { cookieName, type PolicyChanges, type SessionPolicy } from '@/lib/shop/policy';
import { secretFlaw, weakSecrets } from '@/lib/shop/secrets';
import type { Exchange } from '@/lib/wire/exchange';
import { StepRefused } from './step-refused';
import { setCookieOf } from './waiting';

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
   * The session's cookie as the shop has last set it in the reader's own browser.
   * @throws {StepRefused} where it has set none
   */
  givenCookie(): string {
    const values = this.#bench.journal
      .after(0)
      .filter(({ sender, scripted }) => sender === 'browser' && !scripted)
      .map((exchange) => setCookieOf(exchange, this.cookieName));
    const value = values.findLast((one) => one !== null);
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
    const { exchange } = await this.#bench.mallory.get(path);
    this.#bench.changed();
    if (!exchange) throw new StepRefused('The shop did not answer Mallory. Try again in a moment.');
    return exchange;
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
    const { exchange } = await this.#bench.mallory.submit(path, path, fields);
    this.#bench.changed();
    if (!exchange) throw new StepRefused('The shop did not answer Mallory. Try again in a moment.');
    return exchange;
  }
}
