import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { register, request, sendBytes, visitor } from '../harness/http.ts';
import { type Server, startServer } from '../harness/server.ts';
import { flipped, isSentToLogin, opens, profileWith, SESSION_COOKIE, sessionValue } from '../harness/session-cookie.ts';

let server: Server;
let value: string;
beforeAll(async () => {
  // With little room the heap is cleared often, and memory that stays in use shows.
  server = await startServer({ env: { NODE_OPTIONS: '--max-old-space-size=110 --max-semi-space-size=4' } });
  const client = visitor(server);
  await register(client);
  value = await sessionValue(client);
});
afterAll(() => server.stop());

const seal = (...fields: string[]) => fields.join('*');
const SALT = 'a'.repeat(64);
const IV = 'A'.repeat(22);
const CODE = 'A'.repeat(43);
const LATER = '99999999999999';

/** What is no seal, nearly one, or meant for somebody else's parser; as bytes one to one (Latin-1). */
const MALFORMED: [string, string][] = [
  ['one letter', 'x'],
  ['a star', '*'],
  ['seven stars', '*'.repeat(7)],
  ['eight fields', seal(...'abcdefgh')],
  ['nine fields', seal(...'abcdefghi')],
  ['a thousand fields', '*'.repeat(1000)],
  ['the prefix alone', 'Fe26.2'],
  ['an old prefix', seal('Fe26.1', '1', SALT, IV, 'AAAA', LATER, SALT, CODE)],
  ['a seal of zeros', seal('Fe26.2', '1', SALT, IV, 'AAAA', LATER, SALT, CODE)],
  ['no key number', seal('Fe26.2', '', SALT, IV, 'AAAA', LATER, SALT, CODE)],
  ['the key __proto__', seal('Fe26.2', '__proto__', SALT, IV, 'AAAA', LATER, SALT, CODE)],
  ['the key constructor', seal('Fe26.2', 'constructor', SALT, IV, 'AAAA', LATER, SALT, CODE)],
  ['the key toString', seal('Fe26.2', 'toString', SALT, IV, 'AAAA', LATER, SALT, CODE)],
  ['the key 1e0', seal('Fe26.2', '1e0', SALT, IV, 'AAAA', LATER, SALT, CODE)],
  ['an IV that is no base64', seal('Fe26.2', '1', SALT, '!!!!', 'AAAA', LATER, SALT, CODE)],
  ['a code that is no base64', seal('Fe26.2', '1', SALT, IV, 'AAAA', LATER, SALT, '!!!!')],
  ['an expiry in words', seal('Fe26.2', '1', SALT, IV, 'AAAA', 'never', SALT, CODE)],
  ['an expiry below zero', seal('Fe26.2', '1', SALT, IV, 'AAAA', '-1', SALT, CODE)],
  ['an expiry beyond all numbers', seal('Fe26.2', '1', SALT, IV, 'AAAA', '9'.repeat(400), SALT, CODE)],
  ['only a version', '~2'],
  ['many versions', '~'.repeat(500)],
  ['a percent sign', '%'],
  ['half an escape', '%E0%A4%A'],
  ['an escaped NUL', '%00'],
  ['an escaped line break', 'a%0d%0aSet-Cookie:%20x=y'],
  ['a quotation mark', '"'],
  ['JSON', '{"token":{"$ne":null}}'],
  ['JSON with __proto__', '{"__proto__":{"role":"admin"}}'],
  ['JSON as Express writes it', 'j:{"token":1}'],
  ['a JSON web token without a signature', 'eyJhbGciOiJub25lIn0.eyJzdWIiOiJhZG1pbiJ9.'],
  ['SQL', "' OR 1=1 --"],
  ['markup', '<script>alert(1)</script>'],
  ['a path', '../../../../etc/passwd'],
  ['UTF-8', Buffer.from('Plätzchen \u{1F36A}').toString('latin1')],
  ['bytes that are no UTF-8', '\xff\xfe\xc0\x80'],
  ['8 KB', 'A'.repeat(8 * 1024)],
  ['an equals sign', '='],
  ['spaces', '   '],
];

for (const [what, text] of MALFORMED) {
  test(`S11 a cookie of ${what} is nobody's`, async () => {
    const cookie = `${SESSION_COOKIE}=${text}`;
    expect(isSentToLogin(await profileWith(server, cookie))).toBe(true);
    const home = await request(server, { headers: { Cookie: cookie } });
    expect(home.status).toBe(200);
    const options = { headers: { Cookie: cookie } };
    expect((await visitor(server).post('/preferences', { theme: 'dark' }, options)).status).toBe(303);
    expect((await visitor(server).post('/logout', {}, options)).status).toBe(303);
  });
}

test('S11 a cookie of 60 KB is refused before anything reads it', async () => {
  const answer = await profileWith(server, `${SESSION_COOKIE}=${'A'.repeat(60 * 1024)}`);
  expect(answer.status).toBe(431);
});

test('S11 control characters in a cookie are refused or ignored, and the server goes on', async () => {
  for (const byte of ['\0', '\x01', '\x7f', '\x0b', '\r', '\x1b']) {
    const head = `GET /profile HTTP/1.1\r\nHost: session.localhost:${server.port}\r\nConnection: close\r\n`;
    const answer = await sendBytes(server, Buffer.from(`${head}Cookie: ${SESSION_COOKIE}=a${byte}b\r\n\r\n`, 'latin1'));
    expect(answer, JSON.stringify(byte)).toMatch(/^HTTP\/1\.1 [34]/);
  }
  expect(await opens(server, value)).toBe(true);
});

/** Memory of the server's process in bytes. */
function residentBytes(): number {
  const [, kilobytes] = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${server.pid()}/status`, 'utf8')) ?? [];
  return Number(kilobytes) * 1024;
}

/** The smallest answer for which the cookie is read: each of these fails only at its authentication code. */
async function sendMany(count: number): Promise<void> {
  for (let sent = 0; sent < count; sent += 20) {
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) => {
        const cookie = `${SESSION_COOKIE}=${flipped(value, 90 + index)}${sent + index}`;
        return request(server, { path: '/icon.svg', headers: { Cookie: cookie } });
      }),
    );
    for (const { status } of answers) expect(status).toBe(200);
  }
}

test.skipIf(process.platform !== 'linux')(
  'S11 bad cookies leave no memory behind',
  async () => {
    // Compiled code and caches first; then what stays of each request would show.
    await sendMany(1000);
    const before = residentBytes();
    await sendMany(1500);
    expect((residentBytes() - before) / 1500, 'bytes a request').toBeLessThan(12 * 1024);
    expect(await opens(server, value)).toBe(true);
  },
  90_000,
);

test('S11 nothing of all this was an unexpected error', () => {
  expect(server.log()).not.toContain('unexpected-error');
});
