import { Actor } from '@/app/_ui/glyphs';
import type { Exchange } from '@/lib/wire/exchange';
import { answererOf, requesterOf } from '@/lib/wire/parties';

type SenderProps = { exchange: Pick<Exchange, 'sender' | 'scripted' | 'to'> };

/** Who sent an exchange: one of the lab's own clients by its name, or a browser; and to whom, where not to the shop. */
export function Sender({ exchange }: SenderProps) {
  const { actor, name } = requesterOf(exchange);
  return (
    <span className="sender">
      <Actor name={actor}>{name}</Actor>
      {exchange.to && <span className="small quiet"> to {answererOf(exchange).name}</span>}
    </span>
  );
}
