import { randomBytes } from 'node:crypto';

/** What the shop sells. */
export interface Tea {
  id: string;
  name: string;
  /** In hundredths: 640 is 6.40. */
  price: number;
}

export const teas: readonly Tea[] = [
  { id: 'sencha-50', name: 'Sencha, 50 g', price: 640 },
  { id: 'assam-100', name: 'Assam, 100 g', price: 790 },
  { id: 'darjeeling-100', name: 'Darjeeling, 100 g', price: 980 },
  { id: 'jasmine-50', name: 'Jasmine, 50 g', price: 720 },
  { id: 'rooibos-100', name: 'Rooibos, 100 g', price: 560 },
];

export function findTea(id: string): Tea | null {
  return teas.find((tea) => tea.id === id) ?? null;
}

export const inMoney = (hundredths: number): string => (hundredths / 100).toFixed(2);

/**
 * A free sample, each with a number of its own: fifty of them are fifty different things, so that a cart can outgrow a
 * cookie that is compressed, too (as Flask's is).
 */
const SAMPLE: Tea = { id: 'sample', name: 'Free sample', price: 0 };

export const newSample = (): string => `${SAMPLE.id}-${randomBytes(12).toString('base64url')}`;

/** What a packet in the cart is; null where it is nothing that the shop has. */
export function kindOf(packet: string): Tea | null {
  return packet.startsWith(`${SAMPLE.id}-`) ? SAMPLE : findTea(packet);
}

/** How many packets a cart holds at most, so that a session on the server has an end too. */
export const MAX_PACKETS = 500;

/** One line of the cart: a tea and how often it is in. */
export interface CartLine {
  tea: Tea;
  packets: number;
}

export function cartLines(cart: readonly string[]): CartLine[] {
  const kinds = cart.map(kindOf);
  return [...teas, SAMPLE]
    .map((tea) => ({ tea, packets: kinds.filter((kind) => kind === tea).length }))
    .filter((line) => line.packets > 0);
}
