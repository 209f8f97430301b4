'use client';

import { type KeyboardEvent, type ReactNode, type RefObject, useEffect, useState } from 'react';
import { Actor } from '@/app/_ui/glyphs';
import { useScript } from './use-script';

/** Mallory’s stands in the browser’s column, and is a tab of its own on a narrow page. */
export const PANES = ['browser', 'mallory', 'wire', 'server'] as const;
export type PaneName = (typeof PANES)[number];

const titles: Record<PaneName, ReactNode> = {
  browser: <Actor name="browser">browser</Actor>,
  mallory: <Actor name="mallory">Mallory</Actor>,
  wire: 'wire',
  server: <Actor name="server">server</Actor>,
};

/** The stylesheet alone decides when the panes are tabs: whenever it shows the row of tabs. */
export function useTabs(nav: RefObject<HTMLElement | null>): boolean {
  const hasScript = useScript();
  const [isNarrow, setNarrow] = useState(false);
  useEffect(() => {
    if (!nav.current) return;
    const observer = new ResizeObserver(() => {
      if (nav.current) setNarrow(getComputedStyle(nav.current).display !== 'none');
    });
    observer.observe(document.body);
    return () => observer.disconnect();
  }, [nav]);
  return hasScript && isNarrow;
}

type PaneTabsProps = {
  ref: RefObject<HTMLElement | null>;
  panes: readonly PaneName[];
  /** Real tabs; else links that jump to the panes. */
  areTabs: boolean;
  current: PaneName;
  onChoose(pane: PaneName): void;
};

export function PaneTabs({ ref, panes, areTabs, current, onChoose }: PaneTabsProps) {
  if (!areTabs) {
    return (
      <nav ref={ref} className="tabs" aria-label="Panes">
        {panes.map((pane) => (
          <a key={pane} href={`#pane-${pane}`}>
            {titles[pane]}
          </a>
        ))}
      </nav>
    );
  }
  function move(event: KeyboardEvent) {
    const place = panes.indexOf(current);
    const places: Record<string, number> = {
      ArrowLeft: place - 1,
      ArrowRight: place + 1,
      Home: 0,
      End: panes.length - 1,
    };
    const to = places[event.key];
    const next = to === undefined ? undefined : panes[(to + panes.length) % panes.length];
    if (!next) return;
    event.preventDefault();
    onChoose(next);
    document.getElementById(`tab-${next}`)?.focus();
  }
  return (
    // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: without script the same element is a nav
    <nav ref={ref} className="tabs" role="tablist" aria-label="Panes" onKeyDown={move}>
      {panes.map((pane) => (
        <button
          key={pane}
          type="button"
          role="tab"
          id={`tab-${pane}`}
          data-actor={pane === 'wire' ? undefined : pane}
          aria-controls={`pane-${pane}`}
          aria-selected={pane === current}
          tabIndex={pane === current ? 0 : -1}
          onClick={() => onChoose(pane)}
        >
          {titles[pane]}
        </button>
      ))}
    </nav>
  );
}
