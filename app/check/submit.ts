import { beginCheck } from '@/lib/check/checks';
import { addressOf } from '@/lib/check/walk';
import type { Submit } from '@/lib/http/submission';

/** Begins a check without script: the walk leads through this very window, and back. */
export const submitCheck: Submit = async ({ place }) => ({ to: addressOf('begin', beginCheck(place, false)) });
