import { runPresetGrids } from '@/lib/attacks/grid/runs';
import type { Submit } from '@/lib/http/submission';

/** Runs all attacks against every preset that was not attacked lately. */
export const submitGrid: Submit = async () => {
  runPresetGrids();
  return { to: '/grid' };
};
