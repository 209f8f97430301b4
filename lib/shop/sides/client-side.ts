import { codecs } from '../codecs/codecs';
import type { SessionCookie } from '../cookie';
import { cookieLifetime, needsTimes, type TimedSession } from '../limits';
import type { World } from '../world';
import type { Side } from './side';

/** `plain`, `signed`, `encrypted`: the cookie itself is the session, and the server keeps nothing. */
export class ClientSide implements Side {
  readonly #world: World;
  readonly #cookie: SessionCookie;
  readonly #mechanism: keyof typeof codecs;

  constructor(world: World, cookie: SessionCookie, mechanism: keyof typeof codecs) {
    this.#world = world;
    this.#cookie = cookie;
    this.#mechanism = mechanism;
  }

  async read(): Promise<TimedSession | null> {
    const { secrets, trace } = this.#world;
    const value = this.#cookie.read();
    if (value === null) return null;
    const codec = codecs[this.#mechanism];
    const { content } = await trace.timed(
      () => codec.decode(value, secrets),
      (reading) => reading.step,
    );
    return content && { state: content.state, createdAt: content.createdAt, seenAt: content.writtenAt };
  }

  /** The cookie that was refused is overwritten by the next one. */
  disown() {}

  /** There is no id that could stay the same. */
  renew() {}

  async write(session: TimedSession): Promise<void> {
    const { policy, secrets } = this.#world;
    const content = { state: session.state, createdAt: session.createdAt, writtenAt: session.seenAt };
    const encode = () => codecs[this.#mechanism].encode(content, secrets, { times: needsTimes(policy) });
    await this.#cookie.set(encode, cookieLifetime(policy, session.state));
  }

  /** The time of writing stands in the cookie, so prolonging it means writing it anew. */
  touch(session: TimedSession): Promise<void> {
    return this.write(session);
  }

  /** There is nothing on the server to destroy: a copy of the cookie stays good until its time is over. */
  async end(): Promise<void> {
    this.#cookie.forget();
  }

  idInLinks() {
    return null;
  }
}
