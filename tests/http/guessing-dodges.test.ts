import { afterAll, beforeAll, expect, test } from 'vitest';
import { GOOD_PASSWORD, logIn, register, type VisitOptions, visitor } from '../harness/http.ts';
import { type Server, startServer } from '../harness/server.ts';
import { retryAfter, setAddressFailures, slowDown, tryLogin } from '../harness/throttle.ts';

let server: Server;
/** Slowed down for the next minute. */
let victim: string;
beforeAll(async () => {
  server = await startServer();
  victim = (await register(visitor(server))).username;
  await slowDown(server, victim);
});
afterAll(() => server.stop());

const FULLWIDTH_OFFSET = 0xfee0;
const fullwidth = (text: string) =>
  text.replace(/[!-~]/g, (character) => String.fromCharCode(character.charCodeAt(0) + FULLWIDTH_OFFSET));

const DODGES: [what: string, options: (index: number) => VisitOptions][] = [
  ['X-Forwarded-For', (index) => ({ headers: { 'X-Forwarded-For': `198.51.100.${index}` } })],
  ['Forwarded', (index) => ({ headers: { Forwarded: `for=198.51.100.${index}` } })],
  ['X-Real-IP', (index) => ({ headers: { 'X-Real-IP': `198.51.100.${index}` } })],
  ['User-Agent', (index) => ({ headers: { 'User-Agent': `Browser/${index}` } })],
  ['another address', (index) => ({ localAddress: `127.0.2.${index + 1}` })],
  ['a made-up device cookie', (index) => ({ headers: { Cookie: `__Host-Http-device=Fe26.2*1*${index}*a*b**c*d~2` } })],
];

for (const [what, options] of DODGES) {
  test(`S35 ${what} does not get round the wait`, async () => {
    for (let index = 0; index < 5; index++) {
      expect((await tryLogin(server, victim, GOOD_PASSWORD, options(index))).status).toBe(429);
    }
  });
}

test('S35 another spelling of the name does not get round the wait', async () => {
  const spellings = [
    victim.toUpperCase(),
    fullwidth(victim),
    fullwidth(victim.toUpperCase()),
    ` ${victim} `,
    `\u3000${victim}`,
    victim.replace('s', '\u017f'),
  ];
  for (const spelling of spellings) {
    expect((await tryLogin(server, spelling, GOOD_PASSWORD)).status, JSON.stringify(spelling)).toBe(429);
  }
  for (const invisible of ['\u200b', '\u00ad', '\u202e', '\u0301', '\u{e0061}']) {
    const answer = await tryLogin(server, victim + invisible, GOOD_PASSWORD);
    expect(answer.status, JSON.stringify(invisible)).toBeGreaterThanOrEqual(400);
    expect(answer.setCookies).toEqual([]);
  }
});

test('S35 a login to another account does not end the wait, nor does a registration', async () => {
  const attacker = visitor(server);
  const { username: own } = await register(attacker);
  expect((await logIn(attacker, own)).status).toBe(303);
  expect((await attacker.post('/login', { username: victim, password: GOOD_PASSWORD, next: '' })).status).toBe(429);
  expect((await tryLogin(server, victim, GOOD_PASSWORD)).status).toBe(429);
});

test('S35 the count of an address is not dodged by a header nor emptied by a login', async () => {
  const { username } = await register(visitor(server));
  const localAddress = '127.0.3.1';
  setAddressFailures(server, localAddress, 299);
  expect((await tryLogin(server, username, GOOD_PASSWORD, { localAddress })).status).toBe(303);
  expect((await tryLogin(server, 'nobody-there', 'wrong', { localAddress })).status).toBe(401);
  for (let index = 0; index < 5; index++) {
    const headers = { 'X-Forwarded-For': `198.51.100.${index}`, 'X-Real-IP': `198.51.100.${index}` };
    expect((await tryLogin(server, `nobody-${index}`, 'wrong', { localAddress, headers })).status).toBe(429);
  }
});

test('S35 the counters survive a restart', async () => {
  await server.restart();
  const after = await tryLogin(server, victim, GOOD_PASSWORD);
  expect(after.status).toBe(429);
  expect(retryAfter(after)).toBeGreaterThan(8);
});
