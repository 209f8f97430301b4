import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chapters } from '../harness/chapters.ts';
import { query } from '../harness/database.ts';
import { GOOD_PASSWORD, register, type Visitor, visitor } from '../harness/http.ts';
import { type Server, startServer } from '../harness/server.ts';

/** What readers write down: without an account, with one, from one to the other; and whatever else somebody sends. */

const CHAPTER = '/learn/05-signed';
const API = '/api/learn/05-signed';
const chapter = chapters.find(({ slug }) => slug === '05-signed');

let server: Server;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());

const rows = () => query(server, 'SELECT key, userId, data FROM Notebook');
const words = (html: string) =>
  html
    .replace(/<script[\s\S]*?<\/script>/g, '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ');

async function predict(reader: Visitor, answer = 'd'): Promise<void> {
  const sent = await reader.post(CHAPTER, { do: 'predict', answer });
  expect(sent.status).toBe(303);
  expect(sent.headers.get('location')).toContain(`${CHAPTER}#do`);
}

async function keep(reader: Visitor, sentence: string): Promise<void> {
  expect((await reader.post(CHAPTER, { do: 'keep', sentence, idea0: 'on' })).status).toBe(303);
}

async function report(reader: Visitor): Promise<string> {
  const { status, body } = await reader.get('/learn/report/markdown');
  expect(status).toBe(200);
  return body;
}

describe('a reader without an account', () => {
  test('gets a sealed cookie with the first thing written, and none for reading', async () => {
    const reader = visitor(server);
    const read = await reader.get(CHAPTER);
    expect(read.status).toBe(200);
    expect(read.setCookies.filter((line) => line.includes('notebook'))).toEqual([]);
    const sent = await reader.post(CHAPTER, { do: 'predict', answer: 'a' });
    expect(sent.setCookies).toEqual([
      expect.stringMatching(
        /^__Host-Http-notebook=Fe26\.2.*; Max-Age=15552000; Path=\/; HttpOnly; Secure; SameSite=Lax$/i,
      ),
    ]);
  });

  test('has a bench only once the answer is written down, and the answer stays what it was', async () => {
    const reader = visitor(server);
    expect((await reader.get(CHAPTER)).body).not.toContain('<iframe');
    await predict(reader, 'c');
    const { body } = await reader.get(CHAPTER);
    expect(body).toContain('<iframe');
    expect(body).toContain(chapter?.answers.c.says);
    await predict(reader, 'b');
    expect(await report(reader)).toContain('**My prediction.** c: ');
  });

  test('is told nothing of what happened before it has happened', async () => {
    const reader = visitor(server);
    await predict(reader);
    expect(words((await reader.get(CHAPTER)).body)).not.toContain(chapter?.answers.d.because.slice(0, 40));
  });

  test('takes another step with each request that the page waits for, and reads it in the report', async () => {
    const reader = visitor(server);
    await predict(reader);
    const bench = benchOf((await reader.get(CHAPTER)).body);
    await logInAt(bench);
    const { body } = await reader.get(CHAPTER);
    expect(words(body)).toMatch(/Done: Log in as ada/);
    expect(await report(reader)).toMatch(/Exchange \d+: POST \/login, without Cookie, answered 303/);
    const pressed = await reader.post(CHAPTER, { do: 'press', step: '1' });
    expect(pressed.status).toBe(303);
    expect(await report(reader)).toContain('The part before the first dot says:');
  });

  test('puts the experiment back to its start and keeps the answer; or forgets the chapter', async () => {
    const reader = visitor(server);
    await predict(reader);
    await logInAt(benchOf((await reader.get(CHAPTER)).body));
    expect((await reader.post(CHAPTER, { do: 'start-over' })).headers.get('location')).toMatch(/\?started=\d+#do$/);
    const { body } = await reader.get(CHAPTER);
    expect(words(body)).not.toContain('Done: ');
    expect(body).toContain('(your answer)');
    expect((await reader.post(CHAPTER, { do: 'reset' })).status).toBe(303);
    expect((await reader.get(CHAPTER)).body).not.toContain('<iframe');
    expect(await report(reader)).not.toContain('My prediction');
  });

  test('loses nothing in two tabs at once', async () => {
    const reader = visitor(server);
    await predict(reader);
    await Promise.all([
      reader.post(CHAPTER, { do: 'keep', sentence: 'Kept in one tab.' }),
      reader.post(CHAPTER, { do: 'answer' }),
      reader.post('/learn/01-http-forgets', { do: 'predict', answer: 'c' }),
    ]);
    const text = await report(reader);
    expect(text).toContain('Kept in one tab');
    expect(text).toContain('HTTP forgets');
    expect((await reader.get(CHAPTER)).body).toContain('(your answer)');
  });

  test('is not found by a cookie that was changed, made up or doubled', async () => {
    const reader = visitor(server);
    await predict(reader);
    const cookie = (await reader.cookie('__Host-Http-notebook')) ?? '';
    const middle = cookie.length >> 1;
    const changed = `${cookie.slice(0, middle)}${cookie[middle] === 'A' ? 'B' : 'A'}${cookie.slice(middle + 1)}`;
    for (const header of [changed, 'Fe26.2*1*a*b*c**d*e~2', 'x', `${cookie}; __Host-Http-notebook=${cookie}`]) {
      const answer = await visitor(server).get(CHAPTER, { headers: { Cookie: `__Host-Http-notebook=${header}` } });
      expect(answer.status).toBe(200);
      expect(answer.body).not.toContain('(your answer)');
    }
    const right = await visitor(server).get(CHAPTER, { headers: { Cookie: `__Host-Http-notebook=${cookie}` } });
    expect(right.body).toContain('(your answer)');
  });

  test('keeps the token itself out of the database', async () => {
    const reader = visitor(server);
    await predict(reader);
    const cookie = (await reader.cookie('__Host-Http-notebook')) ?? '';
    for (const { key, userId } of rows() as { key: string; userId: string | null }[]) {
      if (userId === null) expect(key).toMatch(/^token [0-9a-f]{64}$/);
      expect(cookie).not.toContain(key.replace('token ', ''));
    }
  });
});

describe('a notebook of nobody’s', () => {
  test('lasts from when it was last written into', async () => {
    const reader = visitor(server);
    await predict(reader);
    const again = await reader.post(CHAPTER, { do: 'keep', sentence: 'All mine', idea0: 'on' });
    expect(again.setCookies).toEqual([expect.stringMatching(/^__Host-Http-notebook=.*; Max-Age=15552000;/)]);
    expect(await report(reader)).toContain('All mine');
  });

  test('is begun so many times from one address, and no more', async () => {
    await using small = await startServer({ env: { BENCHES_PER_ADDRESS: '2' } });
    const sentence = { do: 'keep', sentence: 'Mine.' };
    for (const status of [303, 303, 429]) {
      const answer = await visitor(small).post(CHAPTER, sentence);
      expect(answer.status).toBe(status);
      if (status === 429) expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    }
    expect(query(small, 'SELECT key FROM Notebook')).toHaveLength(2);
  });
});

describe('a reader with an account', () => {
  test('takes along what was written before, at registration', async () => {
    const reader = visitor(server);
    await predict(reader);
    await keep(reader, 'Before I had an account.');
    await register(reader);
    expect(await reader.cookie('__Host-Http-notebook')).toBeUndefined();
    expect(await report(reader)).toContain('Before I had an account');
  });

  test('and at login, where both have something: the further one counts, and no sentence is lost', async () => {
    const reader = visitor(server);
    const { username } = await register(reader);
    await predict(reader, 'a');
    await logInAt(benchOf((await reader.get(CHAPTER)).body));
    await reader.get(CHAPTER);
    await keep(reader, 'In the account.');
    const other = visitor(server);
    await predict(other, 'd');
    await keep(other, 'In another browser.');
    await other.post('/login', { username, password: GOOD_PASSWORD });
    for (const client of [reader, other]) {
      const text = await report(client);
      expect(text).toContain('**My prediction.** a: ');
      expect(text).toContain('In the account');
      expect(text).toContain('In another browser');
      expect(text).toContain('POST /login');
    }
  });

  test('leaves nothing in the browser after logging out, and finds it again', async () => {
    const reader = visitor(server);
    const { username } = await register(reader);
    await predict(reader);
    await reader.post('/logout');
    expect((await reader.get(CHAPTER)).body).not.toContain('(your answer)');
    await reader.post('/login', { username, password: GOOD_PASSWORD });
    expect((await reader.get(CHAPTER)).body).toContain('(your answer)');
  });

  test('has it deleted with the account', async () => {
    const reader = visitor(server);
    await register(reader);
    await keep(reader, 'Gone with the account.');
    expect(JSON.stringify(rows())).toContain('Gone with the account.');
    await reader.post('/profile', { change: 'delete', password: GOOD_PASSWORD });
    expect(JSON.stringify(rows())).not.toContain('Gone with the account.');
  });
});

describe('bad input', () => {
  const BAD: [string, Record<string, string>, number][] = [
    ['nothing', {}, 400],
    ['what there is not', { do: 'fly' }, 400],
    ['a name from Object', { do: 'constructor' }, 400],
    ['a fifth answer', { do: 'predict', answer: 'e' }, 400],
    ['no answer', { do: 'predict' }, 400],
    ['an empty sentence', { do: 'keep', sentence: '  ' }, 400],
    ['a sentence without end', { do: 'keep', sentence: 'a'.repeat(1001) }, 400],
    ['a button before there is a bench', { do: 'press', step: '0' }, 409],
    ['a hint before there is a bench', { do: 'hint', step: '0' }, 409],
    ['back to the start of nothing', { do: 'start-over' }, 409],
  ];

  test.each(BAD)('%s, by form and by call', async (_, fields, status) => {
    const form = await visitor(server).post(CHAPTER, fields);
    expect(form.status).toBe(status);
    const call = await visitor(server).post(API, {}, json(fields));
    expect(call.status).toBe(status);
    expect((call.json() as { error: string }).error).toMatch(/^[A-Z].*\.$/);
  });

  test.each([
    ['a list', '[]'],
    ['no JSON', '{'],
    ['a number', '{"do":7}'],
    ['a long field', JSON.stringify({ do: 'keep', sentence: 'a'.repeat(5000) })],
  ])('a call whose body is %s', async (_, body) => {
    const answer = await visitor(server).post(API, {}, { headers: { 'Content-Type': 'application/json' }, body });
    expect(answer.status).toBe(400);
    expect((answer.json() as { error: string }).error).toMatch(/\.$/);
  });

  test('a chapter that there is not', async () => {
    for (const path of ['/learn/17-nothing', '/learn/99-x', '/learn/constructor']) {
      expect((await visitor(server).get(path)).status).toBe(404);
    }
    expect((await visitor(server).post('/learn/17-nothing', { do: 'predict', answer: 'a' })).status).toBe(404);
    expect((await visitor(server).get('/api/learn/17-nothing')).status).toBe(404);
  });

  test('a call from another site’s page', async () => {
    const { headers, body } = json({ do: 'predict', answer: 'a' });
    const answer = await visitor(server).post(
      API,
      {},
      { headers: { ...headers, Origin: 'http://mallory.localhost' }, body },
    );
    expect(answer.status).toBe(403);
  });

  test('a hint comes after a try', async () => {
    const reader = visitor(server);
    await predict(reader);
    await logInAt(benchOf((await reader.get(CHAPTER)).body));
    await reader.post(CHAPTER, { do: 'press', step: '1' });
    expect((await reader.post(CHAPTER, { do: 'hint', step: '2' })).status).toBe(303);
    const soon = await reader.post(CHAPTER, { do: 'hint', step: '2' });
    expect(soon.status).toBe(409);
    expect(words(soon.body)).toContain('Try something first');
    await logInAt(benchOf((await reader.get(CHAPTER)).body));
    expect((await reader.post(CHAPTER, { do: 'hint', step: '2' })).status).toBe(303);
  });
});

const json = (fields: object) => ({ headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(fields) });

/** `k7f2` of the frame's address. */
function benchOf(html: string): string {
  return /src="http:\/\/([a-z0-9]+)\.shop\./.exec(html)?.[1] ?? '';
}

/** Somebody's browser logs in as ada in the shop of a bench. */
async function logInAt(bench: string): Promise<void> {
  const host = `${bench}.shop.session.localhost:${server.port}`;
  const { body } = await visitor(server).get('/login', { host });
  const password = /name="username" value="ada"\/?>\s*<input type="hidden" name="password" value="(\w+)"/.exec(
    body,
  )?.[1];
  const answer = await visitor(server).post('/login', { username: 'ada', password: password ?? '' }, { host });
  expect(answer.status).toBe(303);
}
