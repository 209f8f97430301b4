import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import { type AddressInfo, createServer as createTcpServer } from 'node:net';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { attacks } from '../../lib/attacks/attacks.ts';
import { ScriptedClient } from '../../lib/bench/scripted-client.ts';
import { call, newBench } from '../harness/benches.ts';
import { randomSecret, startServer } from '../harness/server.ts';
import { socketsOf } from '../harness/sockets.ts';

/** Nothing of Mallory's, and no attack, reaches any other address than the hosts of its own bench. */

/** Stands where the server would be, and answers everything with whatever it was told to. */
const asked: IncomingMessage[] = [];
let answer: Record<string, string> = {};
const here = createServer((request, response) => {
  asked.push(request);
  response.writeHead(302, answer).end('<a href="http://elsewhere.example/">elsewhere</a>');
});
/** Stands beside it, and is not to be reached. */
let reached = 0;
const elsewhere = createTcpServer((socket) => {
  reached += 1;
  socket.destroy();
});
const portOf = (server: { address(): unknown }) => (server.address() as AddressInfo).port;

beforeAll(async () => {
  for (const server of [here, elsewhere]) await once(server.listen(0, '127.0.0.1'), 'listening');
  process.env.SESSION_SECRETS = `1:${randomSecret()}`;
  process.env.PASSWORD_PEPPER = randomSecret();
  process.env.PORT = String(portOf(here));
});
afterAll(() => {
  for (const server of [here, elsewhere]) server.close();
});

const port = () => portOf(here);

/** Where nobody but this bench’s own hosts is to answer, whatever is made of it. */
const AWAY: [what: string, target: () => string][] = [
  ['another bench', () => `http://b2b2.shop.session.localhost:${port()}/`],
  ['a sub-host of another bench', () => `http://mallory.b2b2.shop.session.localhost:${port()}/`],
  ['another sub-host of its own', () => `http://eve.k7f2.shop.session.localhost:${port()}/`],
  ['another bench’s corner of her site', () => `http://mallory.localhost:${port()}/b2b2/`],
  ['her site without a corner', () => `http://mallory.localhost:${port()}/`],
  ['a way up out of her corner', () => `http://mallory.localhost:${port()}/k7f2/../b2b2/`],
  ['an encoded way up out of her corner', () => `http://mallory.localhost:${port()}/k7f2/%2e%2e/b2b2/`],
  ['a corner that begins like hers', () => `http://mallory.localhost:${port()}/k7f2x/`],
  ['the site', () => `http://session.localhost:${port()}/profile`],
  ['the site by another name', () => `http://localhost:${port()}/shop/k7f2/`],
  ['the site by its address', () => `http://127.0.0.1:${port()}/shop/k7f2/`],
  ['the parent of all shops', () => `http://shop.session.localhost:${port()}/`],
  ['another port', () => `http://k7f2.shop.session.localhost:${portOf(elsewhere)}/`],
  ['the standard port', () => 'http://k7f2.shop.session.localhost/'],
  ['another scheme', () => `https://k7f2.shop.session.localhost:${port()}/`],
  ['a socket', () => `ws://k7f2.shop.session.localhost:${port()}/`],
  ['a listener on this machine', () => `http://127.0.0.1:${portOf(elsewhere)}/`],
  ['SSH', () => 'http://127.0.0.1:22/'],
  ['IPv6', () => `http://[::1]:${portOf(elsewhere)}/`],
  ['the whole machine', () => `http://0.0.0.0:${portOf(elsewhere)}/`],
  ['a number for an address', () => `http://2130706433:${portOf(elsewhere)}/`],
  ['the cloud’s metadata', () => 'http://169.254.169.254/latest/meta-data/'],
  ['a file', () => 'file:///etc/passwd'],
  ['data', () => 'data:text/html,hello'],
  ['a script', () => 'javascript:alert(1)'],
  ['gopher', () => `gopher://127.0.0.1:${portOf(elsewhere)}/`],
  ['the shop as a user’s name', () => `http://k7f2.shop.session.localhost:${port()}@127.0.0.1:${portOf(elsewhere)}/`],
  ['the shop as a user’s name before a host', () => 'http://k7f2.shop.session.localhost@evil.example/'],
  ['the shop as a fragment', () => `http://127.0.0.1:${portOf(elsewhere)}/#http://k7f2.shop.session.localhost/`],
  ['the shop at the end of a name', () => `http://evil.example.k7f2.shop.session.localhost.evil.example:${port()}/`],
  ['a name that ends like the shop’s', () => `http://evilk7f2.shop.session.localhost:${port()}/`],
  ['a dot at the end', () => `http://k7f2.shop.session.localhost.:${port()}/`],
  ['backslashes', () => `http:\\\\127.0.0.1:${portOf(elsewhere)}\\`],
  ['a backslash before a user', () => `http://evil.example\\@k7f2.shop.session.localhost:${port()}/`],
  ['a line in front', () => `\nhttp://127.0.0.1:${portOf(elsewhere)}/`],
  ['a line in the name', () => `http://127.0.0.1\n:${portOf(elsewhere)}/`],
  ['no scheme', () => `127.0.0.1:${portOf(elsewhere)}/`],
  ['backslashes alone', () => `\\\\127.0.0.1:${portOf(elsewhere)}\\`],
  ['a question', () => '?x'],
  ['nothing', () => ''],
  ['a NUL', () => '\0'],
];

test.each(AWAY)('her client does not even ask for %s', async (_, target) => {
  asked.length = 0;
  let opened = 0;
  const client = new ScriptedClient('k7f2', {
    open: () => {
      opened += 1;
      throw new Error('A connection was opened.');
    },
  });
  await expect(client.get(target())).rejects.toMatchObject({ name: 'OutOfReach' });
  await expect(client.post(target(), {})).rejects.toMatchObject({ name: 'OutOfReach' });
  expect(opened).toBe(0);
});

/** Paths that look as if they led away. */
const PATHS = [
  '/',
  '/..',
  '/../../etc/passwd',
  '/%2e%2e/%2e%2e/',
  '//evil.example/',
  '///evil.example/',
  '/\\evil.example/',
  '/\\\\evil.example\\',
  '/@evil.example/',
  '/:22/',
  '/http://evil.example/',
  '/\nhttp://evil.example/',
  '/\r\nHost: evil.example\r\n\r\n',
  '/ HTTP/1.1\r\nHost: evil.example',
  '/?next=http://evil.example/',
  '/#@evil.example/',
  '/\t/evil.example/',
];

test.each(PATHS)('a path such as %j is one of its own shop’s', async (path) => {
  asked.length = 0;
  answer = {};
  const client = new ScriptedClient('k7f2');
  await client.get(path);
  client.close();
  expect(asked).toHaveLength(1);
  expect(asked[0]?.headers.host).toBe(`k7f2.shop.session.localhost:${port()}`);
  expect(asked[0]?.url).toMatch(/^\/[^\s]*$/);
});

test('its own hosts are all that it asks: shop, sub-host, corner', async () => {
  asked.length = 0;
  answer = {};
  const client = new ScriptedClient('k7f2');
  const own = ['k7f2.shop.session.localhost', 'mallory.k7f2.shop.session.localhost'].map(
    (name) => `http://${name}:${port()}/x`,
  );
  for (const target of [...own, `http://mallory.localhost:${port()}/k7f2/x`]) await client.get(target);
  client.close();
  expect(asked.map(({ headers, url }) => `http://${headers.host}${url}`)).toEqual([
    ...own,
    `http://mallory.localhost:${port()}/k7f2/x`,
  ]);
});

test('no redirect is followed, wherever it leads', async () => {
  for (const [, target] of AWAY.filter(([, away]) => /^[\x21-\x7e]+$/.test(away()))) {
    asked.length = 0;
    answer = { Location: target(), Refresh: `0; url=${target()}`, Link: `<${target()}>; rel=preload` };
    const client = new ScriptedClient('k7f2', { idInLinks: 'sid' });
    expect((await client.get('/')).location).toBe(target());
    client.close();
    expect(asked).toHaveLength(1);
  }
  expect(reached).toBe(0);
});

test('a whole run of the attacks connects to this server and to its own taps, and leaves nothing open', async () => {
  const hook = fileURLToPath(new URL('../harness/log-connections.mjs', import.meta.url));
  await using server = await startServer({ env: { NODE_OPTIONS: `--import=${pathToFileURL(hook)}` } });
  let ran = 0;
  for (const preset of ['lecture-name', 'flask', 'iron-session', 'php']) {
    const bench = await newBench(server, { preset });
    for (const { name, by } of attacks) {
      if (by !== 'http') continue;
      const { status } = await call(server, 'POST', `/${bench.view.id}/attacks/${name}`, {});
      expect([200, 409], name).toContain(status);
      ran += status === 200 ? 1 : 0;
    }
  }
  expect(ran).toBeGreaterThan(2);
  const ports = new Set([...server.log().matchAll(/^listens on (\d+)$/gm)].map(([, number]) => number));
  const targets = [...server.log().matchAll(/^connects to (.*)$/gm)].map(([, target = '']) => target.split(' '));
  expect(ports).toContain(String(server.port));
  expect(targets.length).toBeGreaterThan(ran);
  for (const [host, number] of targets) {
    expect(host).toBe('127.0.0.1');
    expect(ports).toContain(number);
  }
  expect(reached).toBe(0);
  await expect.poll(() => socketsOf(server), { timeout: 10_000 }).toEqual({ listening: [server.port], connected: 0 });
});
