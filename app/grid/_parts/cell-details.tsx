import { Glyph } from '@/app/_ui/glyphs';
import { changeInWords } from '@/app/bench/switches/change-in-words';
import type { SwitchEffect } from '@/lib/attacks/attack';
import type { AttackText, CellResult, ExchangeLine } from '@/lib/attacks/grid/view';
import { shortened } from '@/lib/wire/shortened';
import { Sender } from './sender';
import { Verdict } from './verdict';

type CellDetailsProps = {
  attack: AttackText;
  cell: CellResult;
  page: string;
};

/** How a verdict was found: what was tried in which ways, the control, the switches, and what crossed the wire. */
export function CellDetails({ attack, cell, page }: CellDetailsProps) {
  const { ways = [], control, exchanges, leftOut } = cell;
  return (
    <div className="cell">
      <dl className="facts">
        <dt>What she tries</dt>
        <dd>{attack.tries}</dd>
        <dt>What she needs</dt>
        <dd>{attack.needed}</dd>
        {ways.length > 0 && (
          <>
            <dt>Each way</dt>
            <dd>
              <Ways ways={ways} />
            </dd>
          </>
        )}
        <dt>The control</dt>
        <dd>
          {control.what} {control.why}{' '}
          <b>{control.succeeded ? 'It worked too, so the attack proves nothing.' : 'It fails, as it must.'}</b>
        </dd>
        {cell.stoppedBy.length > 0 && (
          <>
            <dt>Stopped by, each alone</dt>
            <dd>
              <Switches effects={cell.stoppedBy} />
            </dd>
          </>
        )}
        {cell.notStoppedBy.length > 0 && (
          <>
            <dt>Not stopped by</dt>
            <dd>
              <Switches effects={cell.notStoppedBy} />
            </dd>
          </>
        )}
      </dl>
      <ExchangeLines exchanges={exchanges} />
      {leftOut > 0 && <p className="small">{leftOut.toLocaleString('en')} more between them are not kept.</p>}
      <p>
        <a href={page}>
          Every byte of it<span className="off">: {attack.title}</span>
        </a>
      </p>
    </div>
  );
}

export function Ways({ ways }: { ways: NonNullable<CellResult['ways']> }) {
  return (
    <ul className="cell-list">
      {ways.map(({ way, succeeded, why }) => (
        <li key={way}>
          <Verdict cell={{ state: 'done', succeeded }} /> {way}: {why}
        </li>
      ))}
    </ul>
  );
}

export function Switches({ effects }: { effects: readonly SwitchEffect[] }) {
  return (
    <ul className="cell-list">
      {effects.map(({ change, because }) => (
        <li key={because}>
          <b>{changeInWords(change)}</b>. {because}
        </li>
      ))}
    </ul>
  );
}

function ExchangeLines({ exchanges }: { exchanges: readonly ExchangeLine[] }) {
  return (
    <ol className="cell-wire" aria-label="What crossed the wire">
      {exchanges.map((exchange) => (
        <li key={exchange.n}>
          <Sender exchange={exchange} />
          <code className="line">
            {exchange.method} {shortened(exchange.target, 32, 8)}
          </code>
          <code className="status">
            {exchange.isRefused && (
              <>
                <Glyph name="no" />
                <span className="off">refused, </span>
              </>
            )}
            {exchange.status}
          </code>
          <span className="quiet">{exchange.isControl ? 'control' : 'attack'}</span>
        </li>
      ))}
    </ol>
  );
}
