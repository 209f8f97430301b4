'use client';

import { useEffect, useState, useSyncExternalStore } from 'react';

/** Countdowns, and the button that stops them all (WCAG 2.2.2: what moves by itself can be stopped). */

let running = true;
const listeners = new Set<() => void>();

function setRunning(value: boolean): void {
  running = value;
  for (const listener of listeners) listener();
}

function useRunning(): boolean {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => running,
    () => true,
  );
}

const UNITS = { day: 86_400, hour: 3600, minute: 60, second: 1 } as const;

/** Making a format is slow, and every tick needs the same four. */
const formats = new Map<string, Intl.NumberFormat>();

function inUnit(count: number, unit: string, language: string): string {
  const key = `${language} ${unit}`;
  const format = formats.get(key) ?? new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'short' });
  formats.set(key, format);
  return format.format(count);
}

/** "6 days 23 hr 59 min 4 sec", from the largest unit that there is. */
function duration(milliseconds: number, language: string): string {
  let rest = Math.max(0, Math.floor(milliseconds / 1000));
  const parts: string[] = [];
  for (const [unit, seconds] of Object.entries(UNITS)) {
    const count = Math.floor(rest / seconds);
    rest -= count * seconds;
    if (count === 0 && parts.length === 0 && unit !== 'second') continue;
    parts.push(inUnit(count, unit, language));
  }
  return parts.join(' ');
}

type CountdownProps = {
  until: Date;
  /** When the server drew the page: what a browser without script goes on showing counts from here. */
  drawnAt: Date;
  language: string;
  /** Around the duration: "in {time}". */
  text: string;
  over: string;
};

/** The time left until something ends by itself. */
export function Countdown({ until, drawnAt, language, text, over }: CountdownProps) {
  const isRunning = useRunning();
  const [now, setNow] = useState(drawnAt.getTime());
  useEffect(() => {
    if (!isRunning) return;
    // Counted from when the page was drawn, since the visitor's clock may be wrong.
    const offset = drawnAt.getTime() - Date.now();
    const tick = () => setNow(Date.now() + offset);
    const timer = setInterval(tick, 1000);
    return () => clearInterval(timer);
  }, [isRunning, drawnAt]);
  const left = until.getTime() - now;
  // Server and browser may space a unit differently; the difference is nothing to warn of.
  return (
    <span role="timer" className="num" suppressHydrationWarning>
      {left <= 0 ? over : text.replace('{time}', duration(left, language))}
    </span>
  );
}

/** Stops and restarts every countdown of the page. Without script nothing moves, and there is no button. */
export function StopClocks({ stop, resume }: { stop: string; resume: string }) {
  const isRunning = useRunning();
  const [isMounted, setMounted] = useState(false);
  useEffect(() => setMounted(true), []);
  if (!isMounted) return null;
  return (
    <button type="button" className="btn btn-bare" onClick={() => setRunning(!isRunning)}>
      {isRunning ? stop : resume}
    </button>
  );
}
