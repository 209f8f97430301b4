import { isIP, type Socket } from 'node:net';
import { connect, createServer, type TLSSocket } from 'node:tls';
import { generate } from 'selfsigned';
import { env } from '@/lib/env';

/** A certificate for the shops' hosts that nobody but the lab's own clients trusts, with its key. Both are PEM. */
interface Certificate {
  cert: string;
  key: string;
}

// On globalThis, since the bundler may hold this module several times in one process.
const shared = globalThis as typeof globalThis & { sessionLabCertificate?: Promise<Certificate> };

/** Made when it is first asked for, once in a process; no file holds it. */
export function certificate(): Promise<Certificate> {
  shared.sessionLabCertificate ??= make();
  return shared.sessionLabCertificate;
}

async function make(): Promise<Certificate> {
  // A certificate may name all hosts of one domain, "*.shop.session.localhost" (RFC 6125, 6.4.3).
  const name = env()
    .SHOP_ORIGIN.replace(/^https?:\/\//, '')
    .replace(/:\d+$/, '');
  const made = await generate([{ name: 'commonName', value: 'Session Lab' }], {
    keyType: 'ec',
    algorithm: 'sha256',
    extensions: [{ name: 'subjectAltName', altNames: [isIP(name) ? { type: 7, ip: name } : { type: 2, value: name }] }],
  });
  return { cert: made.cert, key: made.private };
}

/** A server that speaks TLS; what it reads is what was sent in it. */
export const createTlsServer = ({ cert, key }: Certificate) => createServer({ cert, key });

/** TLS over this connection, as a browser that trusts the certificate speaks it. @param host whose name it asks for */
export const inTls = (connection: Socket, host: string, { cert }: Certificate): TLSSocket =>
  connect({ socket: connection, host, ca: cert, ...(isIP(host) === 0 && { servername: host }) });
