import { Actor } from '@/app/_ui/glyphs';
import type { BenchView } from '@/lib/bench/view';
import type { Exchange } from '@/lib/wire/exchange';
import { Frame, shownPath } from './frame';
import { Jar } from './jar';

type BrowserPaneProps = {
  view: BenchView;
  exchanges: Exchange[];
  originals: Record<string, string>;
  returnTo: string;
  /** Raised whenever the frame is to begin again. */
  reloads: number;
  /** It begins with an empty jar. */
  isStart: boolean;
  /** Mallory is on this page, and what is in the jar can be copied to her. */
  canCopy: boolean;
};

/** The visitor's own browser: the shop in a frame, and below it the jar. */
export function BrowserPane({ view, exchanges, originals, returnTo, reloads, isStart, canCopy }: BrowserPaneProps) {
  const { url, server } = view;
  return (
    <>
      <div className="pane-h">
        <h2>
          <Actor name="browser">browser</Actor>
        </h2>
        <span className="who">
          yours, <b>{server.loggedInAs === null ? 'nobody logged in' : `logged in as ${server.loggedInAs}`}</b>
        </span>
      </div>
      <Frame url={url} path={shownPath(url, exchanges)} reloads={reloads} isStart={isStart} />
      <Jar
        cookies={server.jar}
        shopUrl={url}
        returnTo={returnTo}
        originals={originals}
        aheadSeconds={server.clock.aheadSeconds}
        copied={canCopy && !server.mallory.carriesId ? server.mallory.sessionCookie : undefined}
      />
    </>
  );
}
