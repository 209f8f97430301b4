'use client';

import { type KeyboardEvent, type SubmitEvent, useRef } from 'react';
import { Glyph } from '@/app/_ui/glyphs';
import type { Exchange } from '@/lib/wire/exchange';
import { answererOf, isVisitors, requesterOf } from '@/lib/wire/parties';
import { isRefusal } from '@/lib/wire/sentence';
import { shortened } from '@/lib/wire/shortened';

type LogProps = {
  exchanges: Exchange[];
  /** The number of the one that is shown. */
  selected: number;
  /** The page itself, which shows another one where no script runs. */
  address: string;
  /** @param n null for whatever is newest from now on */
  onSelect?: (n: number | null) => void;
};

/** How many lines stand open; the others are folded away. */
const LINES = 5;

/** The exchanges so far, the newest last; one of them is shown below. */
export function Log({ exchanges, selected, address, onSelect }: LogProps) {
  const form = useRef<HTMLFormElement>(null);
  const at = exchanges.findIndex(({ n }) => n === selected);
  const start = Math.max(0, Math.min(at - 1, exchanges.length - LINES));
  const open = exchanges.slice(start, start + LINES);
  const folded = exchanges.filter((one) => !open.includes(one));
  const newest = exchanges.at(-1);

  function submit(event: SubmitEvent<HTMLFormElement>) {
    if (!onSelect) return;
    event.preventDefault();
    const { submitter } = event.nativeEvent;
    const n = submitter instanceof HTMLButtonElement ? submitter.value : '';
    onSelect(n === '' ? null : Number(n));
  }

  function step(event: KeyboardEvent) {
    const by = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0;
    const next = exchanges[at + by];
    if (!onSelect || by === 0 || !next || !(event.target as HTMLElement).matches('.log-l')) return;
    event.preventDefault();
    onSelect(next.n);
    // The line of the next one may be drawn only now.
    requestAnimationFrame(() => form.current?.querySelector<HTMLElement>(`.log-l[value="${next.n}"]`)?.focus());
  }

  return (
    <form
      ref={form}
      className="log"
      method="get"
      action={address}
      aria-label="Exchanges"
      onSubmit={submit}
      onKeyDown={step}
    >
      {folded.length > 0 && (
        <details>
          <summary>
            {folded.length} more of {exchanges.length} exchanges
          </summary>
          <Lines exchanges={folded} selected={selected} />
        </details>
      )}
      <Lines exchanges={open} selected={selected} />
      <div className="row">
        <Go to={exchanges[at - 1]}>One back</Go>
        <Go to={exchanges[at + 1]}>One on</Go>
        <button type="submit" className="btn btn-bare" name="exchange" value="" disabled={newest?.n === selected}>
          Newest
        </button>
      </div>
    </form>
  );
}

function Lines({ exchanges, selected }: { exchanges: Exchange[]; selected: number }) {
  return (
    <ol>
      {exchanges.map((exchange) => (
        <li key={exchange.n}>
          <button
            type="submit"
            className="log-l"
            name="exchange"
            value={exchange.n}
            aria-current={exchange.n === selected ? 'true' : undefined}
          >
            <span className="n">{exchange.n}</span>
            <span data-actor={exchange.sender}>
              <Glyph name={exchange.sender} />
              <span className="off">{requesterOf(exchange).name}</span>
            </span>
            <span>
              <code>
                {exchange.request.method} {shortened(exchange.request.target, 20, 8)}
                {exchange.times !== undefined && ` (${exchange.times.toLocaleString('en')} requests)`}
              </code>
              {!isVisitors(exchange) && <Whose exchange={exchange} />}
            </span>
            <code>
              {exchange.steps.some(isRefusal) && (
                <>
                  <Glyph name="no" />
                  <span className="off">refused, </span>
                </>
              )}
              {exchange.response.status}
            </code>
          </button>
        </li>
      ))}
    </ol>
  );
}

/** Whose line it is, in a word, where it is not the visitor's own browser asking the shop. */
function Whose({ exchange }: { exchange: Exchange }) {
  const { actor, name } = requesterOf(exchange);
  return (
    <span className="whose">
      {name !== 'browser' && (
        // The glyph’s own word is the same.
        <b data-actor={actor} aria-hidden="true">
          {name}
        </b>
      )}
      {exchange.to && <b data-actor={answererOf(exchange).actor}> to {answererOf(exchange).name}</b>}
    </span>
  );
}

function Go({ to, children }: { to: Exchange | undefined; children: string }) {
  return (
    <button type="submit" className="btn btn-bare" name="exchange" value={to?.n ?? ''} disabled={!to}>
      {children}
    </button>
  );
}
