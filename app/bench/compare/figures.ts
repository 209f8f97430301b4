import type { BenchView } from '@/lib/bench/view';
import type { Exchange } from '@/lib/wire/exchange';

/** One line of the comparison: what is compared, and how it stands on either side. */
export interface Figure {
  what: string;
  left: string;
  right: string;
}

interface Side {
  view: BenchView;
  exchanges: Exchange[];
}

const cookieBytes = ({ request, response }: Exchange) =>
  [...request.headers, ...response.headers]
    .filter(([name]) => /^(set-)?cookie$/i.test(name))
    .reduce((sum, [name, value]) => sum + name.length + value.length + 4, 0);

const number = new Intl.NumberFormat('en');

/** How the two benches stand after the same clicks. */
export function figures(left: Side, right: Side): Figure[] {
  const both = (what: string, read: (side: Side) => string): Figure => ({
    what,
    left: read(left),
    right: read(right),
  });
  const last = (read: (exchange: Exchange) => string) => (side: Side) => {
    const exchange = side.exchanges.at(-1);
    return exchange ? read(exchange) : 'no exchange yet';
  };
  return [
    both('Logged in as', ({ view }) => view.server.loggedInAs ?? 'nobody'),
    both(
      'Status of the last answer',
      last(({ response }) => `${response.status} ${response.reason}`),
    ),
    both(
      'Cookie lines of the last exchange',
      last((exchange) => `${number.format(cookieBytes(exchange))} bytes`),
    ),
    both('In the client’s jar', ({ view }) => `${number.format(jarBytes(view))} bytes`),
    both('Rows on the server', ({ view }) => rows(view)),
    both('Exchanges', ({ exchanges }) => number.format(exchanges.length)),
    both('The shop’s server needs for a request (median)', ({ view }) => serverTime(view)),
  ];
}

const jarBytes = ({ server }: BenchView) => server.jar.reduce((sum, { bytes }) => sum + bytes, 0);

function rows({ policy, server }: BenchView): string {
  return policy.mechanism === 'server' ? number.format(server.rows.length) : 'none: the state is in the cookie';
}

function serverTime({ server, policy }: BenchView): string {
  const store = policy.mechanism === 'server' ? policy.store : null;
  const cost = server.costs.find((one) => one.mechanism === policy.mechanism && one.store === store);
  return cost ? `${number.format(cost.serverMicros)} µs` : 'not measured yet';
}
