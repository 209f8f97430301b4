import type { SessionCookie } from '../cookie';
import { isPlausibleId, keyOf, newId } from '../ids';
import { cookieLifetime, endOf, type TimedSession } from '../limits';
import type { ServerPolicy } from '../policy';
import type { StoredSession } from '../stores/store';
import type { World } from '../world';
import type { Side } from './side';

/** `server`: the browser holds an id, the store has the row that it leads to. */
export class ServerSide implements Side {
  readonly #world: World;
  readonly #policy: ServerPolicy;
  readonly #cookie: SessionCookie;
  readonly #url: URL;
  #id: string | null = null;
  #row: StoredSession | null = null;
  /** The id and row that a renewal leaves behind, until the new ones are written. */
  #former: { id: string; row: StoredSession | null } | null = null;

  constructor(world: World, policy: ServerPolicy, cookie: SessionCookie, url: URL) {
    this.#world = world;
    this.#policy = policy;
    this.#cookie = cookie;
    this.#url = url;
  }

  async read(): Promise<TimedSession | null> {
    const { store, trace } = this.#world;
    const id = this.#policy.carrier === 'url' ? this.#readUrl() : this.#cookie.read();
    if (id === null) return null;
    if (!isPlausibleId(id)) {
      trace.note({ kind: 'malformed', what: 'it does not look like a session id' });
      return null;
    }
    const key = await trace.timed(
      () => keyOf(id),
      (hashed) => ({ kind: 'id-hashed', id, key: hashed }),
    );
    const row = await trace.timed(
      () => store.get(key),
      (found) => ({ kind: 'store-read', store: this.#policy.store, key, row: found }),
    );
    if (!row) trace.note({ kind: 'id-unknown', id, accepted: this.#policy.acceptUnknownIds });
    if (row || this.#policy.acceptUnknownIds) this.#id = id;
    this.#row = row;
    return row;
  }

  #readUrl(): string | null {
    const { trace } = this.#world;
    const { name } = this.#cookie;
    const id = this.#url.searchParams.get(name);
    if (id !== null) trace.note({ kind: 'id-in-url', name, value: id });
    else if (!this.#cookie.came) trace.note({ kind: 'no-cookie' });
    return id;
  }

  /** The row stays for the sweep; nobody is let in by it any more. */
  disown(): void {
    this.#id = null;
    this.#row = null;
  }

  renew(): void {
    if (this.#id) this.#former = { id: this.#id, row: this.#row };
    this.#id = null;
    this.#row = null;
  }

  async write(session: TimedSession): Promise<void> {
    const { store, trace } = this.#world;
    const isNewToBrowser = this.#id === null;
    const id = this.#id ?? this.#issueId();
    const key = keyOf(id);
    const before = this.#row;
    const after: StoredSession = { ...session, expiresAt: endOf(this.#policy, session) };
    await trace.timed(
      () => store.set(key, after),
      () => ({ kind: 'store-write', store: this.#policy.store, key, before, after }),
    );
    this.#id = id;
    this.#row = after;
    // Only now: were the new row not written, the visitor would have neither.
    if (this.#former) await this.#destroy(this.#former.id, this.#former.row);
    this.#former = null;
    await this.#send(isNewToBrowser, session);
  }

  #issueId(): string {
    const { ids, now, trace } = this.#world;
    const generator = this.#policy.idGenerator;
    const id = newId(generator, ids, now());
    trace.note(
      this.#former ? { kind: 'id-renewed', from: this.#former.id, to: id } : { kind: 'id-issued', id, generator },
    );
    return id;
  }

  async touch(session: TimedSession): Promise<void> {
    if (!this.#id) return;
    const { store, trace } = this.#world;
    const key = keyOf(this.#id);
    const times = { seenAt: session.seenAt, expiresAt: endOf(this.#policy, session) };
    await trace.timed(
      () => store.touch(key, times),
      () => ({ kind: 'store-touch', store: this.#policy.store, key }),
    );
    await this.#send(false, session);
  }

  /** A cookie that ends at a certain time must be told again when that time moves; one without knows its id already. */
  async #send(isNewToBrowser: boolean, { state }: TimedSession): Promise<void> {
    const id = this.#id;
    const lifetime = cookieLifetime(this.#policy, state);
    if (id === null || this.#policy.carrier === 'url') return;
    if (isNewToBrowser || lifetime !== null) await this.#cookie.set(() => id, lifetime);
  }

  /** `destroy` ends it for every holder of the id, `forget` only asks this browser to forget it. */
  async end(): Promise<void> {
    if (this.#policy.logout === 'destroy' && this.#id) await this.#destroy(this.#id, this.#row);
    if (this.#policy.carrier === 'cookie') this.#cookie.forget();
    this.#id = null;
    this.#row = null;
  }

  async #destroy(id: string, row: StoredSession | null): Promise<void> {
    if (!row) return;
    const { store, trace } = this.#world;
    const key = keyOf(id);
    await trace.timed(
      () => store.destroy(key),
      () => ({ kind: 'store-destroy', store: this.#policy.store, key, before: row }),
    );
  }

  idInLinks(): string | null {
    return this.#policy.carrier === 'url' ? this.#id : null;
  }
}
