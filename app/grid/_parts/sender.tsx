import { Actor } from '@/app/_ui/glyphs';
import type { Exchange } from '@/lib/wire/exchange';

type SenderProps = { exchange: Pick<Exchange, 'sender' | 'scripted' | 'to'> };

/** Who sent an exchange: one of the lab's own clients by its name, or a browser; and to whom, where not to the shop. */
export function Sender({ exchange: { sender, scripted, to } }: SenderProps) {
  return (
    <span className="sender">
      <Actor name={sender}>{sender === 'mallory' ? 'Mallory' : (scripted ?? 'browser')}</Actor>
      {to === 'mallory' && <span className="small quiet"> to Mallory’s site</span>}
    </span>
  );
}
