import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeAdmin, query } from '../harness/database.ts';
import { type Answer, register, request, type Visitor, visitor } from '../harness/http.ts';
import { type Server, startServer } from '../harness/server.ts';

/** A date that is none makes whoever shows it throw: nothing in the app expects that. */
function breakDate(username: string): void {
  query(server, `UPDATE "User" SET createdAt = 'no date' WHERE username = ?`, username);
}

let server: Server;
let admin: Visitor;
let broken: Visitor;
let brokenName: string;
beforeAll(async () => {
  server = await startServer();
  admin = visitor(server);
  broken = visitor(server);
  makeAdmin(server, (await register(admin)).username);
  brokenName = (await register(broken)).username;
  breakDate(brokenName);
});
afterAll(() => server.stop());

const MARKERS =
  /RangeError|TypeError|Invalid time|\bat [\w.<>]+ \(|\.ts:\d|\.js:\d+:\d|node_modules|\/work\/|\/tmp\/|SQLITE|SELECT |UPDATE |prisma|libsql|no such table|Next\.js|\b16\.4\.5\b/i;

function expectGeneric({ status, body, headers }: Answer, wanted: number): void {
  expect(status).toBe(wanted);
  expect(MARKERS.exec(body)?.[0]).toBeUndefined();
  expect(headers.get('cache-control')).toContain('no-store');
  expect(headers.get('x-content-type-options')).toBe('nosniff');
}

/** The error's number, as it stands in the page. */
const digestIn = ({ body }: Answer) => /"digest(?:\\?":\\?")(\d+)/.exec(body)?.[1] ?? 'no digest';

test('S65 a page that throws says nothing but a reference, which the log has too', async () => {
  const answer = await broken.get('/profile');
  expectGeneric(answer, 500);
  const line = server
    .log()
    .split('\n')
    .find((text) => text.includes('"unexpected-error"') && text.includes(digestIn(answer)));
  expect(JSON.parse(line ?? '')).toMatchObject({ event: 'unexpected-error', path: '/profile' });
});

test('S65 the same holds between pages, where Next asks for their parts only', async () => {
  const { headers } = await admin.get('/admin/users', { headers: { RSC: '1' } });
  const { pathname, search } = new URL(headers.get('location') ?? '', server.origin);
  const answer = await admin.get(pathname + search, { headers: { RSC: '1' } });
  expect(answer.headers.get('content-type')).toContain('text/x-component');
  expect(MARKERS.exec(answer.body)?.[0]).toBeUndefined();
});

test('S65 a form that throws is answered with 503 and a reference that stands in the log', async () => {
  const client = visitor(server);
  await register(client);
  query(server, 'ALTER TABLE "User" RENAME COLUMN displayName TO hidden');
  try {
    // The name is looked up before anything else; the session is not, since none is presented.
    const answer = await visitor(server).post('/login', { username: brokenName, password: 'whatever it is' });
    expectGeneric(answer, 503);
    const reference = /<code>([0-9a-f-]{36})<\/code>/.exec(answer.body)?.[1] ?? 'no reference';
    const line = server
      .log()
      .split('\n')
      .find((text) => text.includes('"unexpected-error"') && text.includes(reference));
    expect(line).toBeDefined();
  } finally {
    query(server, 'ALTER TABLE "User" RENAME COLUMN hidden TO displayName');
  }
});

test('S65 the API says nothing of what is wrong', async () => {
  query(server, 'ALTER TABLE "User" RENAME TO "Hidden"');
  try {
    const answer = await request(server, { path: '/api/health' });
    expectGeneric(answer, 503);
    expect(answer.json()).toEqual({ status: 'database unavailable' });
  } finally {
    query(server, 'ALTER TABLE "Hidden" RENAME TO "User"');
  }
});

test('S65 the process outlives a hundred of them', async () => {
  const answers = await Promise.all(Array.from({ length: 100 }, () => broken.get('/profile')));
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([500]));
  expect((await request(server, { path: '/api/health' })).status).toBe(200);
  expect((await admin.get('/profile')).status).toBe(200);
});
