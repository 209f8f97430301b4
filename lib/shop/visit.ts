import { newToken } from './csrf';
import type { Fields } from './form';
import { LoginRequired, Refusal } from './refusal';
import type { Session } from './session';
import type { Role, SessionState } from './state';
import { type Words, wordsOf } from './words';
import type { World } from './world';

/** One request as the routes and pages see it: whose it is, what it asks for, and how links are written. */
export class Visit {
  readonly world: World;
  readonly session: Session;
  /** The fields of the form that was sent; empty where none was. */
  fields: Fields = {};
  #user: string | null = null;

  constructor(world: World, session: Session) {
    this.world = world;
    this.session = session;
  }

  /** The current user's name; null where nobody is logged in. */
  get user(): string | null {
    return this.#user;
  }

  get state(): Readonly<SessionState> {
    return this.session.state;
  }

  get words(): Words {
    return wordsOf(this.state);
  }

  /** Finds out whose request it is, and notes it. */
  identify(): void {
    const { policy, trace } = this.world;
    const name = this.state.user ?? null;
    const isKnown = name !== null && (policy.roleFrom === 'session' || this.world.users.find(name) !== null);
    this.#user = isKnown ? name : null;
    trace.note({ kind: 'visitor', user: this.#user, role: this.#role() });
  }

  /** For the one page that knows a user without a session: the answer to a login under `none`. */
  isFor(username: string): void {
    this.#user = username;
    this.world.trace.note({ kind: 'visitor', user: username, role: this.world.users.find(username)?.role ?? null });
  }

  #role(): Role | null {
    if (this.#user === null) return null;
    const source = this.world.policy.roleFrom === 'session' ? this.state : this.world.users.find(this.#user);
    return source?.role ?? null;
  }

  /** The role that counts, by the policy; both values are noted, so that one sees where they differ. */
  readRole(): Role | null {
    const { policy, trace, users } = this.world;
    const inDatabase = this.#user === null ? null : (users.find(this.#user)?.role ?? null);
    trace.note({ kind: 'role-read', from: policy.roleFrom, session: this.state.role ?? null, database: inDatabase });
    return this.#role();
  }

  /** A ban stands in the database, so only a policy that asks there notices it before the session ends. */
  refuseBanned(): void {
    const { policy, trace, users } = this.world;
    if (this.#user === null || !users.find(this.#user)?.banned) return;
    const noticed = policy.roleFrom === 'database';
    trace.note({ kind: 'banned', user: this.#user, noticed });
    if (noticed) throw new Refusal(403, `${this.#user} is banned from this shop.`);
  }

  /** @throws {LoginRequired} */
  requireUser(): string {
    if (this.#user === null) throw new LoginRequired();
    return this.#user;
  }

  /** @throws {LoginRequired} @throws {Refusal} 403 where the role is another */
  requireRole(role: Role): void {
    const user = this.requireUser();
    if (this.readRole() !== role)
      throw new Refusal(403, `This page is for the role "${role}", which ${user} does not have.`);
  }

  /** An address of this shop, from a path like `/cart`. */
  link(path: string): string {
    const { query } = this.session;
    const address = `${this.world.base}${path}`;
    return query === null ? address : `${address}${path.includes('?') ? '&' : '?'}${query}`;
  }

  /** Says on the wire what was done, as "put Assam, 100 g into the cart". */
  did(what: string): void {
    this.world.trace.note({ kind: 'did', what });
  }

  /** Where forms must carry a token, a session for it is begun with the first page. */
  provideToken(): void {
    if (this.world.policy.csrf === 'token' && !this.state.csrf_token) this.session.change({ csrf_token: newToken() });
  }
}
