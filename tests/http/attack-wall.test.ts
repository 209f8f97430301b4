import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AttackResult } from '../../lib/attacks/attack.ts';
import { attacks } from '../../lib/attacks/attacks.ts';
import { ATTACK_NAMES } from '../../lib/attacks/names.ts';
import type { BenchView } from '../../lib/bench/view.ts';
import { changePolicy, type PolicyChanges } from '../../lib/shop/policy.ts';
import { findPreset } from '../../lib/shop/presets.ts';
import { call, newBench, type TestBench } from '../harness/benches.ts';
import { type Answer, type RequestOptions, register, request, visitor } from '../harness/http.ts';
import { startRedis } from '../harness/redis.ts';
import { type Server, startServer } from '../harness/server.ts';
import { socketsOf } from '../harness/sockets.ts';

/** What an attack may do to anything but its own verdict: nothing. Over every attack that HTTP alone can show. */

let server: Server;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server?.stop());

const BY_HTTP = attacks.filter(({ by }) => by === 'http').map(({ name }) => name);
const [ANY = 'tamper'] = BY_HTTP;

const JSON_TYPE = { 'Content-Type': 'application/json' };

function attack(bench: TestBench, name: string, options: RequestOptions = {}): Promise<Answer> {
  return call(bench.server, 'POST', `/${bench.view.id}/attacks/${name}`, {}, options);
}

const sentenceOf = (answer: Answer): string => (answer.json() as { error: string }).error;
const SENTENCE = /^[A-Z"“].*\.$/;

const NO_ATTACKS = [
  'nothing',
  '__proto__',
  'constructor',
  'toString',
  'TAMPER',
  'tamper%20',
  'tamper%00',
  '..%2f..%2fetc',
  'x'.repeat(3000),
  '%F0%9F%8D%AA',
  '<script>',
];

test('a call that is none of an attack gets a 4xx and one sentence', async () => {
  const bench = await newBench(server, { preset: 'flask' });
  const path = `/${bench.view.id}/attacks/${ANY}`;
  const refused: [what: string, status: number, answer: Promise<Answer>][] = [
    ...['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'text/json', ''].map(
      (type): [string, number, Promise<Answer>] => [
        `type ${type}`,
        415,
        call(server, 'POST', path, undefined, { body: '{}', headers: type === '' ? {} : { 'Content-Type': type } }),
      ],
    ),
    ...['http://evil.example', 'null', `http://mallory.localhost:${server.port}`, new URL(bench.view.url).origin].map(
      (Origin): [string, number, Promise<Answer>] => [
        `Origin ${Origin}`,
        403,
        call(server, 'POST', path, undefined, { body: '{}', headers: { ...JSON_TYPE, Origin } }),
      ],
    ),
    ...['cross-site', 'same-site', 'x'].map((site): [string, number, Promise<Answer>] => [
      `Sec-Fetch-Site ${site}`,
      403,
      call(server, 'POST', path, undefined, { body: '{}', headers: { ...JSON_TYPE, 'Sec-Fetch-Site': site } }),
    ]),
    ...NO_ATTACKS.map((name): [string, number, Promise<Answer>] => [
      `attack ${name}`,
      404,
      attack(bench, encodeURI(decodeURI(name))),
    ]),
    ...[
      '[]',
      '"x"',
      'null',
      '7',
      'true',
      '{"a":1}',
      '{"__proto__":1}',
      '{',
      '{}{}',
      `${'['.repeat(5000)}`,
      '\u0000',
    ].map((body): [string, number, Promise<Answer>] => [
      `body ${body.slice(0, 20)}`,
      400,
      call(server, 'POST', path, body),
    ]),
    ['a long body', 413, call(server, 'POST', path, `{"a":"${'x'.repeat(17_000)}"}`)],
    ['a bench that is none', 404, call(server, 'POST', `/b2b2b2b2b2b/attacks/${ANY}`, {})],
    ...['PUT', 'OPTIONS', 'TRACE'].map((method): [string, number, Promise<Answer>] => [
      method,
      405,
      call(server, method, path),
    ]),
  ];
  for (const [what, status, sent] of refused) {
    const answer = await sent;
    expect(answer.status, what).toBe(status);
    if (answer.headers.get('content-type')?.startsWith('application/json'))
      expect(sentenceOf(answer), what).toMatch(SENTENCE);
    else expect(answer.body.trim(), what).toMatch(SENTENCE);
  }
  for (const method of ['GET', 'PATCH', 'DELETE']) {
    const { status } = await call(server, method, path, undefined, { headers: JSON_TYPE });
    expect([404, 405, 411], method).toContain(status);
  }
  expect(await bench.wire()).toEqual([]);
  expect((await attack(bench, ANY)).status).toBe(200);
});

test('every name that there is to be is an attack, or says in a sentence that it is none yet', async () => {
  const bench = await newBench(server, { preset: 'lecture-server' });
  for (const name of ATTACK_NAMES) {
    const answer = await attack(bench, name);
    expect([200, 404, 409], name).toContain(answer.status);
    if (answer.status !== 200) expect(sentenceOf(answer), name).toMatch(SENTENCE);
  }
});

/** Policies as nobody in their right mind would choose them. */
const ODD: PolicyChanges[] = [
  { mechanism: 'plain', cookie: { prefix: '__Host-' } },
  { mechanism: 'signed', cookie: { prefix: '__Secure-', secure: false } },
  { mechanism: 'server', carrier: 'cookie', cookie: { path: '/cart' } },
  { mechanism: 'encrypted', cookie: { path: '/nowhere', maxAgeSeconds: 1 } },
  { mechanism: 'server', cookie: { domain: 'evil.example', sameSite: 'none' } },
  { mechanism: 'signed', idleSeconds: 1, absoluteSeconds: 1 },
  {
    mechanism: 'server',
    store: 'memory',
    idGenerator: 'counter',
    carrier: 'url',
    csrf: 'token',
    cookie: { name: 'a&b#c+d%41' },
  },
  { mechanism: 'server', store: 'level', idGenerator: 'clock', acceptUnknownIds: true, binding: 'address' },
  { mechanism: 'server', store: 'file', idGenerator: 'hashed-counter', remember: true, rolling: true },
  { mechanism: 'none', csrf: 'fetch-metadata', stateChangeByGet: true },
  {
    mechanism: 'plain',
    csrf: 'origin',
    binding: 'user-agent',
    logoutByGet: true,
    cookie: { name: "!#$%&'*+-.^_`|~0" },
  },
  {
    mechanism: 'encrypted',
    csrf: 'token',
    remember: true,
    fallbackSecrets: ['x'],
    cookie: { secure: true, prefix: '__Host-' },
  },
];

test.each(ODD.map((policy) => [JSON.stringify(policy), policy]))(
  'under %s every attack ends in a verdict or a sentence',
  async (_, policy) => {
    const bench = await newBench(server, { preset: 'lecture-name', policy });
    for (const name of BY_HTTP) {
      const answer = await attack(bench, name);
      expect([200, 409], `${name}: ${answer.body.slice(0, 300)}`).toContain(answer.status);
      if (answer.status === 200) expect((answer.json() as AttackResult).control.succeeded, name).toBe(false);
      else expect(sentenceOf(answer), name).toMatch(SENTENCE);
    }
  },
);

test('where ada cannot log in, an attack that needs her says so', async () => {
  const bench = await newBench(server, { preset: 'flask' });
  for (const username of ['ada', 'mallory']) await bench.fault('ban-user', { username });
  for (const name of BY_HTTP) {
    const answer = await attack(bench, name);
    expect([200, 409], name).toContain(answer.status);
    if (answer.status === 409) expect(sentenceOf(answer), name).toMatch(SENTENCE);
  }
});

/** What an attack leaves alone. Its rows are no part of that, and show what happened. */
async function lasting(bench: TestBench) {
  const { policy, preset, users, server: side } = await bench.call<BenchView>('GET');
  const { secret, servers, clock, jar, costs, loggedInAs } = side;
  // A clock that stands still shows the same whenever one looks at it.
  return { policy, preset, users, secret, servers, now: clock.now, paused: clock.paused, jar, costs, loggedInAs };
}

test.each(['lecture-name', 'flask', 'express', 'lecture-server'])(
  'under %s a bench is afterwards what it was, and what is measured of its browser too',
  async (preset) => {
    const bench = await newBench(server, { preset, policy: { csrf: 'none' } });
    await bench.logIn();
    await bench.visitor.post('/guestbook', { text: 'Good tea.' });
    await bench.fault('ban-user', { username: 'grace' });
    await bench.advance(90);
    await bench.call('POST', '/clock', { paused: true });
    expect(await bench.who()).toBe('ada');
    const before = await lasting(bench);
    const begun = (await bench.wire()).length;
    let ran = 0;
    for (const name of BY_HTTP) {
      const { status } = await attack(bench, name);
      ran += status === 200 ? 1 : 0;
      expect(await lasting(bench), name).toEqual(before);
    }
    expect(ran).toBeGreaterThan(0);
    expect((await bench.wire()).length).toBeGreaterThan(begun + 2 * ran);
    const { body } = await bench.visitor.get('/guestbook');
    expect([...body.matchAll(/<blockquote>/g)]).toHaveLength(1);
  },
);

/** An attack on a bench whose store answers nothing for so long. */
async function inTheMiddle(own: Server, redis: Awaited<ReturnType<typeof startRedis>>, milliseconds: number) {
  const bench = await newBench(own, { preset: 'lecture-server', policy: { store: 'redis' } });
  await redis.ask(`CLIENT PAUSE ${milliseconds}`);
  const running = attack(bench, ANY);
  await sleep(Math.min(400, milliseconds / 4));
  return { bench, running };
}

test('two attacks at once, a bench that ends, a store that dies: each is answered in a sentence', async () => {
  await using redis = await startRedis();
  await using own = await startServer({ env: { REDIS_URL: redis.url } });

  const twice = await inTheMiddle(own, redis, 2000);
  const second = await attack(twice.bench, ANY);
  expect(second.status).toBe(429);
  expect(sentenceOf(second)).toMatch(SENTENCE);
  expect(Number(second.headers.get('retry-after'))).toBeGreaterThan(0);
  expect((await twice.running).status).toBe(200);
  expect((await attack(twice.bench, ANY)).status).toBe(200);

  const ended = await inTheMiddle(own, redis, 2000);
  await ended.bench.call('DELETE');
  const gone = await ended.running;
  expect(gone.status, gone.body).toBe(404);
  expect(sentenceOf(gone)).toMatch(SENTENCE);
  expect((await attack(ended.bench, ANY)).status).toBe(404);

  const dead = await inTheMiddle(own, redis, 4000);
  await redis.end();
  const away = await dead.running;
  expect(away.status, away.body).toBe(503);
  expect(sentenceOf(away)).toMatch(/store.*\.$/);
  expect((await attack(dead.bench, ANY)).status).toBe(503);
  expect((await request(own, { path: '/api/health' })).status).toBe(200);
  expect(own.log()).not.toContain('unexpected-error');
}, 60_000);

test('while ten benches are attacked, health, pages and another bench’s shop are answered all the while', async () => {
  const benches = await Promise.all(Array.from({ length: 10 }, () => newBench(server, { preset: 'flask' })));
  const bystander = await newBench(server, { preset: 'lecture-server', policy: { csrf: 'none' } });
  await bystander.logIn();
  const client = visitor(server);
  await register(client);
  let attacked = 0;
  const attacking = Promise.all(
    benches.map(async (bench) => {
      for (const name of BY_HTTP) {
        expect([200, 409]).toContain((await attack(bench, name)).status);
        attacked += 1;
      }
    }),
  );
  let isOver = false;
  void attacking.finally(() => {
    isOver = true;
  });
  let answered = 0;
  while (!isOver) {
    expect((await request(server, { path: '/api/health' })).status).toBe(200);
    expect(await bystander.who()).toBe('ada');
    expect((await client.get('/profile')).status).toBe(200);
    answered += 3;
  }
  await attacking;
  expect(attacked).toBe(10 * BY_HTTP.length);
  // However slow the machine is: for each attack others got an answer too, and nobody waited for them all.
  expect(answered / attacked).toBeGreaterThan(0.5);
}, 120_000);

test('nothing stays open, and nothing of all this was an unexpected error', async () => {
  await expect.poll(() => socketsOf(server), { timeout: 10_000 }).toEqual({ listening: [server.port], connected: 0 });
  expect(server.log()).not.toContain('unexpected-error');
});

test('the policies above are policies', () => {
  const { policy } = findPreset('lecture-name') ?? {};
  if (!policy) throw new Error('There is no such preset.');
  for (const changes of ODD) expect(() => changePolicy(policy, changes)).not.toThrow();
});
