import { register, visitor } from '../harness/http.ts';
import { startServer } from '../harness/server.ts';
import { atLeast, type Measurement, median } from './figures.ts';
import { CONNECTIONS, requestsPerSecond } from './load.ts';

const WARM_UP_SECONDS = 4;
const ROUND_SECONDS = 2;
const ROUNDS = 12;

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
  const rounds: { plain: number; signedIn: number; profile: number }[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    rounds.push({
      plain: await requestsPerSecond(targets.plain, ROUND_SECONDS),
      profile: await requestsPerSecond(targets.profile, ROUND_SECONDS),
      signedIn: await requestsPerSecond(targets.signedIn, ROUND_SECONDS),
    });
  }
  const middle = (name: 'plain' | 'signedIn' | 'profile') => median(rounds.map((round) => round[name]));
  const ratio = (name: 'signedIn' | 'profile') => median(rounds.map((round) => round[name] / round.plain));
  return {
    how: `Pages drawn per second: autocannon, ${CONNECTIONS} connections, ${ROUNDS} rounds of ${ROUND_SECONDS} s each, taking turns; medians, and the\nmedian of each round's ratio. The plain page is /preferences without a cookie: same shell, no session.`,
    figures: [
      { what: 'plain page, requests per second', figure: middle('plain').toFixed(0), target: '' },
      { what: '/profile logged in, requests per second', figure: middle('profile').toFixed(0), target: '' },
      { what: '/profile, part of the plain page’s', ...atLeast(ratio('profile'), 0.8, 2) },
      { what: '/preferences logged in, part of the plain page’s', figure: ratio('signedIn').toFixed(2), target: '' },
    ],
  };
}
