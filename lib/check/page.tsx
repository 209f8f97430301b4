/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { html, raw } from 'hono/html';
import { isNameable, policySource } from '@/lib/http/policy-source';
import { scriptHash } from '@/lib/http/script-hash';
import type { Check } from './checks';
import type { Station } from './seen';
import { addressOf, methodOf, stepAfter } from './walk';

/** The pages of a walk say one sentence and lead on: by script, by themselves without one, by hand at the worst. */

const SCRIPT = readFileSync(join(process.cwd(), 'lib/check/walk-script.js'), 'utf8');
const STYLE =
  'body{font:1.1rem/1.5 system-ui,sans-serif;margin:2rem;color-scheme:light dark}iframe{width:9rem;height:2rem}';

/** @param reached origins of the check itself that this page frames or asks */
export function checkHeaders(reached: readonly string[] = []): Record<string, string> {
  const policy = [
    "default-src 'none'",
    `script-src ${scriptHash(SCRIPT)}`,
    `style-src ${scriptHash(STYLE)}`,
    'img-src data:',
    ["connect-src 'self'", ...reached.map(policySource)].join(' '),
    ["frame-src 'self'", ...reached.map(policySource)].join(' '),
    "base-uri 'none'",
  ];
  return {
    'Content-Security-Policy': policy.join('; '),
    'X-Content-Type-Options': 'nosniff',
    'Cache-Control': 'no-store',
  };
}

const SENTENCES: Partial<Record<Station, string>> = {
  framing: 'This is Mallory’s site. It frames a page of the shop’s host, asks for another, and sends a form there.',
  linking: 'This is Mallory’s site. A link leads from here to the shop’s host.',
  'sub-host': 'This is a sub-host of the shop’s host. It sets a cookie for the host above it.',
  end: 'Measured. You can close this window: the results stand where you began.',
};

/** The page at one step of the walk. */
export function walkPage(station: Station, check: Check): { text: string; headers: Record<string, string> } {
  const { places, seen } = check;
  const step = stepAfter(station, check);
  const onward = step && addressOf(step, check);
  const results = `${seen.origin}/check?key=${check.key}`;
  const isForm = step !== null && methodOf(step) === 'POST';
  const framed = framedAt(station, check);
  const does = {
    'data-asks': askedAt(station, check),
    'data-tells': station === 'begin' ? `${places.shop}told` : undefined,
    'data-next': nextAt(station, check, onward),
    'data-onward': onward ?? undefined,
    'data-restored': station === 'private' ? addressOf('restored', check) : undefined,
  };
  const document = (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>Check this room: measuring</title>
        <link rel="icon" href="data:," />
        <style>{raw(STYLE)}</style>
        {onward && !isForm && (
          <noscript>
            <meta http-equiv="refresh" content={`1;url=${onward}`} />
          </noscript>
        )}
      </head>
      <body {...does}>
        <main>
          <h1>Measuring</h1>
          <p>{SENTENCES[station] ?? 'A page of the shop’s host. It sets cookies, or notes which of them came back.'}</p>
          {framed && <iframe src={framed} title="A framed page" />}
          {isForm && onward && (
            <form method="post" action={onward}>
              <button type="submit">Go on, by a form</button>
            </form>
          )}
          {onward && !isForm && (
            <p>
              <a href={onward}>Go on</a>
            </p>
          )}
          <p>
            <a href={results}>Leave off, and see the results so far</a>
          </p>
        </main>
        <script>{raw(SCRIPT)}</script>
      </body>
    </html>
  );
  return { text: String(html`<!doctype html>${document}`), headers: checkHeaders([new URL(places.shop).origin]) };
}

/** A frame shows a sentence, to be seen without script too. */
export function framedPage(cookies: readonly string[]): string {
  const came = cookies.length > 0 ? `${cookies.length} cookies came.` : 'No cookie came.';
  return String(html`<!doctype html><html lang="en"><title>A framed page</title><p>${came}</p></html>`);
}

/** The shop is framed by its sub-host, another origin of the same site, as the workbench frames it; else by itself. */
function framedAt(station: Station, check: Check): string | null {
  if (station === 'framing') return framable(addressOf('mallory-frame', check));
  const framing = stepAfter('size', check) === 'sub-host' ? 'sub-host' : 'link';
  return station === framing ? addressOf('frame', check) : null;
}

function askedAt(station: Station, check: Check): string | undefined {
  if (station === 'link') return addressOf('fetch', check);
  return station === 'framing' ? (framable(addressOf('mallory-fetch', check)) ?? undefined) : undefined;
}

/** From another origin a page's policy lets in what it can name, and nothing else is tried. */
const framable = (address: string) => (isNameable(address) ? address : null);

function nextAt(station: Station, check: Check, onward: string | null): string | undefined {
  const { stations, told } = check.seen;
  // The first time there is a way on; the second time this browser has come back, and asked.
  if (station === 'private' && (stations.private?.times ?? 0) > 1) {
    const step = stepAfter('left', check);
    return step ? addressOf(step, check) : undefined;
  }
  if (station === 'left') return 'back';
  if (station === 'end' && told.popup === 'opened') return 'close';
  return onward ?? undefined;
}
