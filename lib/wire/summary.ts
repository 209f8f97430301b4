import type { Exchange } from './exchange';
import { headerOf } from './header-of';
import { isRefusal, sentenceOf } from './sentence';

/** "303 to /cart", "200 OK". */
export function answerOf({ response }: Exchange): string {
  const location = headerOf(response.headers, 'location');
  return location === undefined ? `${response.status} ${response.reason}`.trim() : `${response.status} to ${location}`;
}

/** The address of a request without its question mark, which may hold anything. */
const pathOf = (exchange: Exchange) => exchange.request.target.split('?')[0] ?? '';

/**
 * What one action came to, for those who listen: the exchanges that it caused (redirects are followed by themselves), a
 * refusal and why, and whose the last request turned out to be.
 */
export function summaryOf(exchanges: readonly Exchange[]): string {
  const [first, last] = [exchanges[0], exchanges.at(-1)];
  if (!first || !last) return '';
  const numbers = first === last ? `Exchange ${first.n}` : `Exchanges ${first.n} to ${last.n}`;
  const way = first === last ? [first] : [first, last];
  const told = way.map((one) => `${one.request.method} ${pathOf(one)}, answered ${answerOf(one)}`).join('; then ');
  const steps = exchanges.flatMap((one) => one.steps);
  const refusal = steps.find(isRefusal);
  const visitor = steps.findLast((step) => step.kind === 'visitor');
  const by = last.sender === 'mallory' ? ', by Mallory' : '';
  const sentences = [refusal, visitor].filter((step) => step !== undefined).map(sentenceOf);
  return [`${numbers}${by}: ${told}.`, ...sentences].join(' ');
}
