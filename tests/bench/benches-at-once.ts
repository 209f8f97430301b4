import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { BenchView } from '../../lib/bench/view.ts';
import { newBench, type TestBench } from '../harness/benches.ts';
import { type Server, startServer } from '../harness/server.ts';
import { atMost, type Measurement, percentile } from './figures.ts';

const BENCHES = 500;
const SECONDS = 60;
const PRESETS = ['flask', 'iron-session', 'django', 'express', 'php', 'lecture-name'];

/** Memory that the server's process holds, in bytes (Linux). */
function memory(server: Server): number {
  const [, kilobytes = '0'] = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${server.pid()}/status`, 'utf8')) ?? [];
  return Number(kilobytes) * 1024;
}

/** One visitor of one bench: logs in as somebody, then looks at the profile once a second. */
async function drive(bench: TestBench, username: string, times: number[], mixedUp: string[]): Promise<void> {
  await sleep(Math.random() * 1000);
  await submitLogin(bench, username);
  for (let second = 0; second < SECONDS; second++) {
    const began = performance.now();
    const { status, body } = await bench.visitor.get('/profile');
    const took = performance.now() - began;
    times.push(took);
    if (status !== 200 || !body.includes(`${username}@shop.example`)) mixedUp.push(`${bench.view.id}: ${status}`);
    await sleep(Math.max(0, 1000 - took));
  }
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
  await using server = await startServer();
  await newBench(server);
  await sleep(2000);
  const before = memory(server);
  const benches: TestBench[] = [];
  for (let index = 0; index < BENCHES; index++) {
    benches.push(await newBench(server, { preset: PRESETS[index % PRESETS.length] }));
  }
  const times: number[] = [];
  const mixedUp: string[] = [];
  const users = ['ada', 'grace', 'admin', 'mallory'];
  await Promise.all(benches.map((bench, index) => drive(bench, users[index % users.length] ?? 'ada', times, mixedUp)));
  await sleep(3000);
  const perBench = (memory(server) - before) / BENCHES / 1024;
  for (const [index, bench] of benches.entries()) {
    const { server: side } = await bench.call<BenchView>('GET');
    const exchanges = await bench.wire();
    const mine = exchanges.every(({ request }) =>
      request.headers.some(([name, value]) => name === 'Host' && value.startsWith(bench.view.id)),
    );
    if (!mine || side.loggedInAs !== users[index % users.length]) mixedUp.push(`${bench.view.id}: its wire`);
  }
  return {
    how: `${BENCHES} benches in one process, presets ${PRESETS.join(', ')}, each with a client of its own that logs in and then\nasks for the profile once a second for ${SECONDS} s. Client and server share the machine.`,
    figures: [
      { what: 'exchanges', figure: `${times.length}`, target: '' },
      { what: 'median', figure: `${percentile(times, 50).toFixed(0)} ms`, target: '' },
      { what: 'p95', ...atMost(percentile(times, 95), 200, 0, 'ms') },
      { what: 'memory a bench, its wire of 62 exchanges included', ...atMost(perBench, 200, 0, 'KB') },
      { what: 'answers or wires of another bench', ...atMost(mixedUp.length, 0, 0, '') },
    ],
  };
}
