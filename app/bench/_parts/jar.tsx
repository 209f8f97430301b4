import { Actor, Glyph } from '@/app/_ui/glyphs';
import type { JarCookie } from '@/lib/wire/jar';
import { saidCauses } from '@/lib/wire/loss-causes';
import { FindInTools } from './find-in-tools';
import { JarEntry } from './jar-entry';

export type JarProps = {
  cookies: JarCookie[];
  /** The base of the shop, ending in "/"; the jar's form is answered there. */
  shopUrl: string;
  /** The bench's page, to come back to. */
  returnTo: string;
  /** Name to value: what the shop itself had set. */
  originals?: Record<string, string>;
  /** By how much the bench's clock is ahead of the browser's. */
  aheadSeconds?: number;
  /** The name of the cookie that can be copied to Mallory. */
  copied?: string | undefined;
  /** To be looked at only: a chapter that has not spoken of changing it yet. */
  fixed?: boolean;
};

/** What the browser keeps for this one host, by what crossed the wire. */
export function Jar({ cookies: all, ...props }: JarProps) {
  const cookies = all.filter(({ refusedFor }) => refusedFor.length === 0);
  const refused = all.filter(({ refusedFor }) => refusedFor.length > 0);
  const bytes = cookies.reduce((sum, cookie) => sum + cookie.bytes, 0);
  return (
    <section className="part" data-actor="cookie" aria-label="The jar">
      <div className="pane-h">
        <h2>
          <Actor name="cookie">cookie</Actor>
        </h2>
        <span>in the jar</span>
        <span className="who num">
          {cookies.length === 0 ? (
            'none'
          ) : (
            <>
              {cookies.length}, <b>{bytes.toLocaleString('en')} bytes</b>
            </>
          )}
        </span>
      </div>
      {cookies.length === 0 && (
        <p className="small quiet">
          The jar is empty: the next request brings nothing by which the server could know you.
        </p>
      )}
      {cookies.map((cookie) => (
        <JarEntry key={cookie.name} cookie={cookie} {...props} />
      ))}
      {refused.map((cookie) => (
        <Refused key={cookie.name} cookie={cookie} />
      ))}
      <FindInTools />
    </section>
  );
}

/** A cookie that the shop set and the browser does not keep: what was in the jar before stays there. */
function Refused({ cookie: { name, bytes, setIn, refusedFor } }: { cookie: JarCookie }) {
  return (
    <p className="refusal">
      <Glyph name="no" />
      <span className="title">
        Not in the jar: <code>{name}</code> of exchange {setIn}, {bytes.toLocaleString('en')} bytes. The browser ignores
        it: {saidCauses(refusedFor)}.
      </span>
    </p>
  );
}
