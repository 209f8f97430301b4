import { afterAll, beforeAll, expect, test } from 'vitest';
import { GOOD_PASSWORD, logIn, register, uniqueUsername, visitor } from '../harness/http.ts';
import { type Server, startServer } from '../harness/server.ts';

let server: Server;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());

const signUp = (username: string, password: string) =>
  visitor(server).post('/register', { username, password, next: '' });

async function logsIn(username: string, password: string): Promise<boolean> {
  const { status } = await logIn(visitor(server), username, password);
  expect([303, 401]).toContain(status);
  return status === 303;
}

const LAST_CHARACTER: [what: string, password: string, wrong: string][] = [
  ['64 emoji', `${'🦉🌲🛶🧭'.repeat(15)}🦉🌲🛶🎻`, `${'🦉🌲🛶🧭'.repeat(15)}🦉🌲🛶🪕`],
  ['73 ASCII letters', `${'a'.repeat(72)}X`, `${'a'.repeat(72)}Y`],
  ['64 Devanagari letters', `${'कखगघचछजझ'.repeat(8).slice(0, 63)}ट`, `${'कखगघचछजझ'.repeat(8).slice(0, 63)}ठ`],
  [
    '256 characters',
    `${'many lamps over a harbour '.repeat(10).slice(0, 255)}X`,
    `${'many lamps over a harbour '.repeat(10).slice(0, 255)}Y`,
  ],
];

for (const [what, password, wrong] of LAST_CHARACTER) {
  test(`S38 the last of ${what} counts`, async () => {
    const { username } = await register(visitor(server), uniqueUsername(), password);
    expect(await logsIn(username, wrong)).toBe(false);
    expect(await logsIn(username, [...password].slice(0, -1).join(''))).toBe(false);
    expect(await logsIn(username, password)).toBe(true);
  });
}

test('S39 a password of more than 256 characters is refused with a sentence', async () => {
  const answer = await signUp(uniqueUsername(), `${GOOD_PASSWORD} `.repeat(9));
  expect(answer.status).toBe(400);
  expect(answer.body).toContain('A password has at most 256 characters.');
  expect(answer.setCookies).toEqual([]);
});

test('S39 a password of a megabyte is refused within 50 ms', async () => {
  for (const path of ['/login', '/register']) {
    const times: number[] = [];
    for (let round = 0; round < 5; round++) {
      const begun = performance.now();
      const answer = await visitor(server).post(path, { username: uniqueUsername(), password: 'x'.repeat(1 << 20) });
      times.push(performance.now() - begun);
      expect(answer.status).toBe(413);
    }
    // The quickest: what else runs on this machine is not the server's doing.
    expect(Math.min(...times)).toBeLessThan(50);
  }
});

test('S39 a password as long as a body may be is refused without being hashed or normalised', async () => {
  const password = `a${'\u0301\u0323'.repeat(5000)}`;
  for (const path of ['/login', '/register']) {
    const answer = await visitor(server).post(path, { username: uniqueUsername(), password, next: '' });
    expect(answer.status).toBe(400);
    expect(answer.body).toContain('A password has at most 256 characters.');
  }
});

const NAME = 'wanda2wonder';
const REFUSED = [
  'password',
  'passwordpassword',
  'qwertyqwerty',
  'sessionlab2026',
  'session-lab',
  '12345678',
  '1111111111',
  'abababababab',
  NAME,
  `${NAME}99`,
  `!!${NAME.toUpperCase()}!!`,
];

for (const password of REFUSED) {
  test(`S41 ${password} is refused as a password`, async () => {
    const answer = await signUp(NAME, password);
    expect(answer.status).toBe(400);
    expect(answer.setCookies).toEqual([]);
  });
}

test('S41 a common password or one of the own name is refused at a change', async () => {
  const client = visitor(server);
  const { username } = await register(client);
  for (const newPassword of ['passwordpassword', `${username}1`, 'seven']) {
    const change = { change: 'password', password: GOOD_PASSWORD, newPassword };
    expect((await client.post('/profile', change)).status, newPassword).toBe(400);
  }
  expect(await logsIn(username, GOOD_PASSWORD)).toBe(true);
});

const ACCEPTED = [
  'wlfkqnzv',
  '83920174655',
  'GJQXWVKZ',
  'ten green bottles on a wall',
  '\t tabs and spaces ',
  '猫と犬と鳥と魚と馬',
];

test('S41 no kind of character is demanded', async () => {
  for (const password of ACCEPTED) {
    const { username } = await register(visitor(server), uniqueUsername(), password);
    expect(await logsIn(username, password), password).toBe(true);
  }
});

test('S41 a password has at least PASSWORD_MIN_LENGTH characters, emoji counted as one', async () => {
  expect((await signUp(uniqueUsername(), 'wlfkqnz')).status).toBe(400);
  expect((await signUp(uniqueUsername(), '🦉🌲🛶🧭')).status).toBe(400);
  await using strict = await startServer({ env: { PASSWORD_MIN_LENGTH: '15' } });
  const post = (password: string) => visitor(strict).post('/register', { username: uniqueUsername(), password });
  const answer = await post('wlfkqnzv-pdrty');
  expect(answer.status).toBe(400);
  expect(answer.body).toContain('15 characters');
  expect((await post('wlfkqnzv-pdrtyu')).status).toBe(303);
});

test('S41 password managers are helped and pasting is not prevented', async () => {
  const fieldOf = async (path: string) =>
    /<input[^>]*name="password"[^>]*>/.exec((await visitor(server).get(path)).body)?.[0] ?? '';
  for (const [path, kind] of [
    ['/login', 'current-password'],
    ['/register', 'new-password'],
  ] as const) {
    const field = await fieldOf(path);
    expect(field).toContain('type="password"');
    expect(field.toLowerCase()).toContain(`autocomplete="${kind}"`);
    expect(field).not.toMatch(/maxlength|pattern|onpaste|readonly/i);
  }
});

const COMPOSED = 'crème brûlée à la façade';
for (const [first, then] of [
  ['NFC', 'NFD'],
  ['NFD', 'NFC'],
] as const) {
  test(`S42 a password typed as ${first} opens when it is typed as ${then}`, async () => {
    const { username } = await register(visitor(server), uniqueUsername(), COMPOSED.normalize(first));
    expect(COMPOSED.normalize(first)).not.toBe(COMPOSED.normalize(then));
    expect(await logsIn(username, COMPOSED.normalize(then))).toBe(true);
    expect(await logsIn(username, COMPOSED.normalize('NFD').replace(/\p{M}/gu, ''))).toBe(false);
  });
}
