import { Actor } from '@/app/_ui/glyphs';
import type { RowView } from '@/lib/bench/view';
import { changedSpan } from '@/lib/wire/changed-span';
import { storeNames } from '@/lib/wire/sentence';
import { shortened } from '@/lib/wire/shortened';
import type { StoreName } from '@/lib/wire/step';
import { Fault } from './fault';
import { dateAndTime } from './utc';

/** A cart may fill thousands of characters; where it begins and ends is enough to see what changed. */
const LONG = 100;

/** The sessions that the server holds; what the last exchange changed is set in ink reversed. */
export function StoreRows({ rows, store }: { rows: RowView[]; store: StoreName }) {
  return (
    <section className="part" data-actor="store" aria-label="The store">
      <div className="pane-h">
        <h2>
          <Actor name="store">store</Actor>
        </h2>
        <span>{storeNames[store]}</span>
        <span className="who num">
          <b>{rows.length === 1 ? '1 row' : `${rows.length} rows`}</b>
        </span>
      </div>
      {rows.length === 0 ? (
        <p className="small quiet">No session: nobody has logged in, or the last one is gone.</p>
      ) : (
        <div className="rows-all">
          <table className="rows">
            <thead>
              <tr>
                <th scope="col">id, hashed</th>
                <th scope="col">data</th>
                <th scope="col">ends</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <Row key={`${row.server ?? 1}-${row.key}`} row={row} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

function Row({ row }: { row: RowView }) {
  const { key, state, changed, expiresAt, expired, server } = row;
  const now = JSON.stringify(state);
  const before = changed?.before ? JSON.stringify(changed.before) : now;
  const [{ before: begin, changed: middle, after: end }] = changedSpan(now, before);
  return (
    <tr className={changed ? 'new' : undefined}>
      <th scope="row">{key.slice(0, 8)}</th>
      <td>
        {shortened(begin, LONG, LONG)}
        {middle && <mark>{shortened(middle, LONG, LONG)}</mark>}
        {shortened(end, LONG, LONG)}
        {changed && (
          <span className="why">
            {changed.before ? 'changed' : 'added'} in exchange {changed.exchange}
          </span>
        )}
        {server && <span className="why">in the memory of server {server}</span>}
        <Fault fault="delete-session" fields={{ key }}>
          Delete<span className="off"> the row {key.slice(0, 8)}</span>
        </Fault>
      </td>
      <td>
        {expiresAt === null ? 'never' : dateAndTime(expiresAt)}
        {expired && <span className="why">is over, not swept yet</span>}
      </td>
    </tr>
  );
}
