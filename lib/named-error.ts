/**
 * An error whose message is one sentence for whoever caused it, known by its name: the bundler may hold a class several
 * times in one process, and `instanceof` would then know only one of them.
 */
export abstract class NamedError extends Error {
  /** The same for every copy of the class; not its own name, which a bundler may shorten. */
  static readonly errorName: string = 'NamedError';

  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = (this.constructor as typeof NamedError).errorName;
  }

  static [Symbol.hasInstance](value: unknown): boolean {
    // biome-ignore lint/complexity/noThisInStatic: each subclass has a name of its own
    return (value as Error | null)?.name === this.errorName;
  }
}
