import type { ReactNode } from 'react';
import { Glyph } from '@/app/_ui/glyphs';
import type { Exchange } from '@/lib/wire/exchange';
import { headerOf, headersOf } from '@/lib/wire/header-of';
import { answererOf, requesterOf } from '@/lib/wire/parties';
import { laneOf } from '@/lib/wire/sentence';
import { isForgotten, parseCookieHeader, parseSetCookie } from '@/lib/wire/set-cookie';
import { shortened } from '@/lib/wire/shortened';
import { answerOf } from '@/lib/wire/summary';
import { ArrowLine } from './arrow-line';
import { StepNote } from './step-note';
import { StoreArrows } from './store-arrows';

type DiagramProps = {
  exchange: Exchange;
  /** It has just come in: its chips ride their arrows once. */
  isNew?: boolean;
};

/** The arrows say these already. */
const DRAWN = new Set(['no-cookie', 'cookie-found', 'cookie-set']);

/**
 * One exchange as a sequence diagram. It is a list of steps over two stretched drawings (graph paper, lanes), so that
 * its text grows, wraps, can be selected, and reads as an ordered list.
 */
export function Diagram({ exchange, isNew = false }: DiagramProps) {
  const { n, request, steps } = exchange;
  const hasStore = steps.some((step) => laneOf(step) === 'store');
  const ends = [requesterOf(exchange), answererOf(exchange)];
  const lanes = hasStore ? [...ends, { actor: 'store' as const, name: 'store' }] : ends;
  return (
    <figure
      className={hasStore ? 'seq seq3' : 'seq seq2'}
      aria-label={`Exchange ${n}: ${request.method} ${request.target}, answered ${answerOf(exchange)}`}
      data-new={isNew ? '' : undefined}
    >
      <svg className="seq-paper" aria-hidden="true">
        <rect width="100%" height="100%" fill="url(#graph-paper)" />
      </svg>
      <div className="seq-body">
        <svg className="seq-lanes" aria-hidden="true">
          {lanes.map(({ actor, name }, index) => {
            const x = index === 0 ? '0' : index === lanes.length - 1 ? '100%' : '55%';
            return (
              <g key={name} data-actor={actor}>
                <line className={`l-${actor}`} x1={x} x2={x} y1="14" y2="100%" />
              </g>
            );
          })}
        </svg>
        <ul className="seq-heads">
          {lanes.map(({ actor, name }) => (
            <li key={name} data-actor={actor}>
              <Glyph name={actor} />
              {name}
            </li>
          ))}
        </ul>
        <ol className="seq-steps">
          <RequestArrow exchange={exchange} />
          {steps.map((step, place) => {
            if (DRAWN.has(step.kind)) return null;
            // biome-ignore-start lint/suspicious/noArrayIndexKey: what was recorded never changes places
            return laneOf(step) === 'store' ? (
              <StoreArrows key={place} step={step} />
            ) : (
              <StepNote key={place} step={step} />
            );
            // biome-ignore-end lint/suspicious/noArrayIndexKey: see above
          })}
          <ResponseArrow exchange={exchange} />
        </ol>
      </div>
    </figure>
  );
}

function RequestArrow({ exchange: { sender, request } }: { exchange: Exchange }) {
  const header = headerOf(request.headers, 'cookie');
  const cookies = header === undefined ? [] : parseCookieHeader(header);
  return (
    <li className="msg b-s" data-actor={sender}>
      <span className="what">
        {request.method} {shortened(request.target, 24, 12)}
      </span>
      <ArrowLine way="there" />
      <Cargo none="no Cookie">
        {cookies.slice(0, 2).map(([name, value], place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a name may come twice
          <Chip key={place} name={name} value={value} />
        ))}
        {cookies.length > 2 && <span className="aside">and {cookies.length - 2} more</span>}
      </Cargo>
    </li>
  );
}

function ResponseArrow({ exchange }: { exchange: Exchange }) {
  const set = headersOf(exchange.response.headers, 'set-cookie').map(parseSetCookie);
  return (
    <li className="msg b-s back" data-actor={answererOf(exchange).actor}>
      <span className="what">{shortened(answerOf(exchange), 26, 12)}</span>
      <ArrowLine way="back" />
      <Cargo none="no Set-Cookie">
        {set.map((cookie, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a name may be set twice
          <Chip key={place} name={cookie.name} value={isForgotten(cookie) ? 'forget it' : cookie.value} />
        ))}
      </Cargo>
    </li>
  );
}

/** What rides on an arrow: chips, or the remark that there are none. */
function Cargo({ none, children }: { none: string; children: ReactNode[] }) {
  const isEmpty = children.flat().every((child) => !child);
  return isEmpty ? <span className="aside">{none}</span> : <span className="cargo">{children}</span>;
}

function Chip({ name, value }: { name: string; value: string }) {
  return (
    <span className="chip">
      <Glyph name="cookie" />
      <span>
        {name}={shortened(value)}
      </span>
    </span>
  );
}
