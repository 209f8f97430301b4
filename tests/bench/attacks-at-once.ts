import { ATTACK_NAMES } from '../../lib/attacks/names.ts';
import { call, newBench, type TestBench } from '../harness/benches.ts';
import { request } from '../harness/http.ts';
import { startServer } from '../harness/server.ts';
import { atMost, type Measurement, percentile } from './figures.ts';

const BENCHES = 10;
const SECONDS = 10;

/** Asks again and again, one request after the other, as long as it takes. @returns milliseconds of each */
async function timed(ask: () => Promise<{ status: number }>, isOver: () => boolean): Promise<number[]> {
  const times: number[] = [];
  while (!isOver()) {
    const began = performance.now();
    const { status } = await ask();
    times.push(performance.now() - began);
    if (status !== 200) throw new Error(`A request was answered ${status}.`);
  }
  return times;
}

const until = (end: number) => () => performance.now() > end;

/** One attack after the other on one bench, each under a policy that it means something in. */
async function attackAgain(bench: TestBench, isOver: () => boolean): Promise<number> {
  let done = 0;
  while (!isOver()) {
    for (const name of ATTACK_NAMES) {
      if (isOver()) break;
      const { status } = await call(bench.server, 'POST', `/${bench.view.id}/attacks/${name}`, {});
      if (status === 200) done += 1;
      // It means nothing under this policy, or needs a browser.
      else if (status !== 409) throw new Error(`${name} was answered ${status}.`);
    }
  }
  return done;
}

/** Whoever shops while others attack, and the server’s own pulse, before and meanwhile. */
export async function attacksAtOnce(): Promise<Measurement> {
  await using server = await startServer();
  const bystander = await newBench(server, { preset: 'lecture-server', policy: { csrf: 'none' } });
  await bystander.logIn();
  const health = () => request(server, { path: '/api/health' });
  const shop = () => bystander.visitor.get('/profile');
  const both = (isOver: () => boolean) => Promise.all([timed(health, isOver), timed(shop, isOver)]);

  const benches: TestBench[] = [];
  for (let index = 0; index < BENCHES; index++) {
    // Those with the most to try out: a word list, and ids that follow from each other.
    const weak =
      index % 2
        ? { preset: 'flask', policy: { secretStrength: 'weak' } }
        : { preset: 'express', policy: { idGenerator: 'clock' } };
    benches.push(await newBench(server, weak));
  }
  await both(until(performance.now() + 1000));
  const alone = await both(until(performance.now() + SECONDS * 1000));
  const end = until(performance.now() + SECONDS * 1000);
  const [meanwhile, counts] = await Promise.all([both(end), Promise.all(benches.map((one) => attackAgain(one, end)))]);
  const ratio = (part: 0 | 1) => percentile(meanwhile[part], 95) / percentile(alone[part], 95);
  return {
    how: `${BENCHES} benches that are attacked without a pause for ${SECONDS} s, by every attack that needs no browser; beside them\none client asks for /api/health and one for the profile of another bench's shop. Clients and server share the machine.`,
    figures: [
      { what: 'attacks', figure: `${counts.reduce((sum, count) => sum + count, 0)}`, target: '' },
      { what: 'health, p95 alone', figure: `${percentile(alone[0], 95).toFixed(0)} ms`, target: '' },
      { what: 'health, p95 meanwhile against alone', ...atMost(ratio(0), 10, 1, 'times') },
      { what: 'shop, p95 alone', figure: `${percentile(alone[1], 95).toFixed(0)} ms`, target: '' },
      { what: 'shop, p95 meanwhile against alone', ...atMost(ratio(1), 10, 1, 'times') },
    ],
  };
}
