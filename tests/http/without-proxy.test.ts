import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeAdmin, readDatabase } from '../harness/database.ts';
import { GOOD_PASSWORD, register, request, Visitor, visitor } from '../harness/http.ts';
import { answersOnTheWay, DISGUISES, expectNothingOf } from '../harness/private.ts';
import { builtCopyWithout, type ProjectCopy } from '../harness/project-copy.ts';
import { GUARDED_ADDRESSES } from '../harness/routes.ts';
import { randomSecret, type Server, startServer } from '../harness/server.ts';

/**
 * The app built without its proxy file, over the data of one that has it: the pages must guard themselves. Cookies
 * ignore ports, so what was logged in at the whole app is logged in here.
 */
const BUILD_LIMIT_MS = 240_000;

let whole: Server;
let bare: Server;
let copy: ProjectCopy;
let adminName: string;
let student: Visitor;
let studentName: string;
const privateTexts: string[] = ['Private Wren'];

async function sameBrowser(client: Visitor, server: Server): Promise<Visitor> {
  const same = new Visitor(server);
  for (const cookie of await client.cookies()) await same.jar.setCookie(cookie, server.origin);
  return same;
}

beforeAll(async () => {
  copy = await builtCopyWithout(['proxy.ts']);
  const secrets = { SESSION_SECRETS: `1:${randomSecret()}`, PASSWORD_PEPPER: randomSecret() };
  whole = await startServer({ env: secrets });
  const [admin, other] = [visitor(whole), visitor(whole)];
  adminName = (await register(admin)).username;
  makeAdmin(whole, adminName);
  await admin.post('/profile', { change: 'display-name', displayName: 'Private Wren' });
  studentName = (await register(other)).username;
  privateTexts.push(adminName, studentName);
  bare = await startServer({ env: { ...secrets, DATABASE_URL: `file:${whole.databaseFile}` }, folder: copy.folder });
  student = await sameBrowser(other, bare);
}, BUILD_LIMIT_MS);
afterAll(async () => {
  await bare?.stop();
  await whole?.stop();
  copy?.[Symbol.dispose]();
});

test('S54 the copy has no proxy, and its pages know who is logged in', async () => {
  const manifest = readFileSync(join(copy.folder, '.next/server/functions-config-manifest.json'), 'utf8');
  expect(manifest).not.toContain('middleware');
  const page = await student.get('/profile');
  expect(page.status).toBe(200);
  expect(page.body).toContain(studentName);
  // Proof that nothing stands in front: the policy of a page is the proxy's work.
  expect(page.headers.get('content-security-policy')).toBeNull();
});

test('S54 without a proxy no page that needs login shows anything without it', async () => {
  for (const path of GUARDED_ADDRESSES) {
    const plain = await request(bare, { path });
    expect([plain.status, plain.headers.get('location')]).toEqual([307, `/login?next=${encodeURIComponent(path)}`]);
    for (const headers of DISGUISES) {
      const answers = await answersOnTheWay(bare, path, headers);
      expectNothingOf(privateTexts, answers, `${path} with ${JSON.stringify(headers)}`);
    }
  }
});

test('S54 without a proxy a student sees nothing of the users', async () => {
  const Cookie = await student.jar.getCookieString(bare.origin);
  expect((await student.get('/admin/users')).status).toBe(403);
  for (const path of ['/admin/users', `/admin/users?q=${adminName.slice(0, 8)}`, `/admin/users?user=${adminName}`]) {
    for (const headers of DISGUISES) {
      const answers = await answersOnTheWay(bare, path, { ...headers, Cookie });
      expectNothingOf(['Private Wren'], answers, `${path} with ${JSON.stringify(headers)}`);
    }
  }
});

test('S54 without a proxy no form does anything, nor does a call of a Server Action', async () => {
  const before = readDatabase(whole);
  const calls: Record<string, string>[] = [{}, { 'Next-Action': `40${'ab'.repeat(20)}` }];
  const fields = { change: 'delete', end: 'all', user: adminName, theme: 'dark', password: GOOD_PASSWORD };
  for (const path of ['/', '/preferences', '/login', '/register', '/logout', ...GUARDED_ADDRESSES]) {
    for (const headers of calls) {
      for (const client of [student, visitor(bare)]) {
        const answer = await client.post(path, { ...fields, username: 'somebody' }, { headers });
        expect(answer.setCookies, path).toEqual([]);
      }
    }
  }
  expect(readDatabase(whole)).toEqual(before);
});
