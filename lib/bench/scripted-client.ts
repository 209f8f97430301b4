import { type IncomingMessage, request } from 'node:http';
import { CookieJar } from 'tough-cookie';
import { env } from '@/lib/env';
import { canonicalShopAddress, type ShopAddress } from '@/lib/http/origins';

const MAX_BODY_BYTES = 256 * 1024;
const TIMEOUT_MILLISECONDS = 10_000;
const USER_AGENT = 'Session-Lab-scripted-client';

interface Answer {
  status: number;
  location: string | null;
  body: string;
}

/**
 * A second HTTP client with a cookie jar of its own, for what needs no browser. It sends real requests over loopback to
 * the shop of one bench; no other address can be reached through it.
 */
export class ScriptedClient {
  readonly #jar = new CookieJar();
  readonly #address: ShopAddress;

  constructor(bench: string) {
    this.#address = canonicalShopAddress(bench);
  }

  /** @param target a path of the shop, with its query */
  get(target: string): Promise<Answer> {
    return this.#send('GET', target);
  }

  post(target: string, fields: Record<string, string>): Promise<Answer> {
    return this.#send('POST', target, new URLSearchParams(fields).toString());
  }

  /** Fills in a form of the shop as a person does: opens its page first, and sends the hidden token along. */
  async submit(page: string, action: string, fields: Record<string, string>): Promise<Answer> {
    const { body } = await this.get(page);
    const [, token] = /name="csrf_token" value="([^"]+)"/.exec(body) ?? [];
    return this.post(action, { ...(token !== undefined && { csrf_token: token }), ...fields });
  }

  async #send(method: string, target: string, body?: string): Promise<Answer> {
    const { origin, base, trustworthy } = this.#address;
    // Whatever the shop links to, only its own host is ever asked.
    const url = new URL(target, origin);
    const path = (url.pathname.startsWith(`${base}/`) ? '' : base) + url.pathname + url.search;
    // As browsers do, the jar takes loopback for as safe as HTTPS.
    const address = (trustworthy ? origin.replace('http:', 'https:') : origin) + path;
    const cookie = await this.#jar.getCookieString(address);
    const response = await this.#exchange(method, path, cookie, body);
    for (const line of response.headers['set-cookie'] ?? []) {
      await this.#jar.setCookie(line, address).catch(() => undefined);
    }
    return {
      status: response.statusCode ?? 0,
      location: response.headers.location ?? null,
      body: await readText(response),
    };
  }

  #exchange(method: string, path: string, cookie: string, body?: string): Promise<IncomingMessage> {
    const { PORT, HOST } = env();
    return new Promise((resolve, reject) => {
      const sent = request(
        {
          host: HOST === '0.0.0.0' || HOST === '::' ? '127.0.0.1' : HOST,
          port: PORT,
          method,
          path,
          timeout: TIMEOUT_MILLISECONDS,
          headers: {
            Host: new URL(this.#address.origin).host,
            'User-Agent': USER_AGENT,
            ...(cookie && { Cookie: cookie }),
            ...(body !== undefined && {
              Origin: this.#address.origin,
              'Content-Type': 'application/x-www-form-urlencoded',
              'Content-Length': String(Buffer.byteLength(body)),
            }),
          },
        },
        resolve,
      );
      sent.on('timeout', () => sent.destroy(new Error('The shop did not answer in time.')));
      sent.on('error', reject);
      sent.end(body);
    });
  }
}

async function readText(response: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of response) {
    size += part.length;
    if (size > MAX_BODY_BYTES) break;
    parts.push(part);
  }
  return Buffer.concat(parts).toString();
}
