import { Glyph, type GlyphName } from '@/app/_ui/glyphs';
import type { CellState } from '@/lib/attacks/grid/view';

type VerdictProps = {
  /** As a grid has it, or how an attack went. */
  cell: { state: CellState['state']; succeeded?: boolean };
  /** Whether anything is under way that this one could wait for. */
  isBegun?: boolean;
};

/** What a cell has come to, in a word beside its glyph. Red is Mallory's: it says that she got what she was after. */
export function Verdict({ cell, isBegun = true }: VerdictProps) {
  const { word, glyph, actor } = verdictOf(cell, isBegun);
  return (
    <span className="cell-verdict" data-actor={actor} data-state={cell.state}>
      {glyph && <Glyph name={glyph} />}
      {word}
    </span>
  );
}

interface Said {
  word: string;
  glyph?: GlyphName;
  actor?: 'mallory' | 'browser';
}

function verdictOf({ state, succeeded }: VerdictProps['cell'], isBegun: boolean): Said {
  switch (state) {
    case 'done':
      return succeeded ? { word: 'falls', glyph: 'mallory', actor: 'mallory' } : { word: 'holds', glyph: 'tick' };
    case 'meaningless':
      return { word: 'means nothing here' };
    case 'needs-browser':
      return { word: 'needs a browser', glyph: 'browser', actor: 'browser' };
    case 'failed':
      return { word: 'could not be run', glyph: 'no' };
    case 'running':
      return { word: 'is running', glyph: 'now' };
    case 'waiting':
      return { word: isBegun ? 'waits' : 'not run yet' };
  }
}
