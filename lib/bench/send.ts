import type { ServerResponse } from 'node:http';

/** Names that are not written with one capital a word. */
const SPELLINGS: Record<string, string> = { etag: 'ETag', 'www-authenticate': 'WWW-Authenticate' };

/** `content-type` as the RFCs write it; a web `Headers` knows small letters only. */
const spelled = (name: string) => SPELLINGS[name] ?? name.replace(/(^|-)[a-z]/g, (letters) => letters.toUpperCase());

/** Writes a response to the socket, and waits until it has left or cannot any more. @returns its body as text */
export async function send(answer: Response, response: ServerResponse): Promise<string> {
  const body = Buffer.from(await answer.arrayBuffer());
  const lines = [...answer.headers].map(([name, value]): [string, string] => [spelled(name), value]);
  lines.push(['Content-Length', String(body.length)]);
  response.writeHead(answer.status, lines.flat());
  // The client has gone away already, and there will be no "close".
  if (response.destroyed) return body.toString('utf8');
  await new Promise<void>((done) => {
    // "close" also where the client has gone away before the end.
    response.once('close', done);
    response.end(response.req.method === 'HEAD' ? undefined : body);
  });
  return body.toString('utf8');
}
