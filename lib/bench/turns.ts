/**
 * Requests of one bench run side by side; a change of its switches or stores runs alone. A session that a request
 * writes into a store that is being given up would be left behind there.
 */
export class Turns {
  readonly #underWay = new Set<Promise<unknown>>();
  /** Done when the last change is: whoever comes meanwhile waits for it. */
  #settled: Promise<unknown> = Promise.resolve();

  /** Does it as soon as no change is under way. */
  async beside<Result>(work: () => Promise<Result>): Promise<Result> {
    let settled: Promise<unknown>;
    do {
      settled = this.#settled;
      await settled;
    } while (settled !== this.#settled);
    const working = work();
    this.#underWay.add(working);
    try {
      return await working;
    } finally {
      this.#underWay.delete(working);
    }
  }

  /** Does it when everything that came before is done. */
  alone<Result>(work: () => Promise<Result>): Promise<Result> {
    const working = this.#settled.then(async () => {
      await Promise.allSettled(this.#underWay);
      return work();
    });
    this.#settled = working.catch(() => undefined);
    return working;
  }
}
