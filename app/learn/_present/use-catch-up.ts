'use client';

import { useEffect, useRef, useState } from 'react';
import type { ChapterNow } from '../_live/live-chapter';
import { controlOf, DEEDS } from './deeds';

const LOOK_MILLISECONDS = 50;
/** For what a press sets off: an attack is a run of requests. */
const PRESS_LIMIT_MILLISECONDS = 6000;
/** The exchange may have been told before the chapter was judged by it. */
const JUDGED_MILLISECONDS = 500;
/** Some steps want a login before their button, and some a page after it. */
const ROUNDS = 2;

/** Where to, for the page that begins anew when its bench is made (use-walk.ts). */
const pending = new Map<string, number>();

const sleep = (milliseconds: number) => new Promise((done) => setTimeout(done, milliseconds));

/**
 * Does the steps before a checkpoint by pressing their own buttons, one after the other: for real, in this window's
 * shop. Where a step's buttons do not carry (a switch is to be thrown, a page of Mallory's opened) the rest is passed
 * over, and stays not done.
 */
export function useCatchUp(slug: string, now: ChapterNow) {
  const latest = useRef(now);
  useEffect(() => {
    latest.current = now;
  });
  const [isCatchingUp, setCatchingUp] = useState(() => pending.has(slug));
  const isRunning = useRef(false);

  const next = () => latest.current.chapter.next?.number ?? null;

  async function until(holds: () => boolean): Promise<boolean> {
    const end = performance.now() + PRESS_LIMIT_MILLISECONDS;
    while (performance.now() < end) {
      await sleep(LOOK_MILLISECONDS);
      if (holds()) return true;
    }
    return false;
  }

  async function place(step: number): Promise<void> {
    latest.current.act({ do: 'go', step: String(step) });
    await until(() => next() === step && latest.current.bench !== null && !latest.current.isBusy);
  }

  /** What changes by a press; where none of it does, the press came to nothing. */
  const signs = () => {
    const { chapter, exchanges, problem, reloads } = latest.current;
    return JSON.stringify([chapter.next?.number, chapter.next?.said, exchanges.at(-1)?.n, problem, reloads]);
  };

  /** @returns whether the step was done */
  async function doStep(step: number): Promise<boolean> {
    for (let round = 0; round < ROUNDS; round++) {
      for (const deed of DEEDS) {
        const before = signs();
        const control = controlOf(deed);
        if (!control) continue;
        control.click();
        let wasBusy = false;
        await until(() => {
          const { isBusy } = latest.current;
          wasBusy ||= isBusy;
          return !isBusy && (wasBusy || signs() !== before);
        });
        for (let waited = 0; waited < JUDGED_MILLISECONDS && next() === step; waited += LOOK_MILLISECONDS) {
          await sleep(LOOK_MILLISECONDS);
        }
        if (next() !== step) return true;
      }
    }
    return false;
  }

  /** @param step from 0 */
  async function catchUp(step: number): Promise<void> {
    const { steps } = latest.current.chapter;
    const first = steps.findLastIndex(({ observation }) => observation !== null) + 1;
    if (isRunning.current || first >= step) return;
    if (!latest.current.bench) {
      pending.set(slug, step);
      return;
    }
    isRunning.current = true;
    setCatchingUp(true);
    try {
      await place(first);
      for (let at = next(); at !== null && at < step; at = next()) {
        if (!(await doStep(at))) break;
      }
    } finally {
      isRunning.current = false;
      setCatchingUp(false);
    }
  }

  const begin = useRef(catchUp);
  useEffect(() => {
    const step = pending.get(slug);
    if (step === undefined || !latest.current.bench) return;
    pending.delete(slug);
    void begin.current(step);
  }, [slug]);

  return { catchUp, isCatchingUp };
}
