'use client';

import { useEffect, useState } from 'react';

const SECOND = 1000;
const MINUTE = 60 * SECOND;

type TimeGoneProps = {
  /** Milliseconds since 1970; 0 while it is not known. */
  began: number;
  /** What the chapter takes in front of a class. */
  minutes: number;
  onAnew: () => void;
};

/** The time of day, and how long this chapter has been going on. Not told to those who listen: it changes all the time. */
export function TimeGone({ began, minutes, onAnew }: TimeGoneProps) {
  const [now, setNow] = useState<number | null>(null);
  useEffect(() => {
    const look = () => setNow(Date.now());
    look();
    const clock = setInterval(look, SECOND);
    return () => clearInterval(clock);
  }, []);
  const isKnown = now !== null && began > 0;
  return (
    <p className="time-gone num">
      {isKnown && (
        <>
          <time>{new Date(now).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' })}</time>{' '}
          <b>{inMinutes(Math.max(0, now - began))}</b>{' '}
        </>
      )}
      of {minutes} minutes{' '}
      <button type="button" className="btn btn-bare" onClick={onAnew}>
        From now
      </button>
    </p>
  );
}

/** "4:07" */
export function inMinutes(milliseconds: number): string {
  const seconds = Math.floor((milliseconds % MINUTE) / SECOND);
  return `${Math.floor(milliseconds / MINUTE)}:${String(seconds).padStart(2, '0')}`;
}
