import { Actor } from '@/app/_ui/glyphs';
import type { BenchView } from '@/lib/bench/view';
import type { Exchange } from '@/lib/wire/exchange';
import { sentenceOf } from '@/lib/wire/sentence';
import { BenchClock } from './bench-clock';
import { Costs } from './costs';
import { Faults } from './faults';
import { SideBySide } from './side-by-side';
import { StoreRows } from './store-rows';
import { UserTable } from './user-table';
import { timeOfDay } from './utc';

type ServerPaneProps = {
  view: BenchView;
  /** The exchange that is shown on the wire: what the server did with it. */
  exchange: Exchange | undefined;
  /** What the last fault has come to, in one sentence. */
  happened: string | undefined;
};

/** The server's side: what it did, what it holds, and what can be done to it. */
export function ServerPane({ view, exchange, happened }: ServerPaneProps) {
  const { policy, server } = view;
  return (
    <>
      <div className="pane-h">
        <h2>
          <Actor name="server">server</Actor>
        </h2>
        <span className="who num">
          up since {timeOfDay(server.startedAt)}, <b>{server.servers === 1 ? '1 process' : '2 processes'}</b>
        </span>
      </div>
      {exchange && <Did exchange={exchange} />}
      {server.secret !== null && (
        <p className="small">
          <span className="quiet">Its secret, which only you and the server see: </span>
          <code>{server.secret}</code>
        </p>
      )}
      <SideBySide view={view} exchange={exchange} />
      {policy.mechanism === 'server' && <StoreRows rows={server.rows} store={policy.store} />}
      <Faults view={view} />
      <p className="happened" role="status">
        {happened}
      </p>
      <BenchClock clock={server.clock} />
      <UserTable users={server.users} />
      <Costs costs={server.costs} />
    </>
  );
}

function Did({ exchange: { n, steps, server, to } }: { exchange: Exchange }) {
  if (to) return <p className="small quiet">Exchange {n} went to Mallory’s site, and not to this server.</p>;
  if (steps.length === 0) return <p className="small quiet">Of exchange {n} no steps were recorded.</p>;
  return (
    <ol className="did" aria-label={`What the server did with exchange ${n}`}>
      {server && <li>Server {server} answers; the two take turns.</li>}
      {steps.map((step, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: what was recorded never changes places
        <li key={place}>{sentenceOf(step)}</li>
      ))}
    </ol>
  );
}
