import { Actor } from '@/app/_ui/glyphs';
import type { BenchView } from '@/lib/bench/view';
import type { Exchange } from '@/lib/wire/exchange';
import { headerOf } from '@/lib/wire/header-of';
import { isVisitors } from '@/lib/wire/parties';
import { BackButton } from './back-button';
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

type FrameProps = Pick<BrowserPaneProps, 'reloads' | 'isStart'> & { url: string; path: string };

function Frame({ url, path, reloads, isStart }: FrameProps) {
  const address = new URL(path, url).href;
  return (
    <div className="frame">
      <a className="skip" href="#after-shop" id="before-shop">
        Skip past the shop
      </a>
      <div className="chrome">
        <code>
          {new URL(url).host}
          <wbr />
          <b>{path}</b>
        </code>
        <span className="row tight">
          <BackButton />
          <a className="btn btn-bare" href={address} target="shop">
            Reload
          </a>
        </span>
      </div>
      <iframe
        key={reloads}
        title="The shop, in your browser"
        name="shop"
        // Only the shop's host can empty the jar that the browser keeps for it.
        src={isStart ? new URL('_start', url).href : url}
      />
      <a className="skip" href="#before-shop" id="after-shop">
        Back before the shop
      </a>
    </div>
  );
}

/** The frame is of another host and does not say where it is: the newest page that crossed the wire into it does. */
function shownPath(url: string, exchanges: Exchange[]): string {
  const page = exchanges.findLast(
    ({ request, response, ...parties }) =>
      isVisitors(parties) &&
      request.method === 'GET' &&
      // Not into another tab.
      headerOf(request.headers, 'sec-fetch-dest') !== 'document' &&
      request.target.startsWith('/') &&
      headerOf(response.headers, 'location') === undefined &&
      (headerOf(response.headers, 'content-type') ?? '').startsWith('text/html'),
  );
  return page?.request.target ?? new URL(url).pathname;
}
