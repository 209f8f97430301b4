import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Answer, GOOD_PASSWORD, register, uniqueUsername, visitor } from '../harness/http.ts';
import { type Server, startServer } from '../harness/server.ts';
import { retryAfter, setAddressFailures, slowDown, tryLogin } from '../harness/throttle.ts';

const FREE_FAILURES = 5;
const ADDRESS_LIMIT = 300;

let server: Server;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());

let lastAddress = 10;
/** A client's address that no other test uses. */
const freshAddress = () => `127.0.1.${++lastAddress}`;

const statuses = (answers: Answer[]) => answers.map(({ status }) => status);

/** How many guesses may have been looked at: the free ones, the one that closes the gate, one a second at most. */
const lookedAtLimit = (begun: number) => FREE_FAILURES + 1 + Math.ceil((Date.now() - begun) / 1000);

test('S33 guesses at one name are slowed down after five, by a wait that grows', async () => {
  const localAddress = freshAddress();
  const username = uniqueUsername();
  const guess = (index: number) => tryLogin(server, username, `guess number ${index}`, { localAddress });
  const begun = Date.now();
  const answers: Answer[] = [];
  for (let index = 0; index < 30; index++) answers.push(await guess(index));
  expect(statuses(answers).slice(0, FREE_FAILURES)).toEqual(Array(FREE_FAILURES).fill(401));
  const refused = answers.filter(({ status }) => status === 429);
  expect(answers.length - refused.length).toBeLessThanOrEqual(lookedAtLimit(begun));
  for (const answer of refused) expect(retryAfter(answer)).toBeGreaterThanOrEqual(1);

  let next = await guess(30);
  while (next.status === 429) {
    await sleep(retryAfter(next) * 1000);
    next = await guess(31);
  }
  expect(next.status).toBe(401);
  expect(retryAfter(await guess(32))).toBeGreaterThan(retryAfter(refused[0] as Answer));
});

test('S33 parallel guesses are counted one by one', async () => {
  const localAddress = freshAddress();
  const username = uniqueUsername();
  const begun = Date.now();
  const guesses = Array.from({ length: 30 }, () => tryLogin(server, username, 'wrong', { localAddress }));
  const lookedAt = (await Promise.all(guesses)).filter(({ status }) => status !== 429);
  expect(lookedAt.length).toBeLessThanOrEqual(lookedAtLimit(begun));
});

test('S33 while the wait lasts not even the right password is looked at', async () => {
  const { username } = await register(visitor(server));
  await slowDown(server, username);
  const answer = await tryLogin(server, username, GOOD_PASSWORD);
  expect(answer.status).toBe(429);
  expect(answer.setCookies).toEqual([]);
});

test('S33 a class behind one address is not refused at 200 failures, and is at 300', async () => {
  const localAddress = freshAddress();
  const tryAnother = () => tryLogin(server, uniqueUsername(), 'wrong', { localAddress });
  setAddressFailures(server, localAddress, 190);
  for (let index = 0; index < 10; index++) expect((await tryAnother()).status).toBe(401);
  setAddressFailures(server, localAddress, ADDRESS_LIMIT - 2);
  expect(statuses([await tryAnother(), await tryAnother()])).toEqual([401, 401]);
  const refused = await tryAnother();
  expect(refused.status).toBe(429);
  expect(retryAfter(refused)).toBeGreaterThan(0);
  expect(retryAfter(refused)).toBeLessThanOrEqual(600);
  const elsewhere = { localAddress: freshAddress() };
  expect((await tryLogin(server, uniqueUsername(), 'wrong', elsewhere)).status).toBe(401);
});

test('S34 a browser that has logged in before gets in at once, whatever strangers guess', async () => {
  const own = visitor(server);
  const { username } = await register(own);
  await own.post('/logout');
  await slowDown(server, username);
  expect((await tryLogin(server, username, GOOD_PASSWORD)).status).toBe(429);
  expect((await own.post('/login', { username, password: GOOD_PASSWORD, next: '' })).status).toBe(303);
});

test('S34 a browser that has logged in before gets in although its address has used up its failures', async () => {
  const localAddress = freshAddress();
  const own = visitor(server);
  const { username } = await register(own);
  await own.post('/logout');
  setAddressFailures(server, localAddress, ADDRESS_LIMIT);
  expect((await tryLogin(server, username, GOOD_PASSWORD, { localAddress })).status).toBe(429);
  const login = { username, password: GOOD_PASSWORD, next: '' };
  expect((await own.post('/login', login, { localAddress })).status).toBe(303);
});

test('S34 a browser that has logged in before is slowed down by its own guesses', async () => {
  const own = visitor(server);
  const { username } = await register(own);
  await own.post('/logout');
  const begun = Date.now();
  const answers: Answer[] = [];
  for (let index = 0; index < 15; index++) {
    answers.push(await own.post('/login', { username, password: `guess number ${index}`, next: '' }));
  }
  expect(statuses(answers).filter((status) => status === 401).length).toBeLessThanOrEqual(lookedAtLimit(begun));
  expect((await tryLogin(server, username, GOOD_PASSWORD)).status).toBe(303);
});

test('S34 a browser that has logged in to one account is a stranger to the others', async () => {
  const own = visitor(server);
  await register(own);
  const { username } = await register(visitor(server));
  await slowDown(server, username);
  expect((await own.post('/login', { username, password: GOOD_PASSWORD, next: '' })).status).toBe(429);
});

test('S34 after two hundred wrong guesses a fresh browser waits no longer than the bound', async () => {
  const BOUND_SECONDS = 2;
  await server.restart({ LOGIN_DELAY_MAX_SECONDS: String(BOUND_SECONDS) });
  const { username } = await register(visitor(server));
  await slowDown(server, username);
  const guesses = Array.from({ length: 20 }, () => tryLogin(server, username, 'wrong', { localAddress: '127.0.0.66' }));
  await Promise.all(guesses);

  const begun = Date.now();
  const login = () => tryLogin(server, username, GOOD_PASSWORD, { localAddress: '127.0.0.9' });
  let answer = await login();
  while (answer.status === 429 && Date.now() - begun < 10_000) {
    expect(retryAfter(answer)).toBeLessThanOrEqual(BOUND_SECONDS);
    await sleep(100);
    answer = await login();
  }
  expect(answer.status).toBe(303);
  expect(Date.now() - begun).toBeLessThan((BOUND_SECONDS + 1) * 1000);
});
