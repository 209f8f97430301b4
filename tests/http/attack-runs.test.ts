import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AttackResult } from '../../lib/attacks/attack.ts';
import { newBench, type TestBench } from '../harness/benches.ts';
import { type Server, startServer } from '../harness/server.ts';

/** What an attack leaves on the wire and on its bench. Whether it succeeds is the truth table's (attacks.test.ts). */

let server: Server;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server?.stop());

const run = (bench: TestBench, attack: string) => bench.call<AttackResult>('POST', `/attacks/${attack}`, {});

test('hundreds of guesses stand as one entry on the wire and in the result, and are counted in it', async () => {
  const bench = await newBench(server, { preset: 'express' });
  const { exchanges, why } = await run(bench, 'guess-id');
  const [guesses, ...others] = exchanges.filter(({ times }) => times !== undefined);
  expect(others).toEqual([]);
  expect(guesses).toMatchObject({ sender: 'mallory', times: 200, response: { status: 303 } });
  expect(why).toContain('200 guesses led to nobody');
  expect(exchanges.length).toBeLessThan(40);
  expect((await bench.wire()).map(({ n }) => n)).toEqual(exchanges.map(({ n }) => n));
});

test('the id that she guessed is the one that the shop had given to ada', async () => {
  const bench = await newBench(server, { preset: 'express', policy: { idGenerator: 'clock' } });
  const { exchanges, why } = await run(bench, 'guess-id');
  const [, guessed = ''] = /One of these, (\d{13}), opened ada’s profile/.exec(why) ?? [];
  const login = exchanges.find(({ request, sender }) => sender === 'browser' && request.body.includes('username=ada'));
  expect(login?.response.headers).toContainEqual(['Set-Cookie', expect.stringContaining(`connect.sid=${guessed};`)]);
});

test('the secret that she cracked is the bench’s own, though its owner chose it and thinks it strong', async () => {
  const secret = 'complex_password_at_least_32_characters_long';
  const policy = { secretStrength: 'strong' };
  for (const preset of ['lecture-signed', 'lecture-encrypted']) {
    const { succeeded, why } = await run(await newBench(server, { preset, policy, secret }), 'crack-secret');
    expect(succeeded).toBe(true);
    expect(why).toContain(`“${secret}” fits her cookie`);
  }
});

test('role and ban are put back', async () => {
  const bench = await newBench(server, { preset: 'express', policy: { roleFrom: 'database' } });
  const { ways } = await run(bench, 'role-race');
  expect(ways?.map(({ succeeded }) => succeeded)).toEqual([false, false]);
  expect((await bench.logIn('mallory')).status).toBe(303);
  expect((await bench.visitor.get('/admin')).status).toBe(403);
  expect((await bench.visitor.get('/profile')).status).toBe(200);
});
