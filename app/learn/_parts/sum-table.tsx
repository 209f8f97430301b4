'use client';

import type { ReactNode } from 'react';
import { Button } from '@/app/_ui/button';
import { Actor } from '@/app/_ui/glyphs';
import { ActionForm } from '@/app/bench/_parts/action-form';
import { Bar } from '@/app/bench/_parts/costs';
import type { Finding, Sum, SumRow } from '@/lib/course/sum';
import type { SessionPolicy } from '@/lib/shop/policy';
import { storeNames } from '@/lib/wire/sentence';
import { useNow } from '../_live/live-chapter';

const COLUMNS = {
  place: 'the session is',
  read: 'it can be read by',
  change: 'it can be changed by',
  bytes: 'with each request',
  time: 'server’s time',
  revoke: 'logging out ends copies',
  restart: 'outlives a restart',
} as const;

/** Client side against server side, as it was measured with the switches of this bench. */
export function SumTable({ sum }: { sum: Sum | null }) {
  const { isBusy, bench } = useNow();
  if (!bench) return null;
  return (
    <section className="panel" aria-labelledby="sum">
      <div className="lab-h">
        <h2 id="sum">The sum</h2>
        <ActionForm does="measure">
          <Button disabled={isBusy}>{sum ? 'Measure again' : 'Measure'}</Button>
        </ActionForm>
      </div>
      <p className="small">
        Each mechanism on a bench of its own, with the switches of yours: a login and forty requests for bytes and time,
        and an attack for each of the other columns.
      </p>
      {sum && <Measured sum={sum} policy={bench.policy} />}
    </section>
  );
}

function Measured({ sum: { policy, rows, missing }, policy: now }: { sum: Sum; policy: SessionPolicy }) {
  const isStale = JSON.stringify(policy) !== JSON.stringify(now);
  const most = (read: (row: SumRow) => number) => Math.max(...rows.map(read), 1);
  const scale = { bytes: most(({ bytes }) => bytes), micros: most(({ micros }) => micros ?? 0) };
  return (
    <>
      {isStale && <p className="small">The switches have been changed since this was measured.</p>}
      <table className="sum">
        <caption className="off">Client side against server side, measured on this machine</caption>
        <thead>
          <tr>
            <th scope="col">mechanism</th>
            {Object.values(COLUMNS).map((title) => (
              <th key={title} scope="col">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={nameOf(row)} row={row} isOwn={isOf(row, now)} scale={scale} />
          ))}
        </tbody>
      </table>
      {missing.length > 0 && (
        <p className="small">
          Not measured, since it is not here: {missing.map((store) => storeNames[store]).join(', ')}.
        </p>
      )}
      <details className="small">
        <summary>What the attacks came to, in their own words</summary>
        <dl className="facts">
          {rows.map((row) => (
            <Reasons key={nameOf(row)} row={row} />
          ))}
        </dl>
      </details>
    </>
  );
}

type RowProps = { row: SumRow; isOwn: boolean; scale: { bytes: number; micros: number } };

function Row({ row, isOwn, scale }: RowProps) {
  const { bytes, micros, isOnServer, isReadable, isWritable, isRevocable, outlivesRestart, store } = row;
  return (
    <tr>
      <th scope="row">
        {nameOf(row)}
        {isOwn && <small>yours</small>}
      </th>
      <Cell title={COLUMNS.place}>
        {isOnServer && store ? (
          <Actor name="store">in {storeNames[store]}</Actor>
        ) : (
          <Actor name="browser">in the browser</Actor>
        )}
      </Cell>
      <Cell title={COLUMNS.read}>{byWhom(isReadable)}</Cell>
      <Cell title={COLUMNS.change}>{byWhom(isWritable)}</Cell>
      <Bar actor="cookie" title={COLUMNS.bytes} share={bytes / scale.bytes}>
        {bytes.toLocaleString('en')} bytes
      </Bar>
      <Bar actor="server" title={COLUMNS.time} share={(micros ?? 0) / scale.micros}>
        {micros === null ? 'not measured' : `${micros.toLocaleString('en')} µs`}
      </Bar>
      <Cell title={COLUMNS.revoke}>{yesOrNo(isRevocable)}</Cell>
      <Cell title={COLUMNS.restart}>{yesOrNo(outlivesRestart)}</Cell>
    </tr>
  );
}

function Cell({ title, children }: { title: string; children: ReactNode }) {
  return <td data-h={title}>{children}</td>;
}

const UNKNOWN = 'could not be tried';

function byWhom({ is }: Finding): ReactNode {
  if (is === null) return UNKNOWN;
  return is ? <b>whoever holds it</b> : 'the server alone';
}

function yesOrNo({ is }: Finding): ReactNode {
  if (is === null) return UNKNOWN;
  return is ? 'yes' : <b>no</b>;
}

/** The four attacks of a row, each with its reason. */
function Reasons({ row }: { row: SumRow }) {
  const { isReadable, isWritable, isRevocable, outlivesRestart } = row;
  return (
    <>
      <dt>{nameOf(row)}</dt>
      <dd>
        {isReadable.why} {isWritable.why} {isRevocable.why} {outlivesRestart.why}
      </dd>
    </>
  );
}

const nameOf = ({ mechanism, store }: SumRow) => (store ? `${mechanism}, ${store}` : mechanism);

function isOf({ mechanism, store }: SumRow, now: SessionPolicy): boolean {
  return mechanism === now.mechanism && (now.mechanism !== 'server' || store === now.store);
}
