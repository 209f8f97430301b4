import { expect, test } from 'vitest';
import { makeAdmin } from '../harness/database.ts';
import { type Answer, logIn, register, request, visitor } from '../harness/http.ts';
import { openedBy, useSecret } from '../harness/seals.ts';
import { randomSecret, startServer } from '../harness/server.ts';
import { DEVICE_COOKIE, SESSION_COOKIE, sessionValue } from '../harness/session-cookie.ts';

test('S7 neither cookie value nor token is in a page, an RSC payload, a redirect or the log', async () => {
  const secret = randomSecret();
  useSecret(secret);
  await using server = await startServer({ env: { SESSION_SECRETS: `1:${secret}` } });
  const client = visitor(server);
  const { username } = await register(client);
  makeAdmin(server, username);
  const values = [await sessionValue(client), String(await client.cookie(DEVICE_COOKIE))];
  const { token } = await openedBy('session', values[0] as string);
  expect(token).toMatch(/^[\w-]{43}$/);
  const secrets = [...values, ...values.flatMap((value) => value.split('*').filter((part) => part.length > 30)), token];

  const answers: Answer[] = [];
  for (const path of ['/', '/profile', '/sessions', '/preferences', '/admin/users', '/login', '/nowhere', '/logout']) {
    answers.push(await client.get(path), await client.get(`${path}?_rsc`, { headers: { RSC: '1' } }));
  }
  answers.push(
    await client.post('/profile', { change: 'nothing' }),
    await client.post('/sessions', { end: 'all', password: 'wrong' }),
    await client.post('/preferences', { theme: 'plaid' }),
    // What a cookie that is refused says of itself.
    await request(server, { path: '/profile', headers: { Cookie: `${SESSION_COOKIE}=${values[0]}x` } }),
    await request(server, { path: '/', headers: { Cookie: `${SESSION_COOKIE}=${values[0]}*x` } }),
    await logIn(client, username, 'wrong'),
    await client.post('/logout'),
  );
  expect(answers.filter(({ body }) => body.includes(username)).length).toBeGreaterThan(3);
  const answered = answers.map((answer) => {
    const headers = answer.rawHeaders.filter(([name]) => name.toLowerCase() !== 'set-cookie');
    return `${headers.join('\n')}\n${answer.body}`;
  });
  for (const text of [...answered, server.log()]) {
    for (const one of secrets) expect(text.includes(one as string)).toBe(false);
  }
  expect(server.log()).toContain('"event":"logout"');
});
