import { setTimeout as sleep } from 'node:timers/promises';
import { logIn, register, request, visitor } from '../harness/http.ts';
import { type Server, startServer } from '../harness/server.ts';
import { atMost, type Measurement, percentile } from './figures.ts';

const LOGINS = 20;
const BCRYPT_COST = '12';
const SMALL_QUEUE = 5;
const PAUSE_MILLISECONDS = 10;

/** The milliseconds that `GET /` takes, one after the other, until the work is done. */
async function homePageWhile(server: Server, work: Promise<unknown>): Promise<number[]> {
  let done = false;
  const end = () => {
    done = true;
  };
  work.then(end, end);
  const times: number[] = [];
  while (!done) {
    const began = performance.now();
    const { status } = await request(server);
    if (status !== 200) throw new Error(`GET / gave ${status}`);
    times.push(performance.now() - began);
    await sleep(PAUSE_MILLISECONDS);
  }
  return times;
}

const logInAll = (server: Server, names: string[]) =>
  Promise.all(names.map((username) => logIn(visitor(server), username)));

/** Whether a class that logs in at once keeps others waiting, and what happens when it is too large. */
export async function loginLoad(): Promise<Measurement> {
  await using server = await startServer({ env: { BCRYPT_COST } });
  const names: string[] = [];
  for (let count = 0; count < LOGINS; count++) names.push((await register(visitor(server))).username);
  for (let count = 0; count < 50; count++) await request(server);
  const alone = await homePageWhile(server, sleep(2000));

  const began = performance.now();
  const logins = logInAll(server, names);
  const meanwhile = await homePageWhile(server, logins);
  const seconds = (performance.now() - began) / 1000;
  const loggedIn = (await logins).filter(({ status }) => status === 303).length;

  await server.restart({ HASH_QUEUE_LIMIT: String(SMALL_QUEUE) });
  const answers = await logInAll(server, names);
  const refused = answers.filter(({ status }) => status === 503);
  const told = refused.filter(({ headers }) => Number(headers.get('retry-after')) > 0);
  const rest = answers.filter(({ status }) => status === 303);
  return {
    how: `${LOGINS} logins of different users at once, bcrypt cost ${BCRYPT_COST}, one hashing thread; meanwhile GET / again and again, one at a time.\nThen the same with room for ${SMALL_QUEUE} in the queue.`,
    figures: [
      { what: 'logins that succeeded', figure: `${loggedIn}`, target: `${LOGINS}`, holds: loggedIn === LOGINS },
      { what: 'all of them took', figure: `${seconds.toFixed(1)} s`, target: '' },
      { what: 'GET / p95 before', figure: `${percentile(alone, 95).toFixed(0)} ms`, target: '' },
      { what: 'GET / p95 meanwhile', ...atMost(percentile(meanwhile, 95), 200, 0, 'ms') },
      {
        what: 'full queue: 303 / 503 / of these with Retry-After',
        figure: `${rest.length} / ${refused.length} / ${told.length}`,
        target: `no other answer, some 503, all with it`,
        holds: refused.length > 0 && told.length === refused.length && rest.length + refused.length === LOGINS,
      },
    ],
  };
}
