'use client';

import { useEffect, useState } from 'react';
import { writtenTime } from './written-time';

type LocalTimeProps = { at: Date; day: boolean; language: string; text: string };

/** Shows `text` until the browser can say it in its own time zone. */
export function LocalTime({ at, day, language, text }: LocalTimeProps) {
  const [local, setLocal] = useState<string>();
  useEffect(() => setLocal(writtenTime(at, day, language)), [at, day, language]);
  return (
    <time dateTime={at.toISOString()} className="num">
      {local ?? text}
    </time>
  );
}
