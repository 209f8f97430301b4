/** How far a bench's clock may be moved ahead of the real one. */
export const MAX_AHEAD_SECONDS = 100 * 365 * 24 * 60 * 60;

/**
 * A bench's own clock: the server's idea of the time, by which sessions expire. It can be moved forward and made to
 * stand still; the browser's clock follows neither.
 */
export class BenchClock {
  #aheadMilliseconds: number;
  /** What it shows while it stands still. */
  #stoppedAt: number | null;

  constructor({ ahead = 0, stoppedAt = null }: { ahead?: number; stoppedAt?: number | null } = {}) {
    this.#aheadMilliseconds = ahead;
    this.#stoppedAt = stoppedAt;
  }

  /** Milliseconds since 1970. */
  now(): number {
    return this.#stoppedAt ?? Date.now() + this.#aheadMilliseconds;
  }

  get paused(): boolean {
    return this.#stoppedAt !== null;
  }

  /** Whole seconds ahead of the real clock; below zero when it has stood still. */
  get aheadSeconds(): number {
    return Math.round((this.now() - Date.now()) / 1000);
  }

  /** To the nearest millisecond: no clock here shows less. */
  advance(seconds: number): void {
    const milliseconds = Math.round(seconds * 1000);
    this.#aheadMilliseconds += milliseconds;
    if (this.#stoppedAt !== null) this.#stoppedAt += milliseconds;
  }

  pause(): void {
    this.#stoppedAt ??= this.now();
  }

  run(): void {
    if (this.#stoppedAt === null) return;
    this.#aheadMilliseconds = this.#stoppedAt - Date.now();
    this.#stoppedAt = null;
  }

  /** What to make it again from. */
  saved(): { ahead: number; stoppedAt: number | null } {
    return { ahead: this.#aheadMilliseconds, stoppedAt: this.#stoppedAt };
  }
}
