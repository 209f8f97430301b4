import { Glyph } from '@/app/_ui/glyphs';
import { Bytes } from '@/app/bench/_parts/bytes';
import { Diagram } from '@/app/bench/_parts/diagram';
import { originalValues } from '@/app/bench/original-values';
import type { Exchange } from '@/lib/wire/exchange';
import { isAmongSame } from '@/lib/wire/parties';
import { isRefusal } from '@/lib/wire/sentence';
import { shortened } from '@/lib/wire/shortened';
import { Sender } from './sender';

type WholeExchangesProps = { exchanges: readonly Exchange[]; isLastOpen?: boolean };

/** Exchanges one after the other, each folded; unfolded as the workbench shows it: drawn, and as bytes. */
export function WholeExchanges({ exchanges, isLastOpen = false }: WholeExchangesProps) {
  return exchanges.map((exchange, place) => {
    const before = exchanges.slice(0, place).filter((other) => isAmongSame(other, exchange));
    return (
      <details key={exchange.n} className="exchange" open={isLastOpen && place === exchanges.length - 1}>
        <summary>
          <Sender exchange={exchange} />
          <code>
            {exchange.request.method} {shortened(exchange.request.target, 40, 10)}
          </code>
          <code className="status">
            {exchange.steps.some(isRefusal) && (
              <>
                <Glyph name="no" />
                <span className="off">refused, </span>
              </>
            )}
            {exchange.response.status}
          </code>
        </summary>
        <div className="exchange-in">
          <Diagram exchange={exchange} />
          <Bytes exchange={exchange} previous={before.at(-1)} originals={givenTo(before)} />
        </div>
      </details>
    );
  });
}

/** What the shop had set for this very client, whoever it is: what she made of it is marked. */
const givenTo = (exchanges: readonly Exchange[]) =>
  originalValues(exchanges.map(({ scripted: _, ...exchange }) => ({ ...exchange, sender: 'browser' })));
