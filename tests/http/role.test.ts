import { execFile } from 'node:child_process';
import { expect, test } from 'vitest';
import { register, visitor } from '../harness/http.ts';
import { startServer } from '../harness/server.ts';

/** Runs the script over a database file. */
function role(databaseFile: string, ...parameters: string[]): Promise<{ code: number; said: string }> {
  return new Promise((resolve) => {
    const env = { ...process.env, DATABASE_URL: `file:${databaseFile}` };
    const child = execFile(process.execPath, ['scripts/role.ts', ...parameters], { env }, (_, output, errors) =>
      resolve({ code: child.exitCode ?? -1, said: (output + errors).trim() }),
    );
  });
}

test('a role changed from the machine holds at the very next request', async () => {
  await using server = await startServer();
  const noor = visitor(server);
  const { username } = await register(noor);
  expect((await noor.get('/admin/users')).status).toBe(403);

  expect(await role(server.databaseFile, username.toUpperCase(), 'admin')).toEqual({
    code: 0,
    said: `${username} had the role student and now has the role admin.`,
  });
  expect((await noor.get('/admin/users')).status).toBe(200);
  expect((await role(server.databaseFile, username, 'admin')).said).toBe(`${username} already has the role admin.`);

  expect((await role(server.databaseFile, username, 'student')).code).toBe(0);
  expect((await noor.get('/admin/users')).status).toBe(403);
});

test('a user, a role or a database that does not exist is refused with a sentence', async () => {
  await using server = await startServer();
  const { username } = await register(visitor(server));
  expect(await role(server.databaseFile, 'nobody', 'admin')).toEqual({
    code: 1,
    said: 'There is no user named "nobody".',
  });
  expect(await role(server.databaseFile, username, 'teacher')).toEqual({
    code: 1,
    said: 'There is no role "teacher", only student and admin.',
  });
  expect(await role(server.databaseFile, username)).toEqual({
    code: 1,
    said: 'Say whose role, and which: NAME admin|student',
  });
  expect(await role(`${server.databaseFile}.missing`, username, 'admin')).toEqual({
    code: 1,
    said: 'There is no database yet: start Session Lab once, and register.',
  });
});
