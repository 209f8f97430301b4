'use client';

import { useEffect, useRef, useState } from 'react';

/** Between two questions while something runs. */
const RUNNING_MILLISECONDS = 500;
/** While the visitor's browser is at it in another tab. */
const AWAITED_MILLISECONDS = 2000;

interface Polled {
  changed: number;
  isRunning: boolean;
}

/**
 * A grid as it is now. It asks while something runs, and once whenever the page comes into sight again; a hidden page
 * asks nothing. Not by an event stream: a browser has few connections, and the workbench needs one (decision 013).
 *
 * @param drawn what the page was drawn with
 * @param isAwaited something is to come from elsewhere
 * @param merged what is known with what has changed since
 * @returns the grid, and why it cannot be asked for any more
 */
export function usePolled<View extends Polled>(
  address: string,
  drawn: View,
  isAwaited: boolean,
  merged: (known: View, news: View) => View,
): { view: View; problem: string | null } {
  const [view, setView] = useState(drawn);
  const [problem, setProblem] = useState<string | null>(null);
  const latest = useRef({ view, merged });
  latest.current = { view, merged };
  const pause = view.isRunning ? RUNNING_MILLISECONDS : isAwaited ? AWAITED_MILLISECONDS : null;

  useEffect(() => {
    if (problem !== null) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isOver = false;
    const next = () => {
      clearTimeout(timer);
      if (!isOver && pause !== null && document.visibilityState === 'visible') timer = setTimeout(ask, pause);
    };
    async function ask() {
      try {
        const answer = await fetch(`${address}?after=${latest.current.view.changed}`);
        const news = await answer.json();
        if (isOver) return;
        if (answer.ok) setView((known) => latest.current.merged(known, news as View));
        else if (answer.status === 404) setProblem(news.error);
      } catch {
        // The server is away for a moment: the next question may be answered.
      }
      next();
    }
    const seen = () => document.visibilityState === 'visible' && ask();
    document.addEventListener('visibilitychange', seen);
    next();
    return () => {
      isOver = true;
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', seen);
    };
  }, [address, pause, problem]);

  return { view, problem };
}
