import { NamedError } from '@/lib/named-error';

/** A step's button cannot be pressed now. The message is one sentence for the reader. */
export class StepRefused extends NamedError {
  static override readonly errorName = 'StepRefused';
}
