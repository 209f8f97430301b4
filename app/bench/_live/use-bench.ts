'use client';

import { useCallback, useEffect, useRef, useState } from 'react';
import type { BenchView, ServerView } from '@/lib/bench/view';
import type { Exchange } from '@/lib/wire/exchange';
import { benchCall } from '../action';
import { watchBench } from './watch-bench';

/** The page keeps as many exchanges as the server does. */
const MAX_EXCHANGES = 200;

export interface LiveBench {
  view: BenchView;
  exchanges: Exchange[];
  /** Why the last action was refused. */
  problem: string | null;
  /** Raised whenever the bench is back at its start. */
  starts: number;
  act(fields: Record<string, string>): void;
}

/** A bench as it is now: what the page was drawn with, and everything that has happened since. */
export function useBench(drawn: BenchView, drawnExchanges: Exchange[], refused: string | null): LiveBench {
  const [view, setView] = useState(drawn);
  const [exchanges, setExchanges] = useState(drawnExchanges);
  const [problem, setProblem] = useState(refused);
  const [starts, setStarts] = useState(0);
  const seen = useRef(drawnExchanges.at(-1)?.n ?? 0);
  const latest = useRef(view);
  latest.current = view;

  useEffect(
    () =>
      watchBench(drawn.id, seen.current, {
        exchange: (exchange) => setExchanges((known) => [...known, exchange].slice(-MAX_EXCHANGES)),
        server: (server) => setView((known) => ({ ...known, server, users: server.users })),
        view: setView,
        start: (after) => setExchanges((known) => known.filter(({ n }) => n > after)),
      }),
    [drawn.id],
  );

  const act = useCallback(async (fields: Record<string, string>) => {
    const call = benchCall(fields, latest.current);
    if (!call) return;
    setProblem(null);
    try {
      const response = await fetch(`/api/benches/${latest.current.id}${call.path}`, {
        method: call.method,
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(call.body),
      });
      const answer = await response.json();
      if (!response.ok) {
        setProblem(answer.error);
        // The same switches once more: what was refused is to leave the fields.
        return setView((known) => ({ ...known, policy: { ...known.policy } }));
      }
      if (call.path === '') setView(answer as BenchView);
      else setView((known) => ({ ...known, server: answer as ServerView, users: answer.users }));
      if (fields.do !== 'start-over') return;
      setExchanges([]);
      setStarts((count) => count + 1);
    } catch {
      setProblem('The server does not answer. Try again in a moment.');
    }
  }, []);

  return { view, exchanges, problem, starts, act };
}
