import type { Group, Row } from '@/lib/check/rows';
import { Table } from '../_ui/table';

const COLUMNS = [{ title: 'What' }, { title: 'Expected' }, { title: 'Measured here' }];

/** One group of what was measured, beside what was to be expected. */
export function Measured({ group: { title, isMallorys, rows }, isRunning }: { group: Group; isRunning: boolean }) {
  return (
    <div className="check-measured" data-actor={isMallorys ? 'mallory' : undefined}>
      <Table
        caption={title}
        showCaption
        columns={COLUMNS}
        rows={rows.map((row) => ({
          id: row.what,
          cells: [row.what, row.expected, <Finding key="found" row={row} isRunning={isRunning} />],
        }))}
      />
    </div>
  );
}

function Finding({ row: { measured, agrees }, isRunning }: { row: Row; isRunning: boolean }) {
  if (measured === null) return <span className="quiet">{isRunning ? '…' : 'not measured'}</span>;
  if (agrees !== false) return measured;
  return (
    <>
      <b>{measured}</b> <span className="small quiet">(differs)</span>
    </>
  );
}
