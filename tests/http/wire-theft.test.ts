import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AttackResult } from '../../lib/attacks/attack.ts';
import type { BenchView } from '../../lib/bench/view.ts';
import { call, newBench } from '../harness/benches.ts';
import { type Server, startServer } from '../harness/server.ts';
import { socketsOf } from '../harness/sockets.ts';

/** What the tap in the cable reads; whether it gets her anywhere under each preset is in attacks.test.ts. */

let server: Server;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server?.stop());

async function listen(of: Server, preset: string, policy: unknown = {}) {
  const bench = await newBench(of, { preset, policy });
  const result = await bench.call<AttackResult>('POST', '/attacks/wire-theft', {});
  const [throughout, once] = result.ways ?? [];
  const [clear, login, link] = result.tapped ?? [];
  const [control] = result.control.tapped ?? [];
  if (!throughout || !once || !clear || !login || !link || !control) throw new Error('Not all of it was tried.');
  return { bench, result, throughout, once, clear, login, link, control };
}

const textOf = ({ pieces }: { pieces: { lines: string[] }[] }) => pieces.flatMap(({ lines }) => lines).join('\n');

test('over HTTP the tap holds password and cookie in clear', async () => {
  const { bench, clear, throughout } = await listen(server, 'lecture-server', { csrf: 'none' });
  expect(clear.encrypted).toBe(false);
  const text = textOf(clear);
  expect(text).toContain(`username=ada&password=${bench.password('ada')}`);
  const [, id = 'none'] = /^Set-Cookie: sid=([^;]+)/m.exec(text) ?? [];
  expect(text).toMatch(new RegExp(`^Cookie: sid=${id}$`, 'm'));
  expect(clear.found).toEqual([bench.password('ada'), id]);
  expect(throughout.why).toContain(`“${bench.password('ada')}”. The shop let her log in with it.`);
});

test('over HTTPS it holds TLS records, and in them nothing but the name of the host', async () => {
  const { bench, result, login, control } = await listen(server, 'lecture-server');
  for (const tapped of [login, control]) {
    expect(tapped.encrypted).toBe(true);
    expect(tapped.found).toEqual([new URL(bench.view.url).hostname]);
    expect(tapped.pieces[0]).toMatchObject({ from: 'browser', what: 'handshake, version 3.1' });
    const names = new Set(tapped.pieces.map(({ what }) => what.split(',')[0]));
    expect([...names].sort()).toEqual(['application data', 'change cipher spec', 'handshake']);
    expect(textOf(tapped)).toMatch(/^0000 {2}17 03 03 /m);
    expect(textOf(tapped)).not.toMatch(/HTTP|sid=|password/);
  }
  expect(result.control.succeeded).toBe(false);
  expect(result.control.why).toContain('Neither the password nor the session stands in them.');
});

test('Secure keeps the cookie from the one request over HTTP, and nothing else from the tap', async () => {
  const { bench, result, link, clear, throughout } = await listen(server, 'lecture-server', {
    csrf: 'none',
    cookie: { secure: true },
  });
  expect(textOf(link)).not.toContain('Cookie: ');
  expect(result.succeeded).toBe(false);
  expect(result.why).toContain('Her browser sent no session along.');
  expect(clear.found).toContain(bench.password('ada'));
  expect(throughout.succeeded).toBe(true);
  // The wire knows why it did not come back.
  const missing = result.exchanges.flatMap(({ steps }) => steps).filter(({ kind }) => kind === 'did-not-come-back');
  expect(missing).toContainEqual(expect.objectContaining({ causes: ['secure-over-http'] }));
});

test('the requests behind TLS reach the shop as HTTPS, and as ada’s own', async () => {
  const { result, bench } = await listen(server, 'lecture-server', { csrf: 'origin', cookie: { secure: true } });
  const logins = result.exchanges.filter(({ request }) => request.method === 'POST' && request.target === '/login');
  const { host } = new URL(bench.view.url);
  const origins = logins.map(({ request }) => request.headers.find(([name]) => name === 'Origin')?.[1]);
  expect(origins).toEqual([`http://${host}`, `http://${host}`, `https://${host}`, `https://${host}`]);
  expect(logins.map(({ response }) => response.status)).toEqual([303, 303, 303, 303]);
  expect(logins.map(({ scripted }) => scripted)).toEqual(['ada', 'Mallory', 'ada', 'ada']);
});

test('where the shops are behind HTTPS, a request over plain HTTP is one all the same', async () => {
  const origins = {
    SITE_ORIGIN: 'https://lab.localhost',
    SHOP_ORIGIN: 'https://*.shop.lab.localhost',
    MALLORY_ORIGIN: 'https://mallory.localhost',
  };
  await using other = await startServer({ env: origins });
  const outcomeOf = async (policy: unknown) => {
    const options = { host: 'lab.localhost' };
    const headers = { 'Content-Type': 'application/json' };
    const body = JSON.stringify({ preset: 'lecture-server', policy });
    const { id } = (await call(other, 'POST', '', undefined, { ...options, headers, body })).json() as BenchView;
    const path = `/${id}/attacks/wire-theft`;
    const answer = await call(other, 'POST', path, undefined, { ...options, headers, body: '{}' });
    expect(answer.status, answer.body).toBe(200);
    return (answer.json() as AttackResult).succeeded;
  };
  expect(await outcomeOf({ csrf: 'origin', cookie: { secure: true } })).toBe(false);
  expect(await outcomeOf({ csrf: 'origin', cookie: { secure: false } })).toBe(true);
});

test('a tap leaves no listener and no connection', async () => {
  await using own = await startServer();
  await listen(own, 'flask');
  await expect.poll(() => socketsOf(own)).toEqual({ listening: [own.port], connected: 0 });
  const results = await Promise.all(Array.from({ length: 4 }, () => listen(own, 'flask')));
  expect(results.map(({ result }) => result.succeeded)).toEqual([true, true, true, true]);
  await expect.poll(() => socketsOf(own)).toEqual({ listening: [own.port], connected: 0 });
});
