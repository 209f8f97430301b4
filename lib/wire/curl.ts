import type { Exchange } from './exchange';
import { headerOf } from './header-of';

/** What curl writes itself, for the connection that it makes itself. */
const CURLS_OWN = new Set(['connection', 'keep-alive', 'transfer-encoding', 'content-length', 'accept-encoding']);
/** What curl adds unless told not to. */
const ADDED = ['User-Agent', 'Accept', 'Content-Type'];
const TOKEN = /^[A-Za-z0-9!#$%&'*+.^_`|~-]+$/;

/**
 * The same request as a command for a POSIX shell.
 * @param origin where to send it: scheme, host and port
 * @see https://curl.se/docs/manpage.html
 */
export function asCurl({ request }: Pick<Exchange, 'request'>, origin: string): string {
  const { method, target, body } = request;
  const parts = [`curl ${address(target, origin)}`];
  if (method === 'HEAD') parts.push('--head');
  else if (method !== (body ? 'POST' : 'GET')) parts.push(`--request ${quoted(method)}`);
  for (const line of headerLines(request.headers, origin, body !== '')) parts.push(`--header ${quoted(line)}`);
  if (request.headers.some(([name]) => name.toLowerCase() === 'accept-encoding')) parts.push('--compressed');
  // Not --data: a body that begins with @ would name a file of the reader's.
  if (body) parts.push(`--data-raw ${quoted(body)}`);
  return parts.join(' \\\n  ');
}

/**
 * Where a request was sent: to the host that it names. A client of the lab's own comes by another name than the visitor
 * may, and Mallory's site has another host.
 * @param origin the shop's as the visitor has it, for the scheme
 */
export function originOf({ request }: Pick<Exchange, 'request'>, origin: string): string {
  const host = headerOf(request.headers, 'host');
  return host === undefined ? origin : `${origin.split('//', 1)[0]}//${host}`;
}

function address(target: string, origin: string): string {
  // curl rewrites dots, brackets and fragments; what crossed the wire is the target as it was.
  const asItIs = /^\/[\w/.~%&=?+,:;@!$'()*-]*$/.test(target) && !/(^|\/)\.{1,2}(\/|\?|$)/.test(target);
  return asItIs ? quoted(origin + target) : `${quoted(`${origin}/`)} --request-target ${quoted(target)}`;
}

function* headerLines(headers: Exchange['request']['headers'], origin: string, hasBody: boolean): Generator<string> {
  const host = origin.replace(/^[a-z]+:\/\//, '');
  for (const [name, value] of headers) {
    const key = name.toLowerCase();
    if (CURLS_OWN.has(key) || !TOKEN.test(name)) continue;
    if (key === 'host' && value === host) continue;
    // To curl, "Name:" means "leave it out" and "Name;" means "without a value".
    yield value === '' ? `${name};` : `${name}: ${value}`;
  }
  for (const name of ADDED) {
    if (name === 'Content-Type' && !hasBody) continue;
    if (!headers.some(([given]) => given.toLowerCase() === name.toLowerCase())) yield `${name}:`;
  }
}

/** Inside single quotes a shell reads everything as it stands, but for the single quote itself. NUL cannot be given. */
function quoted(text: string): string {
  return `'${text.replaceAll('\0', '').replaceAll("'", "'\\''")}'`;
}
