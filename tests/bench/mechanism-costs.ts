import type { BenchView } from '../../lib/bench/view.ts';
import { newBench } from '../harness/benches.ts';
import { startServer } from '../harness/server.ts';
import { type Figure, type Measurement, median } from './figures.ts';

const REQUESTS = 150;
const ROUNDS = 3;

const POLICIES: [name: string, policy: Record<string, unknown>][] = [
  ['none', { mechanism: 'none' }],
  ['plain', { mechanism: 'plain' }],
  ['signed', { mechanism: 'signed' }],
  ['encrypted', { mechanism: 'encrypted' }],
  ...['memory', 'file', 'sql', 'level', 'redis'].map((store): [string, Record<string, unknown>] => [
    `server, ${store}`,
    { mechanism: 'server', store },
  ]),
];

/** What each mechanism and store costs a request: bytes of cookie on the wire, and work of the shop's server. */
export async function mechanismCosts(): Promise<Measurement> {
  await using server = await startServer();
  const figures: Figure[] = [];
  let first: number | undefined;
  for (const [name, policy] of POLICIES) {
    const micros: number[] = [];
    let bytes = 0;
    for (let round = 0; round < ROUNDS; round++) {
      const bench = await newBench(server, { preset: 'lecture-name', policy });
      await bench.logIn();
      for (let index = 0; index < REQUESTS; index++) await bench.visitor.get('/profile');
      const [cost] = (await bench.call<BenchView>('GET')).server.costs;
      micros.push(cost?.serverMicros ?? Number.NaN);
      bytes = cost?.cookieBytes ?? 0;
    }
    const middle = median(micros);
    first ??= middle;
    figures.push({
      what: name,
      figure: `${bytes} bytes, ${middle.toFixed(0)} µs, ${(middle / first).toFixed(2)} of "none"`,
      target: '',
    });
  }
  return {
    how: `GET /profile of a logged-in visitor, ${REQUESTS} times on each of ${ROUNDS} benches: mean bytes of Cookie and Set-Cookie lines,\nand the median of the benches' own mean time in the shop's server (no network, no recording).`,
    figures,
  };
}
