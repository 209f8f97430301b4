import { Actor } from '@/app/_ui/glyphs';
import type { MalloryView } from '@/lib/bench/view';
import { CookieValue } from './cookie-value';

type MallorysJarProps = {
  mallory: MalloryView;
  /** What the session of the visitor's own browser hangs on. */
  theirs: string | null;
};

/** What Mallory holds. Her client is the lab's own: this is its jar itself, and not what the wire lets one think. */
export function MallorysJar({ mallory, theirs }: MallorysJarProps) {
  const { jar, carriesId, carriedId } = mallory;
  const bytes = jar.reduce((sum, cookie) => sum + cookie.bytes, 0);
  return (
    <section data-actor="cookie" aria-label="Mallory’s jar">
      <div className="pane-h">
        <h3>
          <Actor name="cookie">cookie</Actor>
        </h3>
        <span>in her jar</span>
        <span className="who num">
          {jar.length === 0 ? (
            'none'
          ) : (
            <>
              {jar.length}, <b>{bytes.toLocaleString('en')} bytes</b>
            </>
          )}
        </span>
      </div>
      {jar.map(({ name, value, bytes }) => (
        <article key={name} aria-label={`Mallory’s cookie ${name}`}>
          <p className="jar-all">
            <span className="nm">{name}</span>
            <span className="sep">=</span>
            <CookieValue value={value} />
          </p>
          {jar.length > 1 && <p className="small num">{bytes.toLocaleString('en')} bytes</p>}
        </article>
      ))}
      {carriesId && carriedId !== null && (
        <p className="small">
          She goes on with the id <code>{carriedId}</code> in every address.
        </p>
      )}
      <p className="small quiet">{compared(mallory, theirs)}</p>
    </section>
  );
}

function compared({ jar, carriesId, carriedId, sessionCookie }: MalloryView, theirs: string | null): string {
  const hers = carriesId ? carriedId : (jar.find(({ name }) => name === sessionCookie)?.value ?? null);
  const what = carriesId ? 'id' : 'session cookie';
  if (hers === null) return 'She holds nothing by which the shop could know her.';
  if (theirs === null) return `Your browser holds no ${what}.`;
  return hers === theirs
    ? `The very same bytes as your browser’s ${what}.`
    : `Not the same bytes as your browser’s ${what}.`;
}
