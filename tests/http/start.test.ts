import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseEnv } from 'node:util';
import { describe, expect, test } from 'vitest';
import { request, sendBytes } from '../harness/http.ts';
import { freePort, launch, randomSecret, startServer } from '../harness/server.ts';

async function isOpen(port: number): Promise<boolean> {
  return sendBytes({ port }, '').then(
    () => true,
    () => false,
  );
}

const WEAK: [string, string | undefined][] = [
  ['missing', undefined],
  ['short', 'b7f30c1e99a4d2'],
  ['whitespace', ' '.repeat(64)],
  ['placeholder', 'complex_password_at_least_32_characters_long'],
  ['low-entropy', 'ab'.repeat(40)],
];

describe('a start that is refused', () => {
  for (const name of ['SESSION_SECRETS', 'PASSWORD_PEPPER']) {
    for (const [what, secret] of WEAK) {
      test(`S16 a ${what} secret in ${name} stops the start before the port opens`, async () => {
        const port = await freePort();
        const good = { SESSION_SECRETS: `1:${randomSecret()}`, PASSWORD_PEPPER: randomSecret() };
        const value = secret && name === 'SESSION_SECRETS' ? `1:${secret}` : (secret ?? '');
        const begun = Date.now();
        const launched = launch({ ...good, PORT: String(port), [name]: value });
        let ended = false;
        void launched.exited.then(() => {
          ended = true;
        });
        while (!ended) {
          expect(await isOpen(port)).toBe(false);
          await sleep(20);
        }
        expect(Date.now() - begun).toBeLessThan(5000);
        expect((await launched.exited).code).toBe(1);
        expect(launched.log()).toContain('Session Lab cannot start:');
        expect(launched.log()).toContain(name);
        if (secret) expect(launched.log()).not.toContain(secret);
      });
    }
  }
});

describe('a server that runs', () => {
  test('prints the address to open', async () => {
    await using server = await startServer();
    expect(server.log()).toContain(`Open ${server.origin}`);
  });

  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    test(`${signal} ends it with 0 and frees the port`, async () => {
      await using server = await startServer();
      expect(await isOpen(server.port)).toBe(true);
      expect(await server.kill(signal)).toEqual({ code: 0, signal: null });
      expect(await isOpen(server.port)).toBe(false);
    });
  }

  test('a port that is taken ends the second start with a failure', async () => {
    await using server = await startServer();
    const secrets = { SESSION_SECRETS: `1:${randomSecret()}`, PASSWORD_PEPPER: randomSecret() };
    const second = launch({ ...secrets, PORT: String(server.port) });
    expect((await second.exited).code).toBe(1);
    expect(second.log()).toContain('EADDRINUSE');
  });

  test('S17 files of the project are not served', async () => {
    await using server = await startServer();
    for (const path of ['/.env', '/.git/HEAD', '/package.json', '/.next/BUILD_ID', '/../.env', '/%2e%2e/.env']) {
      expect((await request(server, { path })).status, path).toBe(404);
    }
  });
});

/** The files of a folder and the folders in it. */
const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));

test('S17 no secret of the build or of the run is in what was built', async () => {
  const secrets = [randomSecret(), randomSecret()];
  await using server = await startServer({
    env: { SESSION_SECRETS: `1:${secrets[0]}`, PASSWORD_PEPPER: secrets[1] as string },
  });
  await request(server);
  secrets.push(...secretsOfBuild());
  const files = filesIn('.next');
  expect(files.length).toBeGreaterThan(10);
  for (const file of files) {
    const bytes = readFileSync(file);
    for (const secret of secrets) expect(bytes.includes(secret), file).toBe(false);
  }
});

/** A build reads the developer's .env when there is one. */
function secretsOfBuild(): string[] {
  try {
    const { SESSION_SECRETS = '', PASSWORD_PEPPER = '' } = parseEnv(readFileSync('.env', 'utf8'));
    return [...SESSION_SECRETS.split(',').map((part) => part.replace(/^\d+:/, '')), PASSWORD_PEPPER].filter(Boolean);
  } catch {
    return [];
  }
}
