import { existsSync, readFileSync } from 'node:fs';
import { register, visitor } from '../harness/http.ts';
import { type Server, startServer } from '../harness/server.ts';
import { atLeast, type Measurement, median } from './figures.ts';
import { CONNECTIONS, requestsPerSecond, type Target } from './load.ts';

const WARM_UP_SECONDS = 4;
const ROUND_SECONDS = 3;
const ROUNDS = 8;

/** Linux tells the processor time of another process, in hundredths of a second: fields 14 and 15 of its stat line. */
function processorSeconds(server: Server): number {
  const file = `/proc/${server.pid()}/stat`;
  if (!existsSync(file)) return Number.NaN;
  const fields = readFileSync(file, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

interface Turn {
  perSecond: number;
  /** Processor time of the server for one answer: what else runs on the machine counts for little in it. */
  milliseconds: number;
}

async function takeTurn(server: Server, target: Target, seconds: number): Promise<Turn> {
  const before = processorSeconds(server);
  const perSecond = await requestsPerSecond(target, seconds);
  // At the end one request on each connection is under way: drawn, though nobody waits for the answer.
  const drawn = perSecond * seconds + CONNECTIONS;
  const milliseconds = ((processorSeconds(server) - before) * 1000) / drawn;
  return { perSecond, milliseconds };
}

/** What being logged in costs: /profile against a page with the same shell for a visitor without a cookie. */
export async function profileSpeed(): Promise<Measurement> {
  await using server = await startServer();
  const noor = visitor(server);
  await register(noor);
  const { port } = server;
  const cookies = await noor.jar.getCookieString(server.origin);
  const targets = {
    plain: { port, path: '/preferences' },
    signedIn: { port, path: '/preferences', cookies },
    profile: { port, path: '/profile', cookies },
  };
  for (const target of Object.values(targets)) await requestsPerSecond(target, WARM_UP_SECONDS);
  const rounds: { plain: Turn; signedIn: Turn; profile: Turn }[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    rounds.push({
      plain: await takeTurn(server, targets.plain, ROUND_SECONDS),
      profile: await takeTurn(server, targets.profile, ROUND_SECONDS),
      signedIn: await takeTurn(server, targets.signedIn, ROUND_SECONDS),
    });
  }
  const perSecond = (name: keyof typeof targets) => median(rounds.map((round) => round[name].perSecond));
  const milliseconds = (name: keyof typeof targets) => median(rounds.map((round) => round[name].milliseconds));
  const part = (name: keyof typeof targets) =>
    median(rounds.map((round) => round[name].perSecond / round.plain.perSecond));
  const line = (what: string, figure: string) => ({ what, figure, target: '' });
  return {
    how: `Pages drawn per second: autocannon, ${CONNECTIONS} connections, ${ROUNDS} rounds of ${ROUND_SECONDS} s each, taking turns; medians, and the\nmedian of each round's ratio. The plain page is /preferences without a cookie: same shell, no session.`,
    figures: [
      line('plain page, requests per second', perSecond('plain').toFixed(0)),
      line('/profile logged in, requests per second', perSecond('profile').toFixed(0)),
      { what: '/profile, part of the plain page’s', ...atLeast(part('profile'), 0.8, 2) },
      line('/preferences logged in, part of the plain page’s', part('signedIn').toFixed(2)),
      line('processor time: plain page', `${milliseconds('plain').toFixed(1)} ms`),
      line('processor time: /profile', `${milliseconds('profile').toFixed(1)} ms`),
      line(
        'processor time: plain page’s part of /profile’s',
        (milliseconds('plain') / milliseconds('profile')).toFixed(2),
      ),
      line(
        'processor time: plain page’s part of /preferences logged in',
        (milliseconds('plain') / milliseconds('signedIn')).toFixed(2),
      ),
    ],
  };
}
