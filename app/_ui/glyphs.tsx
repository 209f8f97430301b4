import type { ReactNode } from 'react';

/** The five who act. Each has one colour, one glyph and one word, the same everywhere. */
export type ActorName = 'browser' | 'server' | 'store' | 'mallory' | 'cookie';

export type GlyphName = ActorName | 'no' | 'tick' | 'now';

/** The drawings, on a grid of 24. Rendered once, at the top of a page; `<Glyph>` points at them. */
export function Sprite() {
  return (
    <svg className="sprite" aria-hidden="true">
      <symbol id="g-browser" viewBox="0 0 24 24">
        <rect x="2.5" y="4" width="19" height="16" rx="1.5" />
        <path d="M2.5 9h19M6 6.5h.01M9 6.5h.01" />
      </symbol>
      <symbol id="g-server" viewBox="0 0 24 24">
        <rect x="3.5" y="3.5" width="17" height="7.5" />
        <rect x="3.5" y="13" width="17" height="7.5" />
        <path d="M7 7.25h.01M11 7.25h6M7 16.75h.01M11 16.75h6" />
      </symbol>
      <symbol id="g-store" viewBox="0 0 24 24">
        <ellipse cx="12" cy="5.75" rx="8" ry="3.25" />
        <path d="M4 5.75v12.5c0 1.8 3.6 3.25 8 3.25s8-1.45 8-3.25V5.75M4 12c0 1.8 3.6 3.25 8 3.25S20 13.8 20 12" />
      </symbol>
      <symbol id="g-mallory" viewBox="0 0 24 24">
        <path d="M2 9.2C5 7 8.7 6.9 12 8.7c3.3-1.8 7-1.7 10 .5.5 5-1.8 8.6-5 8.6-2.4 0-3.2-2.6-5-2.6s-2.6 2.6-5 2.6c-3.2 0-5.5-3.6-5-8.6z" />
        <path d="M5.8 12.6c1-1.3 2.8-1.3 3.9.1M14.3 12.7c1.1-1.4 2.9-1.4 3.9-.1" />
      </symbol>
      <symbol id="g-cookie" viewBox="0 0 24 24">
        <path d="M20.9 11.6A9 9 0 1 1 12.4 3c-.3 1.9.7 3.2 2.4 3.4-.1 2 1.1 3.2 3 3 .3 1.3 1.5 2.2 3.1 2.2z" />
        <path d="M8.2 9.8h.01M12.6 14h.01M8 15.4h.01M15.5 16.8h.01" strokeWidth="2.4" />
      </symbol>
      <symbol id="g-no" viewBox="0 0 24 24">
        <circle cx="12" cy="12" r="9" />
        <path d="M5.8 18.2 18.2 5.8" />
      </symbol>
      <symbol id="g-tick" viewBox="0 0 24 24">
        <path d="M4 12.8l5.2 5.2L20 6.5" />
      </symbol>
      <symbol id="g-now" viewBox="0 0 24 24">
        <path d="M5 12h13M12.5 6l6 6-6 6" />
      </symbol>
      <defs>
        <marker
          id="arrowhead"
          viewBox="0 0 10 10"
          refX="9"
          refY="5"
          markerWidth="10"
          markerHeight="10"
          markerUnits="userSpaceOnUse"
          orient="auto"
        >
          <path className="head" d="M1 1l8 4-8 4" />
        </marker>
        <pattern id="graph-paper" width="14" height="14" patternUnits="userSpaceOnUse">
          <path d="M14 .5H.5V14" />
        </pattern>
      </defs>
    </svg>
  );
}

/** One drawing, as large as the text around it. It never stands for a word: put the word beside it. */
export function Glyph({ name }: { name: GlyphName }) {
  return (
    <svg className="g" aria-hidden="true">
      <use href={`#g-${name}`} />
    </svg>
  );
}

/** An actor in running text: glyph and word in the actor's colour. */
export function Actor({ name, children }: { name: ActorName; children: ReactNode }) {
  return (
    <span className="a" data-actor={name}>
      <Glyph name={name} />
      {children}
    </span>
  );
}
