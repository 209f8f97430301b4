const WINDOW_MILLISECONDS = 10_000;
const REQUESTS_PER_WINDOW = 3000;

/** How often one bench may be asked: enough for a person, a class demonstration and a script, not for a flood. */
export class Rate {
  #begun = 0;
  #count = 0;

  /** @returns seconds to wait, or 0 when the request may pass */
  take(now = Date.now()): number {
    if (now - this.#begun >= WINDOW_MILLISECONDS) {
      this.#begun = now;
      this.#count = 0;
    }
    this.#count += 1;
    return this.#count > REQUESTS_PER_WINDOW ? Math.ceil((this.#begun + WINDOW_MILLISECONDS - now) / 1000) : 0;
  }
}
