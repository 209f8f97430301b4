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

/** How many packets a cart holds at most, so that a session on the server has an end too. */
export const MAX_PACKETS = 2000;

/** One line of the cart: a tea and how often it is in. What is no tea of ours any more counts for nothing. */
export interface CartLine {
  tea: Tea;
  packets: number;
}

export function cartLines(cart: readonly string[]): CartLine[] {
  return teas
    .map((tea) => ({ tea, packets: cart.filter((id) => id === tea.id).length }))
    .filter((line) => line.packets > 0);
}
