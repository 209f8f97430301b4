'use client';

import { useNow } from '../_live/live-chapter';

/**
 * The shop before there is one: a picture of it, whose button makes the reader's bench and logs ada in there. Without
 * script the bench is made first, and its own button logs in.
 */
export function DrawnShop({ slug }: { slug: string }) {
  const { act, isBusy } = useNow();
  return (
    <div className="frame">
      <div className="drawn">
        <p className="drawn-top">Two Leaves</p>
        <div className="drawn-main">
          <div>
            <p className="drawn-hello">Good morning.</p>
            <p>Tea, cups and quiet since 1994.</p>
            <form
              method="post"
              action={`/learn/${slug}`}
              onSubmit={(event) => {
                event.preventDefault();
                if (!isBusy) act({ do: 'open' });
              }}
            >
              <input type="hidden" name="do" value="open" />
              <button type="submit" className="drawn-btn">
                Log in as ada
              </button>
            </form>
          </div>
          <svg className="shelf" viewBox="0 0 118 64" aria-hidden="true">
            <path d="M2 62h114" />
            <rect className="f" x="8" y="24" width="26" height="38" rx="2.5" />
            <path d="M11 24v-5h20v5M8 34h26M8 52h26" />
            <rect x="41" y="34" width="22" height="28" rx="2.5" />
            <path d="M44 34v-4h16v4M41 42h22M41 54h22" />
            <path className="f" d="M76 44h26v7a11 11 0 0 1-11 11h-4a11 11 0 0 1-11-11z" />
            <path d="M102 46h3.500a5 5 0 0 1 0 10H100M84 38c-2-2.6 2-4 0-7M93 38c-2-2.6 2-4 0-7" />
          </svg>
        </div>
      </div>
    </div>
  );
}
