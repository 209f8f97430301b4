'use client';

import { useEffect, useState } from 'react';
import { Notice } from './notice';

type SessionWatchProps = {
  /** The id of the session's row (no secret), or nothing. */
  session: string;
  guarded: boolean;
  texts: { changed: string; again: string };
};

function readAgain(): void {
  // Not reload(): after a form that came back, that would send it again.
  location.replace(location.pathname + location.search);
}

/** Tells the browser's other tabs who this page was drawn for, and notices when theirs is somebody else. */
export function SessionWatch({ session, guarded, texts }: SessionWatchProps) {
  const [stale, setStale] = useState(false);
  useEffect(() => {
    const channel = new BroadcastChannel('session-lab-session');
    channel.addEventListener('message', ({ data }: MessageEvent<string>) => {
      if (data === session) return;
      if (guarded) readAgain();
      else setStale(true);
    });
    channel.postMessage(session);
    return () => channel.close();
  }, [session, guarded]);
  if (!stale) return null;
  return (
    <aside className="site session-watch">
      <Notice kind="note">
        <p>{texts.changed}</p>
        <p>
          <a href={typeof location === 'undefined' ? '/' : location.pathname}>{texts.again}</a>
        </p>
      </Notice>
    </aside>
  );
}
