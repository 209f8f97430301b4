import type { Verdict } from '@/lib/check/verdicts';
import { Glyph } from '../_ui/glyphs';
import { Table } from '../_ui/table';
import { KINDS } from './words';

const COLUMNS = [{ title: 'Chapter' }, { title: 'Here' }, { title: 'Measured' }];

/** Of each chapter what it can show in this room. */
export function Verdicts({ verdicts, isRunning }: { verdicts: Verdict[]; isRunning: boolean }) {
  const rows = verdicts.map((verdict) => ({
    id: String(verdict.chapter),
    cells: [
      `${verdict.chapter} ${verdict.title}`,
      <Kind key="kind" {...verdict} isRunning={isRunning} />,
      verdict.reason,
    ],
  }));
  return (
    <div className="check-rooms">
      <Table caption="What each chapter can show here" columns={COLUMNS} rows={rows} />
    </div>
  );
}

function Kind({ kind, instead, isRunning }: Pick<Verdict, 'kind' | 'instead'> & { isRunning: boolean }) {
  if (kind === 'not-measured' && isRunning) return <span className="quiet">…</span>;
  if (kind === 'works') {
    return (
      <b>
        <Glyph name="tick" /> {KINDS.works}
      </b>
    );
  }
  if (kind !== 'instead') return KINDS[kind];
  return (
    <>
      {KINDS.instead}: {instead}
    </>
  );
}
