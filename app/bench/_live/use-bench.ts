'use client';

import { useCallback, useEffect, useRef, useState } from 'react';
import type { BenchView, ServerView } from '@/lib/bench/view';
import type { Exchange } from '@/lib/wire/exchange';
import { benchCall } from '../action';
import { watchBench } from './watch-bench';
import { whatHappened } from './what-happened';

/** The page keeps as many exchanges as the server does. */
const MAX_EXCHANGES = 200;

/** A summed entry takes the place of those that it stands for. */
function withExchange(known: Exchange[], exchange: Exchange): Exchange[] {
  const others = known.filter(({ n }) => n <= exchange.n - (exchange.times ?? 1));
  return [...others, exchange].slice(-MAX_EXCHANGES);
}

export interface LiveBench {
  view: BenchView;
  exchanges: Exchange[];
  /** Why the last action was refused. */
  problem: string | null;
  /** What the last action of a kind has come to. */
  happened: { by: string; sentence: string } | null;
  /** Raised whenever the shop's frame is to begin again, since the switches have changed or the bench is at its start. */
  reloads: number;
  /** It begins with an empty jar. */
  isStart: boolean;
  act(fields: Record<string, string>): void;
  /** The bench was changed by other means than `act`: the frame begins again. @param isStart with an empty jar and log */
  begin(view: BenchView, isStart: boolean): void;
}

/** A bench as it is now: what the page was drawn with, and everything that has happened since. */
export function useBench(drawn: BenchView, drawnExchanges: Exchange[], refused: string | null): LiveBench {
  const [view, setView] = useState(drawn);
  const [exchanges, setExchanges] = useState(drawnExchanges);
  const [problem, setProblem] = useState(refused);
  const [happened, setHappened] = useState<LiveBench['happened']>(null);
  const [frame, setFrame] = useState({ reloads: 0, isStart: false });
  const seen = useRef(drawnExchanges.at(-1)?.n ?? 0);
  const latest = useRef(view);
  latest.current = view;

  useEffect(
    () =>
      watchBench(drawn.id, seen.current, {
        exchange: (exchange) => setExchanges((known) => withExchange(known, exchange)),
        server: (server) => setView((known) => ({ ...known, server, users: server.users })),
        view: setView,
        start: (after) => setExchanges((known) => known.filter(({ n }) => n > after)),
      }),
    [drawn.id],
  );

  const begin = useCallback((now: BenchView, isStart: boolean) => {
    setView(now);
    setFrame(({ reloads }) => ({ reloads: reloads + 1, isStart }));
    if (isStart) setExchanges([]);
  }, []);

  const act = useCallback(
    async (fields: Record<string, string>) => {
      const call = benchCall(fields, latest.current);
      if (!call) return;
      setProblem(null);
      setHappened(null);
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
        if (call.path === '') begin(answer as BenchView, fields.do === 'start-over');
        else {
          const server = answer as ServerView;
          setView((known) => ({ ...known, server, users: server.users }));
          const sentence = whatHappened(fields, { ...latest.current, server });
          setHappened(sentence === null ? null : { by: fields.do ?? '', sentence });
        }
      } catch {
        setProblem('The server does not answer. Try again in a moment.');
      }
    },
    [begin],
  );

  return { view, exchanges, problem, happened, ...frame, act, begin };
}
