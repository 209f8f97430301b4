/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */
import { raw } from 'hono/html';
import { safePath } from '@/lib/http/safe-path';
import { scriptHash } from '@/lib/http/script-hash';
import { shopHeaders } from '@/lib/http/security-headers';
import { parseCookieHeader } from '@/lib/wire/set-cookie';
import type { Bench } from './bench';
import { clientOf } from './client-of';
import { emptyJar } from './jar-change';
import type { Visit } from './visit';

/**
 * The hands of a victim in a window that an attack drives: what a person does in the shop itself cannot be done from
 * another site. They log in by the shop's own form, token included, and go to a page as by a link inside the shop.
 */
const SCRIPT = `(async () => {
  const { login, visit } = document.currentScript.dataset;
  if (visit) return location.replace(visit);
  const page = await (await fetch('/login')).text();
  const { forms } = new DOMParser().parseFromString(page, 'text/html');
  const form = [...forms].find(({ elements }) => elements.username?.value === login);
  document.body.append(document.adoptNode(form));
  form.submit();
})();`;

const allowed = { hashes: [scriptHash(SCRIPT)], pictures: null };

/** Only on a bench's own host, where a script can do nothing to the site, and for whoever knows the key of the run. */
export function mayDrive({ handsKey }: Bench, { arrival, address }: Visit): boolean {
  return address.ownHost && handsKey !== null && queryOf(arrival).get('key') === handsKey;
}

/**
 * `?login=ada` logs in as her, `?visit=/profile` goes there; `&empty` deletes this browser's cookies of the bench first.
 */
export function hands(bench: Bench, { arrival, address, site }: Visit): Response {
  const query = queryOf(arrival);
  const login = query.get('login') ?? undefined;
  const visit = login === undefined ? safePath(query.get('visit'), '/') : undefined;
  const headers = new Headers({ ...shopHeaders(site, allowed), 'Content-Type': 'text/html; charset=utf-8' });
  if (query.has('empty')) {
    const arrived = parseCookieHeader(arrival.request.headers.cookie ?? '').map(([name]) => name);
    for (const line of emptyJar(bench, address, clientOf(arrival), arrived)) headers.append('Set-Cookie', line);
  }
  const page = (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <title>The victim’s window</title>
        <link rel="icon" href="data:," />
      </head>
      <body>
        <p>{login ? `Logging in as ${login} …` : 'Going there …'}</p>
        <script data-login={login} data-visit={visit}>
          {raw(SCRIPT)}
        </script>
      </body>
    </html>
  );
  return new Response(`<!DOCTYPE html>${page}`, { headers });
}

const queryOf = ({ request: { url = '/' } }: Visit['arrival']) => new URL(url, 'http://shop.invalid').searchParams;
