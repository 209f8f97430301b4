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
 * What one action came to, for those who listen: its first and its last exchange (redirects are followed by
 * themselves), those between that were refused, each with its own refusal, and who is logged in at the end.
 */
export function summaryOf(exchanges: readonly Exchange[]): string {
  const last = exchanges.at(-1);
  return exchanges
    .filter((one) => one === exchanges[0] || one === last || one.steps.some(isRefusal))
    .map((one) => toldOf(one, one === last))
    .join(' ');
}

function toldOf(exchange: Exchange, isLast: boolean): string {
  const { n, sender, request, steps } = exchange;
  const by = sender === 'mallory' ? ', by Mallory' : '';
  const told = `Exchange ${n}${by}: ${request.method} ${pathOf(exchange)}, answered ${answerOf(exchange)}.`;
  const visitor = isLast ? steps.findLast((step) => step.kind === 'visitor') : undefined;
  const concluded = [steps.find(isRefusal), visitor].filter((step) => step !== undefined);
  return [told, ...concluded.map(sentenceOf)].join(' ');
}
