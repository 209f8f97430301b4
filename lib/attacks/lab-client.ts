import { type Caller, newCaller } from '@/lib/bench/caller';
import { type Answer, type ClientOptions, ScriptedClient, type Sending } from '@/lib/bench/scripted-client';
import type { GuestbookMarkup } from '@/lib/shop/guestbook-markup';
import { cookieName, idParameter, isInUrl } from '@/lib/shop/policy';
import { StoreUnavailable } from '@/lib/shop/stores/store';
import type { Sender } from '@/lib/wire/exchange';
import { cookieIn } from '@/lib/wire/set-cookie';
import { cannotBegin } from './attack-impossible';
import type { Lab } from './lab';
import { refusalOf } from './reasons';

/** What makes its holder somebody to the shop: the session cookie's value, or the id in the address. */
export type Ticket = string;

/** What is particular about somebody's client. */
export type Personal = Omit<ClientOptions, 'caller' | 'idInLinks' | 'jar'> & {
  /** The same browser on another connection: with this one's jar, and the id that its links carry. */
  sameBrowserAs?: LabClient;
};

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
    throw cannotBegin(`the login of ${username}`, answer.status);
  }

  tryLogIn(username: string): Promise<Answer> {
    return this.submit('/login', '/login', { username, password: this.#lab.password(username) });
  }

  logOut(): Promise<Answer> {
    return this.submit('/', '/logout');
  }

  /** Leaves an entry in the guestbook. @throws {AttackImpossible} where the shop does not take it */
  async writeIntoGuestbook(entry: { text: string; markup?: GuestbookMarkup }): Promise<void> {
    const answer = await this.submit('/guestbook', '/guestbook', { ...entry });
    if (answer.status !== 303) throw cannotBegin('the guestbook', answer.status);
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
