import type { Exchange, Sender } from './exchange';

/** Who stands at one end of an exchange: whose colour and glyph it has, and the word for it. */
export interface Party {
  actor: Sender | 'server';
  name: string;
}

/** Who sent the request: the visitor's own browser, or one of the lab's people by name. */
export function requesterOf({ sender, scripted }: Pick<Exchange, 'sender' | 'scripted'>): Party {
  return { actor: sender, name: scripted ?? (sender === 'mallory' ? 'Mallory' : 'browser') };
}

/** Who answered: the shop's server, or Mallory's own site. */
export function answererOf({ to }: Pick<Exchange, 'to'>): Party {
  return to === 'mallory' ? { actor: 'mallory', name: 'Mallory’s site' } : { actor: 'server', name: 'server' };
}

/** Between the visitor's own browser and the shop: what their jar, their frame and their login go by. */
export function isVisitors({ sender, scripted, to }: Pick<Exchange, 'sender' | 'scripted' | 'to'>): boolean {
  return sender === 'browser' && scripted === undefined && to === undefined;
}

/** Both have the same people at their ends. */
export function isAmongSame(a: Exchange, b: Exchange): boolean {
  return a.sender === b.sender && a.scripted === b.scripted && a.to === b.to;
}
