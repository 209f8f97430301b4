'use client';

import { useCallback, useEffect, useRef, useState } from 'react';
import { useBench } from '@/app/bench/_live/use-bench';
import type { BenchView } from '@/lib/bench/view';
import type { Exchange } from '@/lib/wire/exchange';
import { isVisitors } from '@/lib/wire/parties';
import type { ChapterView } from '../view';

export interface LiveChapter {
  chapter: ChapterView;
  bench: BenchView;
  exchanges: Exchange[];
  /** Why the last thing was refused. */
  problem: string | null;
  /** A button was pressed, and what it does is under way. */
  isBusy: boolean;
  reloads: number;
  isStart: boolean;
  /** Sends the fields of one of the chapter's forms, or of one of the workbench's. */
  act(fields: Record<string, string>): void;
  /** Reads the chapter anew: another window has done something in it. */
  look(): void;
}

/** What a call of the chapter's answers with. */
export interface Told {
  chapter: ChapterView;
  bench: BenchView | null;
}

/**
 * Sends a form of the chapter's, without leaving the page.
 * @returns why it was refused, as a sentence
 */
export async function sendWork(slug: string, fields: Record<string, string>): Promise<Told | string> {
  try {
    const response = await fetch(`/api/learn/${slug}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(fields),
    });
    const answer = await response.json();
    return response.ok ? (answer as Told) : String(answer.error);
  } catch {
    return 'The server does not answer. Try again in a moment.';
  }
}

/** The chapter as it stands; null where the server does not say. */
export async function readWork(slug: string, signal: AbortSignal | null = null): Promise<Told | null> {
  const answer = await fetch(`/api/learn/${slug}`, { signal }).catch(() => null);
  return answer?.ok ? ((await answer.json().catch(() => null)) as Told | null) : null;
}

const RETRY_MILLISECONDS = 1000;

const OF_THE_CHAPTER = ['predict', 'press', 'hint', 'measure', 'start-over', 'go'];

/** A chapter and its bench as they are now: what the page was drawn with, and whatever has happened since. */
export function useChapter(
  slug: string,
  drawn: ChapterView,
  drawnBench: BenchView,
  drawnExchanges: Exchange[],
  refused: string | null,
): LiveChapter {
  const {
    view,
    exchanges,
    problem,
    reloads,
    isStart,
    act: actOnBench,
    begin,
  } = useBench(drawnBench, drawnExchanges, refused);
  const [chapter, setChapter] = useState(drawn);
  const [ownProblem, setOwnProblem] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const policy = useRef(view.policy);
  policy.current = view.policy;

  // Whatever crosses the wire may be what the step waits for; only the server judges that.
  const last = exchanges.at(-1)?.n ?? 0;
  const looked = useRef(drawnExchanges.at(-1)?.n ?? 0);
  const lastClick = exchanges.findLast(isVisitors)?.n ?? 0;
  // biome-ignore lint/correctness/useExhaustiveDependencies: why a button refused holds until the reader's next click
  useEffect(() => setOwnProblem(null), [lastClick]);

  useEffect(() => {
    if (last <= looked.current) return;
    const gone = new AbortController();
    let again: ReturnType<typeof setTimeout> | undefined;
    const look = async () => {
      const answer = await readWork(slug, gone.signal);
      if (gone.signal.aborted) return;
      // A step that is done must not stay undone because one answer was lost.
      if (!answer) again = setTimeout(look, RETRY_MILLISECONDS);
      else {
        setChapter(answer.chapter);
        looked.current = last;
      }
    };
    void look();
    return () => {
      gone.abort();
      clearTimeout(again);
    };
  }, [slug, last]);

  const work = useCallback(
    async (fields: Record<string, string>) => {
      setOwnProblem(null);
      setBusy(true);
      const answer = await sendWork(slug, fields);
      setBusy(false);
      if (typeof answer === 'string') return setOwnProblem(answer);
      setChapter(answer.chapter);
      const isOther = JSON.stringify(answer.bench?.policy) !== JSON.stringify(policy.current);
      if (answer.bench && (isOther || fields.do === 'start-over')) begin(answer.bench, fields.do === 'start-over');
    },
    [slug, begin],
  );

  const act = useCallback(
    (fields: Record<string, string>) => {
      if (OF_THE_CHAPTER.includes(fields.do ?? '')) work(fields);
      else actOnBench(fields);
    },
    [work, actOnBench],
  );

  const look = useCallback(async () => {
    const answer = await readWork(slug);
    if (answer) setChapter(answer.chapter);
  }, [slug]);

  return { chapter, bench: view, exchanges, problem: ownProblem ?? problem, isBusy, reloads, isStart, act, look };
}
