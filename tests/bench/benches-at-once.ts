import { once } from 'node:events';
import { Agent, get, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import type { BenchView } from '../../lib/bench/view.ts';
import { newBench, type TestBench } from '../harness/benches.ts';
import { freePort, startServer } from '../harness/server.ts';
import { atMost, type Measurement, percentile } from './figures.ts';
import { liveMemory } from './live-memory.ts';

const BENCHES = 500;
const SECONDS = 60;
const PRESETS = ['flask', 'iron-session', 'django', 'express', 'php', 'lecture-name'];

/** `GET /profile` over a connection that stays open, as a browser's does. */
async function profile(bench: TestBench, cookie: string, agent: Agent): Promise<{ status: number; body: string }> {
  const sent = get({
    agent,
    host: '127.0.0.1',
    port: bench.server.port,
    path: '/profile',
    headers: { Host: new URL(bench.view.url).host, Cookie: cookie },
  });
  const [response] = (await once(sent, 'response')) as [IncomingMessage];
  return { status: response.statusCode ?? 0, body: await text(response) };
}

/** One visitor of one bench, logged in: looks at the profile once a second, and finds whom it is of. */
async function drive(bench: TestBench, username: string, times: number[], mixedUp: string[]): Promise<void> {
  const cookie = (await bench.visitor.cookies()).map((one) => one.cookieString()).join('; ');
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  await sleep(Math.random() * 1000);
  for (let second = 0; second < SECONDS; second++) {
    const began = performance.now();
    const { status, body } = await profile(bench, cookie, agent);
    const took = performance.now() - began;
    times.push(took);
    if (status !== 200 || !body.includes(`${username}@shop.example`)) mixedUp.push(`${bench.view.id}: ${status}`);
    await sleep(Math.max(0, 1000 - took));
  }
  agent.destroy();
}

async function submitLogin(bench: TestBench, username: string): Promise<void> {
  const { body } = await bench.visitor.get('/login');
  const [, token] = /name="csrf_token" value="([^"]+)"/.exec(body) ?? [];
  const fields = { username, password: bench.password(username), ...(token !== undefined && { csrf_token: token }) };
  const { status } = await bench.visitor.post('/login', fields);
  if (status !== 303) throw new Error(`Logging in on bench ${bench.view.id} (${bench.view.preset}) gave ${status}.`);
}

/** A lecture hall: every student on a bench of their own, at one request a second, for a minute. */
export async function benchesAtOnce(): Promise<Measurement> {
  const inspector = await freePort();
  await using server = await startServer({ env: { NODE_OPTIONS: `--inspect=${inspector}` } });
  // What is loaded with the first bench is not a bench's.
  await submitLogin(await newBench(server, { preset: 'django' }), 'ada');
  const before = await liveMemory(inspector);
  const users = ['ada', 'grace', 'admin', 'mallory'];
  const benches: TestBench[] = [];
  for (let index = 0; index < BENCHES; index++) {
    const bench = await newBench(server, { preset: PRESETS[index % PRESETS.length] });
    await submitLogin(bench, users[index % users.length] ?? 'ada');
    benches.push(bench);
  }
  const times: number[] = [];
  const mixedUp: string[] = [];
  await Promise.all(benches.map((bench, index) => drive(bench, users[index % users.length] ?? 'ada', times, mixedUp)));
  const perBench = ((await liveMemory(inspector)) - before) / BENCHES / 1024;
  for (const [index, bench] of benches.entries()) {
    const { server: side } = await bench.call<BenchView>('GET');
    const exchanges = await bench.wire();
    const mine = exchanges.every(({ request }) =>
      request.headers.some(([name, value]) => name === 'Host' && value.startsWith(bench.view.id)),
    );
    if (!mine || side.loggedInAs !== users[index % users.length]) mixedUp.push(`${bench.view.id}: its wire`);
  }
  return {
    how: `${BENCHES} benches in one process, presets ${PRESETS.join(', ')}, each with a client of its own, logged in, that\nasks for the profile once a second for ${SECONDS} s. Client and server share the machine.`,
    figures: [
      { what: 'exchanges', figure: `${times.length}`, target: '' },
      { what: 'median', figure: `${percentile(times, 50).toFixed(0)} ms`, target: '' },
      { what: 'p95', ...atMost(percentile(times, 95), 200, 0, 'ms') },
      { what: 'memory a bench, its wire of 62 exchanges included', ...atMost(perBench, 200, 0, 'KB') },
      { what: 'answers or wires of another bench', ...atMost(mixedUp.length, 0, 0, '') },
    ],
  };
}
