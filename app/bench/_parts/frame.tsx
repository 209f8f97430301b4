import type { Exchange } from '@/lib/wire/exchange';
import { headerOf } from '@/lib/wire/header-of';
import { isVisitors } from '@/lib/wire/parties';
import { BackButton } from './back-button';

type FrameProps = {
  /** The base of the shop, ending in "/". */
  url: string;
  /** What its address bar says. */
  path: string;
  /** Raised whenever the frame is to begin again. */
  reloads: number;
  /** It begins with an empty jar. */
  isStart: boolean;
  /** Empty at first: the first page that it shows is the answer to a form that is sent there. */
  awaitsForm?: boolean;
};

/** The shop in a frame of the reader's own browser, with an address bar. */
export function Frame({ url, path, reloads, isStart, awaitsForm = false }: FrameProps) {
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
        src={awaitsForm ? undefined : isStart ? new URL('_start', url).href : url}
      />
      <a className="skip" href="#before-shop" id="after-shop">
        Back before the shop
      </a>
    </div>
  );
}

/** The frame is of another host and does not say where it is: the newest page that crossed the wire into it does. */
export function shownPath(url: string, exchanges: Exchange[]): string {
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
