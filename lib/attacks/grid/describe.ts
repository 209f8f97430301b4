import type { Bench } from '@/lib/bench/bench';
import { presets } from '@/lib/shop/presets';
import type { GridRun } from './run';
import { benchGrid, mayRunPresetGrids, presetGrids } from './runs';
import type { CellView, GridView, PresetsGridView, ShortCellView } from './view';

/** @param after cells that have not changed since the change of this number are left out */
export function describeBenchGrid(bench: Bench, after = 0): GridView {
  const { run, isStale } = benchGrid(bench);
  const cells = run.cells(after);
  return { policy: run.target.policy, ...progressOf([run]), changed: lastChange(cells, after), isStale, cells };
}

/** @param after as above */
export function describePresetsGrid(after = 0): PresetsGridView {
  const runs = presetGrids();
  const cells = presets.flatMap(({ id }) => (runs.get(id)?.cells(after) ?? []).map((cell) => inShort(id, cell)));
  return {
    ...progressOf([...runs.values()]),
    changed: lastChange(cells, after),
    mayRun: mayRunPresetGrids(),
    cells,
  };
}

function progressOf(runs: GridRun[]): Pick<GridView, 'startedAt' | 'isRunning' | 'done' | 'of'> {
  const starts = runs.flatMap(({ startedAt }) => startedAt ?? []);
  return {
    startedAt: starts.length > 0 ? Math.min(...starts) : null,
    isRunning: runs.some(({ isRunning }) => isRunning),
    done: runs.reduce((sum, { progress }) => sum + progress.done, 0),
    of: runs.reduce((sum, { progress }) => sum + progress.of, 0),
  };
}

const lastChange = (cells: { changed: number }[], after: number) =>
  cells.reduce((last, { changed }) => Math.max(last, changed), after);

function inShort(preset: string, cell: CellView): ShortCellView {
  const { attack, changed, state } = cell;
  const why = 'why' in cell ? { why: cell.why } : {};
  return { preset, attack, changed, state, ...why, ...(state === 'done' && { succeeded: cell.succeeded }) };
}
