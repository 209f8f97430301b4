import { Actor } from '@/app/_ui/glyphs';
import type { BenchView } from '@/lib/bench/view';
import type { Exchange } from '@/lib/wire/exchange';
import { isVisitors, requesterOf } from '@/lib/wire/parties';
import { readByOwner } from '@/lib/wire/reading';
import { isRefusal, sentenceOf } from '@/lib/wire/sentence';
import { shortened } from '@/lib/wire/shortened';
import type { Step } from '@/lib/wire/step';
import { OwnersText } from './owners-text';

type SideBySideProps = { view: BenchView; exchange: Exchange | undefined };

/** The same value, read by two: by the browser's owner without any key, and by the server. */
export function SideBySide({ view, exchange }: SideBySideProps) {
  const isOthers = exchange !== undefined && !isVisitors(exchange);
  const found = exchange?.steps.find((step) => step.kind === 'cookie-found' || step.kind === 'id-in-url');
  const value = found?.value ?? (isOthers ? undefined : view.server.jar[0]?.value);
  if (value === undefined) return null;
  const { actor, name } = exchange ? requesterOf(exchange) : ({ actor: 'browser', name: 'browser' } as const);
  return (
    <dl className="side-by-side">
      <div data-actor={actor}>
        <dt>
          what {isOthers ? '' : 'the '}
          <Actor name={actor}>{name}</Actor>
          {isOthers ? '' : '’s owner'} can read
        </dt>
        <dd>
          <OwnersText reading={readByOwner(value)} />
        </dd>
      </div>
      <div data-actor="server">
        <dt>
          what the <Actor name="server">server</Actor> reads
        </dt>
        <dd>{exchange ? <ServersReading steps={exchange.steps} /> : 'no request yet'}</dd>
      </div>
    </dl>
  );
}

function ServersReading({ steps }: { steps: readonly Step[] }) {
  for (const step of steps) {
    if (isRefusal(step)) return sentenceOf(step);
    if (step.kind === 'read-plain' || step.kind === 'signature-matches' || step.kind === 'seal-opened') {
      return <code>{shortened(JSON.stringify(step.state) ?? '', 300, 60)}</code>;
    }
    if (step.kind === 'store-read' && step.row !== null && step.row !== undefined) {
      return <code>{shortened(JSON.stringify(stateOf(step.row)) ?? '', 300, 60)}</code>;
    }
  }
  return 'nothing: the request brought no session';
}

/** Of a row, what the shop reads; its times stand in the store's table. */
const stateOf = (row: unknown): unknown => (row as { state?: unknown }).state ?? row;
