import type { RecordedStep, Step } from './step';

/** Collects what the server does while it answers one request. */
export class Trace {
  readonly steps: RecordedStep[] = [];

  /** Notes what took no time worth measuring. */
  note(step: Step): void {
    this.steps.push({ ...step, micros: 0 });
  }

  /**
   * Runs `work` and notes what came of it, with the time it took.
   * @param describe the step for the result; null where there is nothing to say
   */
  async timed<T>(work: () => T | Promise<T>, describe: (result: T) => Step | null): Promise<T> {
    const begun = performance.now();
    const result = await work();
    const micros = Math.round((performance.now() - begun) * 1000);
    const step = describe(result);
    if (step) this.steps.push({ ...step, micros });
    return result;
  }
}
