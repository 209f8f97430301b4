import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Answer, register, request, Visitor } from '../harness/http.ts';
import { observe, totalScore } from '../harness/observatory.ts';
import { type Server, startServer } from '../harness/server.ts';

const ORIGIN = 'https://lab.example.edu';
const host = 'lab.example.edu';

let server: Server;
beforeAll(async () => {
  server = await startServer({ env: { SITE_ORIGIN: ORIGIN } });
});
afterAll(() => server.stop());

async function scan(answer: Answer, cookies = [] as Awaited<ReturnType<Visitor['cookies']>>) {
  const preflight = await request(server, {
    method: 'OPTIONS',
    host,
    headers: { Origin: 'https://http-observatory.security.mozilla.org', 'Access-Control-Request-Method': 'GET' },
  });
  return observe(answer, preflight, cookies, ORIGIN);
}

test('S62 the login page gets at least 135 points of the Observatory', async () => {
  const answer = await request(server, { path: '/login', host });
  expect(answer.status).toBe(200);
  const scores = await scan(answer);
  expect(totalScore(scores), JSON.stringify(scores)).toBeGreaterThanOrEqual(135);
});

test('S62 a logged-in page gets at least 135 points, its cookies counted', async () => {
  const client = new Visitor({ port: server.port, origin: ORIGIN });
  await register(client);
  const answer = await client.get('/profile');
  expect(answer.status).toBe(200);
  const cookies = await client.cookies();
  expect(cookies.map(({ key }) => key)).toContain('__Host-Http-session');
  const scores = await scan(answer, cookies);
  expect(scores.cookies).toBe(5);
  expect(totalScore(scores), JSON.stringify(scores)).toBeGreaterThanOrEqual(135);
});

test('S62 the judge takes points for what is missing', async () => {
  const answer = await request(server, { path: '/login', host });
  for (const [name, points] of [
    ['content-security-policy', 75],
    ['strict-transport-security', 80],
    ['x-content-type-options', 130],
    ['cross-origin-resource-policy', 125],
  ] as const) {
    const headers = new Headers(answer.headers);
    headers.delete(name);
    expect(totalScore(await scan({ ...answer, headers })), name).toBe(points);
  }
});
