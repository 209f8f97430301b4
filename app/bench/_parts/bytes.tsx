import { Actor } from '@/app/_ui/glyphs';
import type { Exchange, HeaderLine } from '@/lib/wire/exchange';
import { type AbsentHeader, absentFromRequest, absentFromResponse, glossOf } from '@/lib/wire/gloss';
import { explainHeader } from '@/lib/wire/headers';
import { answererOf, requesterOf } from '@/lib/wire/parties';
import { parseCookieHeader, parseSetCookie } from '@/lib/wire/set-cookie';
import { CookieValue } from './cookie-value';
import { Explained } from './explained';

type BytesProps = {
  exchange: Exchange;
  /** The exchange before this one between the same people: what is the same as there need not be read again. */
  previous?: Exchange | null | undefined;
  /** What the shop had last set under a cookie's name; where the cookie that came is other, it is marked. */
  originals?: Record<string, string>;
};

/** The request and the response as they crossed the wire: quiet, but for the lines that matter here. */
export function Bytes({ exchange, previous = null, originals = {} }: BytesProps) {
  const { n, request, response } = exchange;
  const line = (side: 'request' | 'response') => (header: HeaderLine, place: number) => (
    <ByteLine
      key={place}
      id={`explained-${n}-${side}-${place}`}
      header={header}
      gloss={glossOf(exchange, side, header, previous)}
      originals={originals}
    />
  );
  return (
    <div className="raw">
      <div className="raw-h">
        <Actor name={requesterOf(exchange).actor}>request</Actor>
        <span className="num">{request.bytes.toLocaleString('en')} bytes</span>
      </div>
      <ol className="bytes">
        <li className="start">
          <code>
            {request.method} {request.target} HTTP/1.1
          </code>
        </li>
        {request.headers.map(line('request'))}
        <Absent header={absentFromRequest(exchange)} />
        {request.body !== '' && (
          <li className="start">
            <code className="body">{request.body}</code>
          </li>
        )}
      </ol>
      <div className="raw-h">
        <Actor name={answererOf(exchange).actor}>response</Actor>
        <span className="num">{response.bytes.toLocaleString('en')} bytes</span>
      </div>
      <ol className="bytes">
        <li className="start">
          <code>
            HTTP/1.1 {response.status} {response.reason}
          </code>
        </li>
        {response.headers.map(line('response'))}
        <Absent header={absentFromResponse(exchange)} />
      </ol>
      {response.body !== '' && (
        <details className="body-fold">
          <summary>Body of the response</summary>
          <pre className="body">{response.body}</pre>
          {response.cut && <p className="small quiet">There is more; only this much is kept.</p>}
        </details>
      )}
    </div>
  );
}

type ByteLineProps = { id: string; header: HeaderLine; gloss: string | null; originals: Record<string, string> };

function ByteLine({ id, header: [name, value], gloss, originals }: ByteLineProps) {
  const key = name.toLowerCase();
  const isCookie = key === 'cookie' || key === 'set-cookie';
  return (
    <li className={gloss === null ? undefined : 'lit'} data-actor={isCookie ? 'cookie' : undefined}>
      <code>
        <Explained id={id} text={explainHeader(name, value)}>
          {name}
        </Explained>
        {': '}
        <span className="v">
          {key === 'cookie' ? (
            <CookiePairs header={value} originals={originals} />
          ) : key === 'set-cookie' ? (
            <SetCookie header={value} />
          ) : (
            value
          )}
        </span>
      </code>
      {gloss !== null && <p className="gloss">{gloss}</p>}
    </li>
  );
}

function CookiePairs({ header, originals }: { header: string; originals: Record<string, string> }) {
  const pairs = parseCookieHeader(header);
  // A line that is written otherwise than browsers do is shown as it came.
  if (pairs.map((pair) => pair.join('=')).join('; ') !== header) return header;
  return pairs.map(([name, value], place) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a name may come twice
    <span key={place}>
      {place > 0 && '; '}
      {name}=<CookieValue value={value} original={originals[name]} />
    </span>
  ));
}

function SetCookie({ header }: { header: string }) {
  const { name, value } = parseSetCookie(header);
  const begin = `${name}=${value}`;
  if (!header.startsWith(begin)) return header;
  return (
    <>
      {name}=<CookieValue value={value} />
      {header.slice(begin.length)}
    </>
  );
}

function Absent({ header }: { header: AbsentHeader | null }) {
  if (!header) return null;
  return (
    <li className="lit absent">
      <code>{header.name} (absent)</code>
      <p className="gloss">{header.gloss}</p>
    </li>
  );
}
