'use client';

import { useCallback, useEffect, useRef, useState } from 'react';
import type { Message, Order, Role, Walk } from './walk';

export interface TogetherWalk {
  walk: Walk;
  change(part: Partial<Walk>): void;
  /** A projector's window is open, as far as this window has heard. */
  hasStage: boolean;
  tell(message: Message): void;
}

/**
 * What this window has of each chapter, where its page begins anew without being loaded: that happens once, when the
 * bench is made.
 */
const kept = new Map<string, Walk>();

const ASKING_MILLISECONDS = 1500;
/** A reload takes a moment. */
const MOST_UNANSWERED = 2;

type WalkOptions = {
  slug: string;
  role: Role;
  slide: number;
  /** The address says which slide: it then holds for the other windows too. */
  isGiven: boolean;
  onOrder?: (order: Order) => void;
  onDone: () => void;
  onRefused?: (problem: string | null) => void;
};

/**
 * Where the walkthrough stands, in step with every other window of this browser. Each window holds all of it, and a
 * window that opens late asks: no one of them is the master, so any may be closed and opened again.
 */
export function useWalk({ slug, role, slide, isGiven, ...on }: WalkOptions): TogetherWalk {
  const [walk, setWalk] = useState<Walk>(
    () => kept.get(slug) ?? { slide, blank: false, pane: 'shop', line: null, began: 0 },
  );
  const [hasStage, setHasStage] = useState(role === 'stage');
  const unanswered = useRef(0);
  const latest = useRef(walk);
  const listeners = useRef(on);
  const channel = useRef<BroadcastChannel | null>(null);
  const given = useRef(isGiven && !kept.has(slug) ? slide : null);
  useEffect(() => {
    listeners.current = on;
  });

  const tell = useCallback((message: Message) => channel.current?.postMessage(message), []);
  const take = useCallback(
    (next: Walk) => {
      latest.current = next;
      kept.set(slug, next);
      setWalk(next);
    },
    [slug],
  );
  const change = useCallback(
    (part: Partial<Walk>) => {
      take({ ...latest.current, ...part });
      tell({ kind: 'walk', role, walk: latest.current });
    },
    [take, tell, role],
  );

  useEffect(() => {
    const open = new BroadcastChannel(`walkthrough ${slug}`);
    channel.current = open;
    if (latest.current.began === 0) take({ ...latest.current, began: Date.now() });
    open.onmessage = ({ data }: MessageEvent<Message>) => {
      if ('role' in data && data.role === 'stage') {
        unanswered.current = 0;
        setHasStage(true);
      }
      switch (data.kind) {
        case 'opened':
          if (data.slide !== null && data.slide !== latest.current.slide) {
            take({ ...latest.current, slide: data.slide, line: null });
          }
          return open.postMessage({ kind: 'walk', role, walk: latest.current } satisfies Message);
        case 'walk':
          return take(data.walk);
        case 'order':
          return listeners.current.onOrder?.(data.order);
        case 'done':
          return listeners.current.onDone();
        case 'refused':
          return listeners.current.onRefused?.(data.problem);
      }
    };
    open.postMessage({ kind: 'opened', role, slide: given.current } satisfies Message);
    // A window that is closed, or crashes, does not always say so: the lecturer's asks now and then who is there.
    const asking = setInterval(() => {
      if (role === 'stage') return;
      if (unanswered.current++ >= MOST_UNANSWERED) setHasStage(false);
      open.postMessage({ kind: 'opened', role, slide: null } satisfies Message);
    }, ASKING_MILLISECONDS);
    return () => {
      clearInterval(asking);
      open.close();
    };
  }, [slug, role, take]);

  return { walk, change, hasStage, tell };
}
