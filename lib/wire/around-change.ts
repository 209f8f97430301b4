import { changedSpan } from './changed-span';
import { shortened } from './shortened';

/** A value cut down to where it was changed, to be read from afar. */
export interface AroundChange {
  before: string;
  /** Empty where nothing was changed, or something was only taken away. */
  changed: string;
  after: string;
}

/** So much is left beside the change, and of the change itself. */
const BESIDE = 4;
const CHANGED = 4;

/**
 * The change in a value, with a few characters on either side; of a value that is as it was, its two ends.
 * @param original what the shop had set
 */
export function aroundChange(value: string, original: string): AroundChange {
  if (value === original) return { before: shortened(value, 8, 6), changed: '', after: '' };
  const [{ before, changed, after }] = changedSpan(value, original);
  return {
    before: before.length > BESIDE + 1 ? `…${before.slice(-BESIDE)}` : before,
    changed: shortened(changed, CHANGED, CHANGED),
    after: after.length > BESIDE + 1 ? `${after.slice(0, BESIDE)}…` : after,
  };
}
