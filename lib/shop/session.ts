import { bindingOf } from './binding';
import { SessionCookie } from './cookie';
import { overLimit, type TimedSession } from './limits';
import { ClientSide } from './sides/client-side';
import { NoSide } from './sides/no-side';
import { ServerSide } from './sides/server-side';
import type { Side } from './sides/side';
import type { SessionState } from './state';
import type { World } from './world';

/**
 * One visitor's session during one request: opened when the request arrives, changed by what it asks for, saved before
 * the response leaves. The pages know nothing of mechanisms; this class knows nothing of pages.
 */
export class Session {
  readonly #world: World;
  readonly #side: Side;
  readonly #cookie: SessionCookie;
  /** The state as it is kept, to see whether it changed; null where nothing is kept yet. */
  #kept: SessionState | null;
  #state: SessionState;
  #createdAt: number;
  #isSaved = false;

  constructor(world: World, side: Side, cookie: SessionCookie, found: TimedSession | null) {
    this.#world = world;
    this.#side = side;
    this.#cookie = cookie;
    this.#kept = found?.state ?? null;
    this.#state = found?.state ?? {};
    this.#createdAt = found?.createdAt ?? world.now();
  }

  get state(): Readonly<SessionState> {
    return this.#state;
  }

  /** @param changes a field that is undefined is removed */
  change(changes: SessionState): void {
    const changed = Object.entries({ ...this.#state, ...changes }).filter(([, value]) => value !== undefined);
    this.#state = Object.fromEntries(changed);
  }

  /** The session begins anew with the same state: its id, and the time from which its absolute limit counts. */
  renew(): void {
    this.#side.renew();
    this.#kept = null;
    this.#createdAt = this.#world.now();
  }

  /**
   * Writes what has changed and, where use prolongs it, the time of use. A session without state is not begun: a visitor
   * who leaves nothing to remember gets no cookie (as in Flask).
   * @throws {StoreUnavailable} when the store cannot be reached; nothing is half written then
   */
  async save(): Promise<void> {
    const session = { state: this.#state, createdAt: this.#createdAt, seenAt: this.#world.now() };
    if (JSON.stringify(this.#state) !== JSON.stringify(this.#kept ?? {})) {
      await this.#side.write(session);
      this.#kept = this.#state;
    } else if (this.#world.policy.rolling && this.#kept !== null && !this.#isSaved) {
      await this.#side.touch(session);
    }
    this.#isSaved = true;
  }

  /** Ends it as far as the policy goes. What follows in this request is another visitor's. */
  async destroy(): Promise<void> {
    await this.#side.end();
    this.#kept = null;
    this.#state = {};
  }

  /** The lines that leave with the response; complete once it is saved. */
  get setCookieLines(): readonly string[] {
    return this.#cookie.lines;
  }

  /** The query that every link of the page carries, `sid=…`, where the id travels in the URL. */
  get query(): string | null {
    const id = this.#side.idInLinks();
    return id === null ? null : `${encodeURIComponent(this.#cookie.name)}=${encodeURIComponent(id)}`;
  }
}

/**
 * Finds out which session a request belongs to, and notes how. Never throws for what a visitor sends.
 * @throws {StoreUnavailable} when the store cannot be reached
 */
export async function openSession(request: Request, world: World): Promise<Session> {
  const cookie = new SessionCookie(request, world);
  const side = sideOf(request, world, cookie);
  const found = await side.read();
  const isValid = found !== null && stillCounts(found, request, world);
  if (found && !isValid) side.disown();
  return new Session(world, side, cookie, isValid ? found : null);
}

/** A session that nothing is known of and nothing is kept of: for the page that says so. */
export function emptySession(request: Request, world: World): Session {
  const cookie = new SessionCookie(request, world);
  return new Session(world, new NoSide(world, cookie), cookie, null);
}

function sideOf(request: Request, world: World, cookie: SessionCookie): Side {
  const { policy } = world;
  if (policy.mechanism === 'none') return new NoSide(world, cookie);
  if (policy.mechanism === 'server') return new ServerSide(world, policy, cookie, new URL(request.url));
  return new ClientSide(world, cookie, policy.mechanism);
}

function stillCounts(session: TimedSession, request: Request, world: World): boolean {
  const { policy, trace } = world;
  const expired = overLimit(policy, session, world.now());
  if (expired) {
    trace.note(expired);
    return false;
  }
  const then = session.state.bound_to;
  const now = bindingOf(request, world);
  if (policy.binding !== 'none' && now !== null && session.state.user && then !== undefined && then !== now) {
    trace.note({ kind: 'binding-differs', binding: policy.binding, then, now });
    return false;
  }
  return true;
}
