import type { Copied } from '@/lib/attacks/tap/tap';
import { tapped } from '@/lib/attacks/tap/tapped';
import { Section } from '../_ui/sheet';
import { TappedBytes } from '../_ui/tapped-bytes';

const LOGIN: Copied[] = [
  {
    from: 'browser',
    bytes: Buffer.from(
      'POST /login HTTP/1.1\r\nHost: k7f2.shop.session.localhost:3000\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 28\r\n\r\nusername=ada&password=xkqfma',
    ),
  },
  {
    from: 'server',
    bytes: Buffer.from(
      'HTTP/1.1 303 See Other\r\nLocation: /\r\nSet-Cookie: sid=vu3-wKCqgC0Itkcw3Wy1kw; Path=/; HttpOnly; SameSite=Lax\r\n\r\n',
    ),
  },
];

const HOST = 'k7f2.shop.session.localhost';

/** A handshake's head and the name of the host in it, then bytes that say nothing. */
const TLS: Copied[] = [
  { from: 'browser', bytes: Buffer.concat([Buffer.from('16030100210100001d0303', 'hex'), Buffer.from(HOST)]) },
  { from: 'server', bytes: Buffer.from('17030300174b07ab9d8a4e9a8e3b3a036d8d6da8141bdb2ac9a3b4a4', 'hex') },
];

export function Listening() {
  return (
    <Section
      label="Tapped"
      title="What Mallory reads on the wire"
      note="Bytes are quiet here too. What she can use is underlined in her colour, in a line that is lit; of TLS there are records, and what they hold in hexadecimal."
      wide={
        <>
          <TappedBytes tapped={tapped('The login over HTTP', LOGIN, ['xkqfma', 'vu3-wKCqgC0Itkcw3Wy1kw'])} />
          <TappedBytes tapped={tapped('The login over HTTPS', TLS, [HOST, 'xkqfma'])} />
        </>
      }
    />
  );
}
