import { Actor } from '@/app/_ui/glyphs';
import type { Exchange } from '@/lib/wire/exchange';

/** Who sent an exchange: one of the lab's own clients by its name, or a browser. */
export function Sender({ exchange: { sender, scripted } }: { exchange: Pick<Exchange, 'sender' | 'scripted'> }) {
  return <Actor name={sender}>{sender === 'mallory' ? 'Mallory' : (scripted ?? 'browser')}</Actor>;
}
