import { afterAll, beforeAll, expect, test } from 'vitest';
import { query } from '../harness/database.ts';
import { GOOD_PASSWORD, register, uniqueUsername, visitor } from '../harness/http.ts';
import { mannWhitney, median } from '../harness/mann-whitney.ts';
import { normalised } from '../harness/normalised.ts';
import { type Server, startServer } from '../harness/server.ts';
import { slowDown, tryLogin } from '../harness/throttle.ts';

let server: Server;
beforeAll(async () => {
  server = await startServer({ env: { ADDRESS_FAILURES_LIMIT: '10000' } });
});
afterAll(() => server.stop());

async function bannedUser(): Promise<string> {
  const { username } = await register(visitor(server));
  query(server, `UPDATE "User" SET bannedAt = createdAt, banReason = 'spam' WHERE username = ?`, username);
  return username;
}

async function answerTo(username: string, password: string) {
  return normalised(await tryLogin(server, username, password), username);
}

test('S36 a wrong password, an unknown user and a banned user get one and the same answer', async () => {
  const { username } = await register(visitor(server));
  const banned = await bannedUser();
  const known = await answerTo(username, 'wrong password');
  expect(known.status).toBe(401);
  expect(known.body).toContain('OWN');
  expect(await answerTo(uniqueUsername(), 'wrong password')).toEqual(known);
  expect(await answerTo(banned, 'wrong password')).toEqual(known);
  expect(await answerTo(banned, GOOD_PASSWORD)).toEqual(known);
});

test('S36 a name that is slowed down looks the same whether there is such a user or not', async () => {
  const { username } = await register(visitor(server));
  const unknown = uniqueUsername();
  const banned = await bannedUser();
  await Promise.all([username, unknown, banned].map((name) => slowDown(server, name)));
  const answers = await Promise.all([username, unknown, banned].map((name) => answerTo(name, GOOD_PASSWORD)));
  // The seconds to wait go down meanwhile, for all alike.
  const alike = answers.map((answer) => JSON.stringify(answer).replace(/\b(5\d|60)\b/g, 'SECONDS'));
  expect(answers[0]?.status).toBe(429);
  expect(alike[1]).toBe(alike[0]);
  expect(alike[2]).toBe(alike[0]);
});

const PAIRS = 30;
const ROUNDS = 3;
const TRIES_BEFORE_THE_WAIT = 4;

type Which = 'known' | 'unknown';

async function timed(username: string): Promise<number> {
  const begun = performance.now();
  const { status } = await tryLogin(server, username, 'a wrong password');
  expect(status).toBe(401);
  return performance.now() - begun;
}

/** Times a known and an unknown name in turn, and forgets the failures before either is slowed down. */
async function measure(names: Record<Which, string>, times: Record<Which, number[]>, pairs = PAIRS): Promise<void> {
  for (let index = 0; index < pairs; index++) {
    if (index % TRIES_BEFORE_THE_WAIT === 0) query(server, 'DELETE FROM "RateLimit"');
    const order: Which[] = index % 2 === 0 ? ['known', 'unknown'] : ['unknown', 'known'];
    for (const which of order) times[which].push(await timed(names[which]));
  }
}

/**
 * Another program may wake up in the middle of a round, so there are several, counted together. A user whose password
 * is not compared would differ in every one, by all of a hash.
 */
test('S37 an unknown user takes as long to refuse as a known one', { timeout: 90_000 }, async () => {
  const names = { known: (await register(visitor(server))).username, unknown: uniqueUsername() };
  const times = { known: [], unknown: [] };
  await measure(names, { known: [], unknown: [] }, TRIES_BEFORE_THE_WAIT);
  let report = '';
  for (let round = 0; round < ROUNDS; round++) {
    await measure(names, times);
    const ratio = median(times.unknown) / median(times.known);
    const p = mannWhitney(times.known, times.unknown);
    report += `round ${round + 1}: unknown/known ${ratio.toFixed(3)}, p ${p.toFixed(4)}\n`;
    if (Math.abs(ratio - 1) <= 0.05 && p > 0.01) return;
  }
  expect.fail(report);
});
