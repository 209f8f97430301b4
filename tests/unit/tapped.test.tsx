import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { TappedBytes } from '@/app/_ui/tapped-bytes';
import { recordsIn } from '@/lib/attacks/tap/records';
import { Relay } from '@/lib/attacks/tap/relay';
import type { Copied } from '@/lib/attacks/tap/tap';
import { tapped } from '@/lib/attacks/tap/tapped';

const sent = (from: Copied['from'], text: string, encoding: BufferEncoding = 'utf8'): Copied => ({
  from,
  bytes: Buffer.from(text, encoding),
});

const LOGIN = [
  sent('browser', 'POST /login HTTP/1.1\r\nHost: k7f2\r\n\r\nusername=ada&'),
  sent('browser', 'password=xkqfma'),
  sent('server', 'HTTP/1.1 303 See Other\r\nSet-Cookie: sid=A<b>C; Path=/\r\n\r\n'),
];

/** ClientHello with a host's name, half an answer, its other half together with a record of data. */
const TLS = [
  sent('browser', `160301000a${Buffer.from('k7f2.shop!').toString('hex')}`, 'hex'),
  sent('server', '16030300', 'hex'),
  sent('server', '02beef1703030003c0ffee', 'hex'),
];

const words = (html: string) => html.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');

test('text is put together by who sent it, and what was looked for is found', () => {
  const { encrypted, found, pieces, bytes } = tapped('A login', LOGIN, ['xkqfma', 'A<b>C', 'absent', '']);
  expect({ encrypted, found, bytes }).toEqual({ encrypted: false, found: ['xkqfma', 'A<b>C'], bytes: 121 });
  expect(pieces.map(({ from }) => from)).toEqual(['browser', 'server']);
  expect(pieces[0]?.lines).toEqual(['POST /login HTTP/1.1', 'Host: k7f2', '', 'username=ada&password=xkqfma']);
});

test('TLS records are told by their heads, however the bytes came in', () => {
  expect(recordsIn(TLS)?.map(({ from, name, version, length }) => [from, name, version, length])).toEqual([
    ['browser', 'handshake', '3.1', 10],
    ['server', 'handshake', '3.3', 2],
    ['server', 'application data', '3.3', 3],
  ]);
  expect(recordsIn(LOGIN)).toBeNull();
});

test('what is shown has an end, however much was copied', () => {
  const long = Array.from({ length: 500 }, (_, index) => sent(index % 2 ? 'server' : 'browser', 'x'.repeat(9000)));
  const shown = JSON.stringify(tapped('Much', long, ['x'.repeat(8)]));
  expect(shown.length).toBeLessThan(10_000);
  const records = long.map(({ from }) => sent(from, `17030310${'00'.repeat(0x1001)}`, 'hex'));
  expect(tapped('Much', records, []).encrypted).toBe(true);
  expect(JSON.stringify(tapped('Much', records, [])).length).toBeLessThan(10_000);
});

test('drawn in clear: the lines as they are, and what Mallory can use marked', () => {
  const html = renderToStaticMarkup(<TappedBytes tapped={tapped('A login', LOGIN, ['xkqfma', 'A<b>C'])} />);
  expect(html).toContain('password=<span class="found">xkqfma</span>');
  expect(html).toContain('Set-Cookie: sid=<span class="found">A&lt;b&gt;C</span>; Path=/');
  expect(words(html)).toContain('In clear. She reads in it xkqfma and A&lt;b&gt;C .');
  expect(html).not.toMatch(/\sstyle=|<b>/);
});

test('drawn encrypted: records by name, bytes in hexadecimal, and the one thing that can be read', () => {
  const html = renderToStaticMarkup(<TappedBytes tapped={tapped('A login', TLS, ['k7f2.shop', 'xkqfma'])} />);
  expect(words(html)).toContain('All that she can read in it is k7f2.shop .');
  expect(words(html)).toContain('server application data, version 3.3, 8 bytes');
  expect(html).toContain('<code>0000  17 03 03 00 03 c0 ff ee');
  const nothing = renderToStaticMarkup(<TappedBytes tapped={tapped('A login', TLS, ['xkqfma'])} />);
  expect(words(nothing)).toContain('She can read nothing in it.');
});

test('a relay hands on what comes, in both directions, and leaves nothing open', async () => {
  const echo = createServer((socket: Socket) => socket.pipe(socket)).listen(0, '127.0.0.1');
  await once(echo, 'listening');
  const { port } = echo.address() as AddressInfo;
  const noticed: string[] = [];
  const relay = await Relay.start(createServer(), 'connection', {
    onward: () => connect(port, '127.0.0.1'),
    notice: (from, bytes) => noticed.push(`${from}: ${bytes}`),
  });
  const client = relay.connect();
  client.write('tea');
  await once(client, 'data');
  expect(noticed).toEqual(['browser: tea', 'server: tea']);
  const { remotePort = 0 } = client;
  const cut = once(client, 'close');
  await relay.close();
  await cut;
  const [refused] = await once(connect(remotePort, '127.0.0.1'), 'error');
  expect(refused.code).toBe('ECONNREFUSED');
  const left = () => new Promise((resolve) => echo.getConnections((_, count) => resolve(count)));
  await expect.poll(left).toBe(0);
  echo.close();
});
