'use client';

import { type RefObject, useEffect, useRef } from 'react';
import { shownPath } from '@/app/bench/_parts/frame';
import type { BenchView } from '@/lib/bench/view';
import { useNow } from '../_live/live-chapter';

type StageFrameProps = {
  bench: BenchView;
  /** Where the keys go once the shop has answered. */
  stage: RefObject<HTMLElement | null>;
};

/** The shop, enlarged, in a frame that stays when another pane is shown: what it holds is one browser's page. */
export function StageFrame({ bench, stage }: StageFrameProps) {
  const { exchanges, reloads, isStart } = useNow();
  const frame = useRef<HTMLIFrameElement>(null);
  const path = shownPath(bench.url, exchanges);

  // A click in the shop takes the keys along; without this a clicker would be dead until somebody clicks beside it.
  useEffect(() => {
    const current = frame.current;
    const giveBack = () => {
      if (document.activeElement === current) stage.current?.focus();
    };
    current?.addEventListener('load', giveBack);
    return () => current?.removeEventListener('load', giveBack);
  });

  return (
    <div className="frame">
      <a className="skip" href="#after-shop" id="before-shop">
        Skip past the shop
      </a>
      <div className="chrome">
        <code>
          shop<b>{path}</b>
        </code>
        <a className="btn btn-bare" href={new URL(path, bench.url).href} target="shop">
          Reload
        </a>
      </div>
      <iframe
        ref={frame}
        key={reloads}
        title="The shop, in your browser"
        name="shop"
        src={isStart ? new URL('_start', bench.url).href : bench.url}
      />
      <a className="skip" href="#before-shop" id="after-shop">
        Back before the shop
      </a>
    </div>
  );
}
