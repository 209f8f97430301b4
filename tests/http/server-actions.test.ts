import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readDatabase } from '../harness/database.ts';
import { register, type Visitor, visitor } from '../harness/http.ts';
import { GUARDED_ADDRESSES } from '../harness/routes.ts';
import { type Server, startServer } from '../harness/server.ts';

let server: Server;
let client: Visitor;
beforeAll(async () => {
  server = await startServer();
  client = visitor(server);
  await register(client);
});
afterAll(() => server.stop());

test('S55 the build holds no Server Action: forms are plain and go to one function of their page', () => {
  const manifest = JSON.parse(readFileSync('.next/server/server-reference-manifest.json', 'utf8'));
  expect(manifest).toMatchObject({ node: {}, edge: {} });
  expect([...Object.keys(manifest.node), ...Object.keys(manifest.edge)]).toEqual([]);
  const sources = ['app', 'lib'].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.tsx?$/.test(name) && !name.startsWith('generated'))
      .map((name) => join(folder, name)),
  );
  expect(sources.length).toBeGreaterThan(50);
  for (const path of sources) expect(readFileSync(path, 'utf8'), path).not.toMatch(/['"]use server['"]/);
});

const ID = `40${'ab'.repeat(20)}`;
const CALLS: [what: string, headers: Record<string, string>, body: string][] = [
  [
    'a call from a script',
    { 'Next-Action': ID, 'Content-Type': 'text/plain;charset=UTF-8', Accept: 'text/x-component' },
    '[]',
  ],
  [
    'bound arguments',
    { 'Next-Action': ID, 'Content-Type': 'text/plain;charset=UTF-8' },
    '["$ACTION_ID","admin",{"role":"admin"}]',
  ],
  [
    'a form without script',
    { 'Content-Type': 'multipart/form-data; boundary=x' },
    `--x\r\nContent-Disposition: form-data; name="$ACTION_ID_${ID}"\r\n\r\n\r\n--x--\r\n`,
  ],
  [
    'forged references',
    { 'Next-Action': ID, 'Content-Type': 'multipart/form-data; boundary=x' },
    '--x\r\nContent-Disposition: form-data; name="0"\r\n\r\n["$1:constructor:constructor"]\r\n--x\r\nContent-Disposition: form-data; name="1"\r\n\r\n{}\r\n--x--\r\n',
  ],
];

for (const [what, headers, body] of CALLS) {
  test(`S55 ${what} does nothing, with a session or without`, async () => {
    const before = readDatabase(server);
    for (const path of ['/', '/style', '/api/health', '/login', '/preferences', ...GUARDED_ADDRESSES]) {
      for (const caller of [client, visitor(server)]) {
        const answer = await caller.post(path, {}, { headers, body });
        expect(answer.status, path).toBe(path.startsWith('/api/') ? 405 : 415);
        expect(answer.setCookies).toEqual([]);
      }
      const foreign = { headers: { ...headers, Origin: 'null', 'Sec-Fetch-Site': 'cross-site' }, body };
      expect((await client.post(path, {}, foreign)).status, path).toBe(403);
    }
    expect(readDatabase(server)).toEqual(before);
  });
}

test('S55 a form that also claims to be an action is refused', async () => {
  const before = readDatabase(server);
  const headers = { 'Next-Action': ID };
  for (const caller of [client, visitor(server)]) {
    for (const path of ['/preferences', '/profile', '/logout']) {
      const fields = { change: 'display-name', displayName: 'Changed', theme: 'dark' };
      const answer = await caller.post(path, fields, { headers });
      expect(answer.status, path).toBe(415);
      expect(answer.setCookies).toEqual([]);
    }
  }
  expect(readDatabase(server)).toEqual(before);
});
