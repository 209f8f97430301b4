import type { Exchange } from './exchange';
import { headerOf } from './header-of';
import { answererOf, isVisitors, requesterOf } from './parties';
import { isRefusal, sentenceOf } from './sentence';

/** "303 to /cart", "200 OK". */
export function answerOf({ response }: Exchange): string {
  const location = headerOf(response.headers, 'location');
  return location === undefined ? `${response.status} ${response.reason}`.trim() : `${response.status} to ${location}`;
}

/** An attack is a run of exchanges; what it came to is said where it was begun. */
const MANY = 6;

function runOf(exchanges: readonly Exchange[]): string {
  const people = new Set(exchanges.map((exchange) => requesterOf(exchange).name));
  return `Exchanges ${exchanges[0]?.n} to ${exchanges.at(-1)?.n}, by ${[...people].join(', ')}.`;
}

/** The address of a request without its question mark, which may hold anything. */
const pathOf = (exchange: Exchange) => exchange.request.target.split('?')[0] ?? '';

/**
 * What one action came to, for those who listen: its first and its last exchange (redirects are followed by
 * themselves), those between that were refused, each with its own refusal, and who is logged in at the end.
 */
export function summaryOf(exchanges: readonly Exchange[]): string {
  const last = exchanges.at(-1);
  if (exchanges.length > MANY && exchanges.some(({ scripted }) => scripted)) return runOf(exchanges);
  return exchanges
    .filter((one) => one === exchanges[0] || one === last || one.steps.some(isRefusal))
    .map((one) => toldOf(one, one === last))
    .join(' ');
}

/** ", by Mallory", ", by ada to Mallory’s site"; nothing for the visitor's own browser and the shop. */
function whose(exchange: Exchange): string {
  if (isVisitors(exchange)) return '';
  const to = exchange.to ? ` to ${answererOf(exchange).name}` : '';
  return `, by ${requesterOf(exchange).name}${to}`;
}

function toldOf(exchange: Exchange, isLast: boolean): string {
  const { n, request, steps } = exchange;
  const told = `Exchange ${n}${whose(exchange)}: ${request.method} ${pathOf(exchange)}, answered ${answerOf(exchange)}.`;
  const visitor = isLast ? steps.findLast((step) => step.kind === 'visitor') : undefined;
  const concluded = [steps.find(isRefusal), visitor].filter((step) => step !== undefined);
  return [told, ...concluded.map(sentenceOf)].join(' ');
}
