import { networkInterfaces } from 'node:os';
import { env, type Settings } from '../env.ts';

/** The machine's network interfaces, as `os.networkInterfaces()` tells them. */
export type Interfaces = ReturnType<typeof networkInterfaces>;

/**
 * This very machine by another of its addresses. To a browser every address is a site of its own, and so is `localhost`:
 * a page there is another site's, without any name that would have to be resolved.
 *
 * The addresses go in pairs, each the other's other: localhost and 127.0.0.1, and of each network the IPv4 and the IPv6
 * address. So nothing has to be remembered of whoever came by the one and is sent to the other.
 *
 * @param origin where a visitor has come to, as `http://192.168.1.20:3000`
 * @returns null where there is none, or where this server does not listen there
 * @see https://html.spec.whatwg.org/multipage/browsers.html#same-site
 */
export function otherOrigin(
  origin: string,
  { HOST }: Pick<Settings, 'HOST'> = env(),
  interfaces: () => Interfaces = networkInterfaces,
): string | null {
  const url = new URL(origin);
  const pair = [LOOPBACK, ...pairsOf(interfaces())].find((hostnames) => hostnames.includes(url.hostname));
  const isServed = pair === LOOPBACK ? LISTEN_ON_LOOPBACK.includes(HOST) : HOST === EVERY_ADDRESS;
  if (!pair || !isServed) return null;
  url.hostname = pair.find((hostname) => hostname !== url.hostname) ?? url.hostname;
  return url.origin;
}

const IPV4_LOOPBACK = '127.0.0.1';
const LOOPBACK: readonly string[] = ['localhost', IPV4_LOOPBACK];

/** IPv6 and IPv4 alike; `0.0.0.0` is IPv4 alone. */
const EVERY_ADDRESS = '::';
const LISTEN_ON_LOOPBACK = [IPV4_LOOPBACK, 'localhost', '0.0.0.0', EVERY_ADDRESS];

/** The IPv4 and the IPv6 address of each network that has both, as they stand in a URL. */
function pairsOf(interfaces: Interfaces): string[][] {
  return Object.values(interfaces).flatMap((addresses = []) => {
    const outer = addresses.filter(({ internal }) => !internal);
    const four = outer.find(({ family }) => family === 'IPv4');
    // A link-local address means nothing without the name of an interface, and browsers take none in a URL (RFC 6874).
    const six = outer.find(({ family, address }) => family === 'IPv6' && !/^fe[89ab]/i.test(address));
    return four && six ? [[four.address, new URL(`http://[${six.address}]`).hostname]] : [];
  });
}
