'use client';

import { Button } from '@/app/_ui/button';
import { asCurl, originOf } from '@/lib/wire/curl';
import type { Exchange } from '@/lib/wire/exchange';
import { isAmongSame } from '@/lib/wire/parties';
import { Bytes } from './bytes';
import { Compare } from './compare';
import { CopyButton } from './copy-button';
import { Diagram } from './diagram';
import { Log } from './log';

type WirePaneProps = {
  exchanges: Exchange[];
  exchange: Exchange | undefined;
  compareWith: number | undefined;
  originals: Record<string, string>;
  isNew: boolean;
  /** Scheme, host and port of the shop. */
  origin: string;
  address: string;
  onSelect?: ((n: number | null) => void) | undefined;
  onCompare?: ((n: number | null) => void) | undefined;
};

/** What crossed the wire: the log, one exchange drawn, its bytes. */
export function WirePane({ exchanges, exchange, ...props }: WirePaneProps) {
  const { compareWith, originals, isNew, origin, address, onSelect } = props;
  if (!exchange) {
    return (
      <>
        <Head />
        <p className="small quiet">Nothing has crossed the wire yet. Open the shop, and every request is drawn here.</p>
      </>
    );
  }
  const previous = exchanges.findLast((one) => one.n < exchange.n && isAmongSame(one, exchange));
  const other = exchanges.find(({ n }) => n === compareWith);
  const command = asCurl(exchange, originOf(exchange, origin));
  return (
    <>
      <Head exchange={exchange} />
      <Log exchanges={exchanges} selected={exchange.n} address={address} onSelect={onSelect} />
      <Diagram key={exchange.n} exchange={exchange} isNew={isNew} />
      <Bytes exchange={exchange} previous={previous} originals={originals} />
      <details className="fold">
        <summary>This request as curl</summary>
        <pre className="body">{command}</pre>
        <CopyButton text={command}>Copy</CopyButton>
      </details>
      <CompareForm exchanges={exchanges} exchange={exchange} {...props} />
      {other && <Compare a={other} b={exchange} />}
    </>
  );
}

function Head({ exchange }: { exchange?: Exchange }) {
  return (
    <div className="pane-h">
      <h2>wire</h2>
      {exchange && (
        <span className="who num">
          <b>exchange {exchange.n}</b>, {Math.max(1, Math.round(exchange.micros / 1000))} ms, connection{' '}
          {exchange.connection.number}
          {exchange.server && `, answered by server ${exchange.server}`}
        </span>
      )}
    </div>
  );
}

type CompareFormProps = Pick<WirePaneProps, 'exchanges' | 'address' | 'compareWith' | 'onCompare'> & {
  exchange: Exchange;
};

function CompareForm({ exchanges, exchange, address, compareWith, onCompare }: CompareFormProps) {
  const others = exchanges.filter(({ n }) => n !== exchange.n);
  if (others.length === 0) return null;
  return (
    <form
      id="compare"
      className="compare-with"
      method="get"
      action={address}
      onSubmit={(event) => {
        if (!onCompare) return;
        event.preventDefault();
        onCompare(Number(new FormData(event.currentTarget).get('compare')));
      }}
    >
      <input type="hidden" name="exchange" value={exchange.n} />
      <label htmlFor="compare-with">Compare exchange {exchange.n} with</label>
      <div className="select">
        <select
          className="input"
          id="compare-with"
          name="compare"
          defaultValue={compareWith ?? (others.findLast(({ n }) => n < exchange.n) ?? others[0])?.n}
        >
          {others.map(({ n, request }) => (
            <option key={n} value={n}>
              {n}: {request.method} {request.target.slice(0, 40)}
            </option>
          ))}
        </select>
      </div>
      <Button>Compare</Button>
    </form>
  );
}
