'use client';

import type { ReactNode } from 'react';
import { Actor, type ActorName } from '@/app/_ui/glyphs';
import { Fault } from '@/app/bench/_parts/fault';
import { PolicyBar } from '@/app/bench/_parts/policy-bar';
import { originalValues } from '@/app/bench/original-values';
import type { BenchView, RowView } from '@/lib/bench/view';
import type { Disclosure } from '@/lib/course/disclosure';
import { aroundChange } from '@/lib/wire/around-change';
import type { Exchange } from '@/lib/wire/exchange';
import { storeNames } from '@/lib/wire/sentence';
import { shortened } from '@/lib/wire/shortened';
import { answerOf } from '@/lib/wire/summary';
import { PANES, type Pane } from './walk';

/** The panes that a chapter has told of, in the order in which one key goes through them. */
export function panesOf(shows: Disclosure, switches: readonly string[], bench: BenchView): Pane[] {
  const has: Record<Pane, boolean> = {
    shop: true,
    jar: shows.jar,
    store: shows.server && bench.policy.mechanism === 'server',
    mallory: shows.mallory,
    switches: switches.length > 0,
  };
  return PANES.filter((pane) => has[pane]);
}

type StagePaneProps = { pane: Pane; bench: BenchView; exchanges: Exchange[]; switches: string[] };

/** One of them, large; the shop stands beside these by itself (stage-frame.tsx). */
export function StagePane({ pane, bench, exchanges, switches }: StagePaneProps) {
  switch (pane) {
    case 'jar':
      return <LargeJar bench={bench} exchanges={exchanges} />;
    case 'store':
      return <LargeStore bench={bench} />;
    case 'mallory':
      return <LargeMallory bench={bench} exchanges={exchanges} />;
    case 'switches':
      return (
        <Slab name="server" title="switches">
          <PolicyBar policy={bench.policy} preset={bench.preset} changed={bench.changed} presets={[]} only={switches} />
        </Slab>
      );
    default:
      return null;
  }
}

type SlabProps = { name: ActorName; title?: string; says?: ReactNode; children: ReactNode };

function Slab({ name, title, says, children }: SlabProps) {
  return (
    <section className="slab" data-actor={name} aria-label={title ?? name}>
      <div className="slab-h">
        <h2>
          <Actor name={name}>{title ?? name}</Actor>
        </h2>
        {says && <p>{says}</p>}
      </div>
      {children}
    </section>
  );
}

/** So much fits on a projector. */
const MOST_COOKIES = 2;
const MOST_ROWS = 3;

function LargeJar({ bench: { server }, exchanges }: Pick<StagePaneProps, 'bench' | 'exchanges'>) {
  const originals = originalValues(exchanges);
  const kept = server.jar.filter(({ refusedFor }) => refusedFor.length === 0);
  return (
    <Slab
      name="cookie"
      says={
        <>
          in the jar: <b>{kept.length === 0 ? 'none' : kept.length}</b>
        </>
      }
    >
      {kept.slice(-MOST_COOKIES).map(({ name, value, attributes }) => {
        const { before, changed, after } = aroundChange(value, originals[name] ?? value);
        return (
          <div className="big-cookie" key={name}>
            <p className="name">{shortened(name, 16, 6)}</p>
            <p className="value">
              {before}
              {changed && <mark>{changed}</mark>}
              {after}
            </p>
            <p className="flags">{attributes.map((pair) => pair.filter(Boolean).join('=')).join('; ')}</p>
          </div>
        );
      })}
    </Slab>
  );
}

function LargeStore({ bench: { policy, server } }: Pick<StagePaneProps, 'bench'>) {
  const { rows } = server;
  return (
    <Slab
      name="store"
      says={
        <>
          kept in <b>{policy.mechanism === 'server' ? storeNames[policy.store] : 'nothing'}</b>
          {server.servers === 2 && ', two servers'}
        </>
      }
    >
      <table>
        <thead>
          <tr>
            <th scope="col">id, hashed</th>
            <th scope="col">data</th>
            <th scope="col">
              <span className="off">what to do</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.slice(-MOST_ROWS).map((row) => (
            <Row key={`${row.server ?? 1}-${row.key}`} row={row} />
          ))}
          {rows.length === 0 && (
            <tr className="none">
              <td colSpan={3}>no rows</td>
            </tr>
          )}
        </tbody>
      </table>
      {rows.length > MOST_ROWS && <p>and {rows.length - MOST_ROWS} more</p>}
    </Slab>
  );
}

function Row({ row: { key, state, changed, server } }: { row: RowView }) {
  const [told] = Object.entries(state);
  return (
    <tr className={changed ? 'hit' : undefined}>
      <td>{key.slice(0, 8)}</td>
      <td>
        {told ? `${told[0]}: ${shortened(String(told[1]), 10, 4)}` : 'empty'}
        {server && ` (server ${server})`}
      </td>
      <td>
        <Fault fault="delete-session" fields={{ key }}>
          Delete<span className="off"> the row {key.slice(0, 8)}</span>
        </Fault>
      </td>
    </tr>
  );
}

function LargeMallory({ bench: { server }, exchanges }: Pick<StagePaneProps, 'bench' | 'exchanges'>) {
  const { jar, lastExchange, carriedId } = server.mallory;
  const exchange = exchanges.find(({ n }) => n === lastExchange);
  const visitor = exchange?.steps.findLast((step) => step.kind === 'visitor');
  return (
    <Slab name="mallory" title="Mallory" says="a client and a jar of her own">
      {jar.slice(-MOST_COOKIES).map(({ name, value }) => (
        <div className="big-cookie" data-actor="cookie" key={name}>
          <p className="name">{shortened(name, 16, 6)}</p>
          <p className="value">{shortened(value, 8, 6)}</p>
        </div>
      ))}
      {jar.length === 0 && carriedId === null && <p>Her jar is empty.</p>}
      {carriedId !== null && <p>She goes on with the id {shortened(carriedId)}.</p>}
      {exchange ? (
        <p>
          {exchange.request.method} {shortened(exchange.request.target, 14, 6)}:{' '}
          <b>{shortened(answerOf(exchange), 18, 4)}</b>
          {visitor && <>, {visitor.user === null ? 'nobody' : `as ${visitor.user}`}</>}
        </p>
      ) : (
        <p>She has sent nothing yet.</p>
      )}
    </Slab>
  );
}
