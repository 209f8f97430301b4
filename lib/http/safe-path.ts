const MAX_LENGTH = 2000;
const SOMEWHERE = 'http://inside.invalid';

/**
 * Where to go after login: a path of this site, or the fallback. Whatever a browser would take for another site
 * (`//e`, `/\e`, `https:e`, a tab between the slashes) is parsed as a browser parses it and then refused.
 *
 * @see https://url.spec.whatwg.org/
 * @returns path, query and fragment, beginning with exactly one slash
 */
export function safePath(wanted: string | null | undefined, fallback: string): string {
  if (!wanted || wanted.length > MAX_LENGTH || !URL.canParse(wanted, SOMEWHERE)) return fallback;
  const url = new URL(wanted, SOMEWHERE);
  const path = url.pathname + url.search + url.hash;
  // Dot segments can leave two slashes in front ("/..//e"), which the next reader would take for a host.
  return url.origin === SOMEWHERE && wanted.startsWith('/') && !path.startsWith('//') ? path : fallback;
}
