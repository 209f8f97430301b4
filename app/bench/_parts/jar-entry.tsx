import { Button } from '@/app/_ui/button';
import { Actor } from '@/app/_ui/glyphs';
import { explainAttribute } from '@/lib/wire/headers';
import type { JarCookie } from '@/lib/wire/jar';
import { saidCauses } from '@/lib/wire/loss-causes';
import { readByOwner, SIGNED } from '@/lib/wire/reading';
import { ActionForm } from './action-form';
import { CookieEditor } from './cookie-editor';
import { CookieValue } from './cookie-value';
import { Explained } from './explained';
import type { JarProps } from './jar';
import { JarForm } from './jar-form';
import { OwnersText } from './owners-text';
import { SignedParts } from './signed-parts';
import { dateAndTime } from './utc';

/** What browsers count against name and value together (RFC 6265bis, 5.6). */
const MAX_BYTES = 4096;

/** One cookie: its value, what goes with it, whether it came back, and what its owner can do with it. */
export function JarEntry({
  cookie,
  originals = {},
  aheadSeconds = 0,
  copied,
  fixed = false,
  ...way
}: Omit<JarProps, 'cookies'> & { cookie: JarCookie }) {
  const { name, value, bytes, attributes } = cookie;
  const original = originals[name];
  const isChanged = original !== undefined && original !== value;
  return (
    <article className="jar-entry" aria-label={`Cookie ${name}`}>
      <p className="jar-all">
        <span className="nm">{name}</span>
        <span className="sep">=</span>
        <CookieValue value={value} original={original} />
      </p>
      {SIGNED.test(value) ? <SignedParts value={value} /> : <OwnersView value={value} />}
      <p className="size">
        <meter min={0} max={MAX_BYTES} value={bytes} aria-label={`Size of ${name}`} />
        <span className="num">
          {bytes.toLocaleString('en')} of {MAX_BYTES.toLocaleString('en')} bytes
        </span>
      </p>
      <p className="attrs">
        {attributes.map(([attribute, set]) => (
          <span key={attribute}>
            <b>
              <Explained id={`attribute-${name}-${attribute}`} text={explainAttribute(attribute, set)}>
                {attribute}
              </Explained>
            </b>{' '}
            {set}
          </span>
        ))}
      </p>
      <p className="small">
        {whenItEnds(cookie, aheadSeconds)} {whetherItCameBack(cookie)}
        {isChanged && <b> Changed since the shop set it.</b>}
      </p>
      {!fixed && (
        <details className="fold">
          <summary>Change it</summary>
          <CookieEditor key={value} name={name} value={value} {...way} />
        </details>
      )}
      <div className="row">
        <JarForm {...way} name={name} fields={{ value: '', delete: '1' }}>
          <Button>
            Delete<span className="off"> {name}</span>
          </Button>
        </JarForm>
        {isChanged && (
          <JarForm {...way} name={name} fields={{ value: original }}>
            <Button>Put the original back</Button>
          </JarForm>
        )}
        {name === copied && (
          <ActionForm does="mallory" fields={{ act: 'take', value }}>
            <Button>
              Copy to <Actor name="mallory">Mallory</Actor>
            </Button>
          </ActionForm>
        )}
      </div>
    </article>
  );
}

function OwnersView({ value }: { value: string }) {
  return (
    <p className="owners small">
      <span className="quiet">What its owner can read: </span>
      <OwnersText reading={readByOwner(value)} />
    </p>
  );
}

function whenItEnds({ endsAt }: JarCookie, aheadSeconds: number): string {
  if (endsAt === null) return 'Kept until the browser closes.';
  const moved = aheadSeconds > 0 ? '; the browser’s clock has not moved with the bench’s' : '';
  return `Kept until ${dateAndTime(endsAt)} UTC, by the browser’s own clock${moved}.`;
}

function whetherItCameBack({ setIn, cameBack }: JarCookie): string {
  const set = setIn === null ? 'Never set by the shop' : `Set in exchange ${setIn}`;
  switch (cameBack.state) {
    case 'not-yet':
      return `${set}, and no request since.`;
    case 'yes':
      return `${set}, came back in exchange ${cameBack.exchange}.`;
    case 'no':
      return `${set}, but did not come back in exchange ${cameBack.exchange}: ${saidCauses(cameBack.causes)}.`;
  }
}
