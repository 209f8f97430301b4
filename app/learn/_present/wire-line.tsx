import type { ReactNode } from 'react';
import { type ActorName, Glyph } from '@/app/_ui/glyphs';
import { pathOf } from '@/lib/course/waiting';
import { aroundChange } from '@/lib/wire/around-change';
import type { Exchange } from '@/lib/wire/exchange';
import { headerOf, headersOf } from '@/lib/wire/header-of';
import { answererOf, isVisitors, requesterOf } from '@/lib/wire/parties';
import { isRefusal } from '@/lib/wire/sentence';
import { isForgotten, parseCookieHeader, parseSetCookie } from '@/lib/wire/set-cookie';
import { shortened } from '@/lib/wire/shortened';
import type { Step } from '@/lib/wire/step';
import { answerOf } from '@/lib/wire/summary';

type WireLineProps = {
  exchange: Exchange;
  isNew: boolean;
  /** What the shop had last set under a cookie's name. */
  originals: Record<string, string>;
};

/** One exchange in one line, to be read from the last row: who asks with what, what the store says, what is answered. */
export function WireLine({ exchange, isNew, originals }: WireLineProps) {
  const { n, request, steps } = exchange;
  const from = requesterOf(exchange);
  const to = answererOf(exchange);
  const asksStore = askedOfStore(steps);
  return (
    <section
      className="wire1"
      aria-label={`Wire, exchange ${n}: ${request.method} ${pathOf(exchange)}, answered ${answerOf(exchange)}`}
      data-new={isNew ? '' : undefined}
      data-store={asksStore ? '' : undefined}
    >
      <Who actor={from.actor}>{from.name}</Who>
      <div className="seg" data-actor={from.actor}>
        <LargeArrow />
        <Brought exchange={exchange} originals={originals} />
        <span className="cap">
          {request.method} {shortened(pathOf(exchange), 14, 6)}
        </span>
      </div>
      <Who actor={to.actor}>{to.name}</Who>
      {asksStore && (
        <>
          <div className="seg" data-actor="server">
            <LargeArrow />
            <span className="aside">{asksStore.does}</span>
            <span className="cap">
              {asksStore.isRefusal && <Glyph name="no" />} <b>{asksStore.finds}</b>
            </span>
          </div>
          <Who actor="store">store</Who>
        </>
      )}
      <div className="answered">
        <b>
          {steps.some(isRefusal) && (
            <>
              <Glyph name="no" />
              <span className="off">refused: </span>
            </>
          )}
          {/* What comes back after a login stands in the bytes, for whoever reads them. */}
          {shortened(answerOf(exchange).split('?')[0] ?? '', 12, 4)}
        </b>
        <Given exchange={exchange} />
      </div>
    </section>
  );
}

/** An arrowhead that is to be seen from the last row. */
function LargeArrow() {
  return (
    <svg className="arrow" aria-hidden="true">
      <line x1="0" y1="20%" x2="100%" y2="80%" markerEnd="url(#large-arrowhead)" />
    </svg>
  );
}

function Who({ actor, children }: { actor: ActorName; children: ReactNode }) {
  return (
    <div className="who" data-actor={actor}>
      <Glyph name={actor} />
      {children}
    </div>
  );
}

function Brought({ exchange, originals }: Pick<WireLineProps, 'exchange' | 'originals'>) {
  const header = headerOf(exchange.request.headers, 'cookie');
  const pair = header === undefined ? undefined : parseCookieHeader(header)[0];
  if (!pair) return <span className="aside">no Cookie</span>;
  const [name, value] = pair;
  const { changed, after } = aroundChange(value, isVisitors(exchange) ? (originals[name] ?? value) : value);
  return (
    <span className="chip">
      <Glyph name="cookie" />
      <span>
        {shortened(name, 8, 4)}=
        {changed ? (
          <>
            …<mark>{changed}</mark>
            {after}
          </>
        ) : (
          shortened(value)
        )}
      </span>
    </span>
  );
}

function Given({ exchange }: { exchange: Exchange }) {
  const line = headersOf(exchange.response.headers, 'set-cookie')[0];
  if (line === undefined) return <span>no Set-Cookie</span>;
  const cookie = parseSetCookie(line);
  return (
    <span className="chip">
      <Glyph name="cookie" />
      <span>
        <span className="off">Set-Cookie: </span>
        {shortened(cookie.name, 8, 4)}={isForgotten(cookie) ? 'forget it' : shortened(cookie.value, 3, 3)}
      </span>
    </span>
  );
}

type Asked = { does: string; finds: string; isRefusal: boolean };

/** What the server wanted of its store, the telling thing first: that there was nothing, then what was written. */
function askedOfStore(steps: readonly Step[]): Asked | null {
  const missed = steps.find((step) => step.kind === 'store-read' && (step.row === null || step.row === undefined));
  if (missed) return { does: 'find', finds: 'no such row', isRefusal: true };
  if (steps.some(({ kind }) => kind === 'store-destroy')) return { does: 'destroy', finds: 'gone', isRefusal: false };
  const written = steps.find((step) => step.kind === 'store-write');
  if (written?.kind === 'store-write') {
    const isFirst = written.before === null || written.before === undefined;
    return { does: isFirst ? 'add' : 'write', finds: isFirst ? 'a new row' : 'the row', isRefusal: false };
  }
  if (steps.some(({ kind }) => kind === 'store-read')) return { does: 'find', finds: 'the row', isRefusal: false };
  return null;
}
