import type { SessionCookie } from '../cookie';
import type { World } from '../world';
import type { Side } from './side';

/** `none`: nothing is kept. HTTP alone forgets, and so does the shop. */
export class NoSide implements Side {
  readonly #world: World;
  readonly #cookie: SessionCookie;

  constructor(world: World, cookie: SessionCookie) {
    this.#world = world;
    this.#cookie = cookie;
  }

  async read() {
    // A cookie left over from another mechanism is not looked at.
    if (!this.#cookie.came) this.#world.trace.note({ kind: 'no-cookie' });
    return null;
  }

  disown() {}
  renew() {}
  async write() {}
  async touch() {}
  async end() {}
  idInLinks() {
    return null;
  }
}
