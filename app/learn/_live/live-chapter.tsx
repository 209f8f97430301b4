'use client';

import { createContext, type ReactNode, useContext, useState } from 'react';
import { useStartKey } from '@/app/bench/_live/use-start-key';
import { Actions } from '@/app/bench/_parts/action-form';
import type { BenchView } from '@/lib/bench/view';
import type { Exchange } from '@/lib/wire/exchange';
import type { ChapterView } from '../view';
import { type LiveChapter, readWork, sendWork, useChapter } from './use-chapter';

type LiveProps = {
  slug: string;
  /** Where the page's forms are sent. */
  address: string;
  chapter: ChapterView;
  /** null where the reader has none yet, or none any more. */
  bench: BenchView | null;
  exchanges: Exchange[];
  /** Why the form that led here was refused. */
  problem: string | null;
  isStart: boolean;
  /** Alt+0 is somebody else's here: the window that shows the shop empties the shop's jar. */
  withoutStartKey?: boolean;
  children: ReactNode;
};

/** What the parts of a chapter's page have in common. */
export type ChapterNow = Omit<LiveChapter, 'bench'> & {
  /** Where the page's forms are sent. */
  address: string;
  bench: BenchView | null;
  /** The bench was made from this page a moment ago: nothing has been asked of it yet. */
  justOpened: boolean;
};

const Now = createContext<ChapterNow | null>(null);

export function useNow(): ChapterNow {
  const now = useContext(Now);
  if (!now) throw new Error('A part of a chapter stands outside of one.');
  return now;
}

/** Keeps a chapter's page up to date by the wire, where script runs; without it the page is what the server has drawn. */
export function LiveChapterParts(props: LiveProps) {
  const [opened, setOpened] = useState<(Pick<LiveProps, 'chapter'> & { bench: BenchView }) | null>(null);
  const { bench } = props;
  if (opened) return <WithBench {...props} {...opened} exchanges={[]} problem={null} justOpened />;
  if (bench) return <WithBench {...props} bench={bench} justOpened={false} />;
  return <WithoutBench {...props} onOpen={(chapter, made) => setOpened({ chapter, bench: made })} />;
}

type WithBenchProps = LiveProps & { bench: BenchView; justOpened: boolean };

function WithBench(props: WithBenchProps) {
  const { slug, address, chapter, bench, exchanges, problem, isStart, justOpened, children } = props;
  const live = useChapter(slug, chapter, bench, exchanges, problem);
  useStartKey(() => {
    if (!props.withoutStartKey) live.act({ do: 'start-over' });
  });
  return (
    <Now value={{ ...live, address, justOpened, isStart: live.reloads === 0 ? isStart : live.isStart }}>
      <Actions address={address} onAction={live.act}>
        {children}
      </Actions>
    </Now>
  );
}

type WithoutBenchProps = LiveProps & { onOpen: (chapter: ChapterView, bench: BenchView) => void };

function WithoutBench({ slug, address, chapter, problem: refused, onOpen, children }: WithoutBenchProps) {
  const [problem, setProblem] = useState(refused);
  const [isBusy, setBusy] = useState(false);
  async function act(fields: Record<string, string>) {
    setProblem(null);
    setBusy(true);
    const answer = await sendWork(slug, fields);
    setBusy(false);
    if (typeof answer === 'string') setProblem(answer);
    else if (answer.bench) onOpen(answer.chapter, answer.bench);
  }
  async function look() {
    const answer = await readWork(slug);
    if (answer?.bench) onOpen(answer.chapter, answer.bench);
  }
  const nothing = { bench: null, exchanges: [], reloads: 0, isStart: false, justOpened: false };
  return (
    <Now value={{ ...nothing, address, chapter, problem, isBusy, act, look }}>
      <Actions address={address}>{children}</Actions>
    </Now>
  );
}

/** What may only be read once every step is done. */
export function Afterwards({ children }: { children: ReactNode }) {
  return useNow().chapter.isDone ? children : null;
}

/** What stands there until then. */
export function Meanwhile({ children }: { children: ReactNode }) {
  return useNow().chapter.isDone ? null : children;
}
