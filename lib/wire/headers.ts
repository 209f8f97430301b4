/**
 * What each header of a bench's exchanges is for, in one sentence.
 * @see https://www.rfc-editor.org/rfc/rfc9110 (HTTP), https://www.w3.org/TR/fetch-metadata/ (Sec-Fetch-*),
 *   https://datatracker.ietf.org/doc/html/draft-ietf-httpbis-rfc6265bis (Cookie, Set-Cookie)
 */
const headers: Record<string, string> = {
  host: 'The name that the browser asked for; cookies are kept by it, without the port.',
  cookie:
    'What the jar holds for this host and path, as far as Secure, SameSite and expiry allow: names and values, never an attribute.',
  'set-cookie':
    'Asks the browser to keep this, one line for each cookie; what follows the first semicolon stays there.',
  origin: 'Scheme, host and port of the page that sent this request; a page’s script cannot forge it.',
  referer:
    'The address of the page that led here; by default only its origin, when that is another origin than this one.',
  'referrer-policy':
    'Says how much of this page’s address goes along when one leaves it; by default another origin is told the origin only.',
  'sec-fetch-site': 'The browser says how the sending page and this host are related; no page can forge it.',
  'sec-fetch-mode': 'The browser says how it asks: "navigate" is a page being opened.',
  'sec-fetch-dest': 'The browser says what it will use the answer for: a document, a frame, an image.',
  'sec-fetch-user': 'The browser says that a person’s click or key began this.',
  'user-agent': 'What the browser calls itself; anybody can write anything here.',
  accept: 'Which kinds of content the browser would like.',
  'accept-encoding': 'How the answer may be compressed.',
  'accept-language': 'Which languages the reader prefers.',
  'content-type': 'What kind of content the body is.',
  'content-length': 'How many bytes the body has.',
  'cache-control':
    'In a request: asks for a fresh answer. In a response: says who may keep a copy of it, and for how long.',
  location: 'Where the browser goes next, by itself.',
  'content-security-policy': 'Says what the page may load and run; this one keeps scripts out.',
  'x-content-type-options': 'Forbids the browser to guess another type than Content-Type says.',
  'x-frame-options': 'Says who may show this page in a frame.',
  date: 'When the answer was made, by the server’s clock.',
  vary: 'Names the request headers on which the answer depends, for caches.',
  connection: 'Says whether the TCP connection stays open; it does not say whose it is.',
  'keep-alive': 'For how long the server keeps an idle connection open.',
  'transfer-encoding': 'The body comes in pieces, each with its own length.',
  'upgrade-insecure-requests': 'The browser would rather have HTTPS.',
  'strict-transport-security': 'Tells the browser to use HTTPS only from now on.',
  'retry-after': 'After how many seconds to ask again.',
  allow: 'Which methods this address answers.',
  authorization: 'Who is asking, proven by a secret; sessions make do without it.',
  'if-none-match': 'The browser has a copy with this mark, and asks only if there is a newer one.',
  'if-modified-since': 'The browser has a copy of this time, and asks only if there is a newer one.',
  etag: 'A mark of this version, for asking later whether there is a newer one.',
  pragma: 'What Cache-Control was called in 1996.',
  priority: 'How soon the browser needs this.',
  dnt: 'The reader asks not to be followed.',
  'x-requested-with': 'A script sent this, by its own account.',
  'clear-site-data': 'Tells the browser to throw away what it keeps for this site.',
};

/** Values that change what a header says. */
const values: Record<string, Record<string, string>> = {
  'sec-fetch-site': {
    none: 'The browser says that no page led here: the address was typed, or came from a bookmark.',
    'same-origin': 'The browser says that a page of this very origin asks.',
    'same-site': 'The browser says that a page of the same site, but another host or port, asks.',
    'cross-site': 'The browser says that a page of another site asks.',
  },
  'cache-control': {
    'no-store': 'Nobody may keep a copy: the Back button asks the server again.',
    'no-cache':
      'In a request: asks for a fresh answer. In a response: a copy may be kept, and the server is asked before it is used.',
  },
  origin: { null: 'The browser does not say which page sent this.' },
};

/** What a header is for, in one sentence; null for one that is not known here. */
export function explainHeader(name: string, value?: string): string | null {
  const key = name.toLowerCase();
  const byValue = value === undefined ? undefined : own(values[key] ?? {}, value.trim().toLowerCase());
  if (byValue) return byValue;
  if (key.startsWith('sec-ch-')) return 'The browser says something of itself or of the machine that it runs on.';
  return own(headers, key);
}

const attributes: Record<string, string> = {
  path: 'The cookie goes along to this path and to those below it, by whole segments: /cart covers /cart/x, not /cartoon.',
  domain: 'The cookie goes along to this host and to every host below it; without it, to this host only.',
  'max-age': 'After so many seconds the browser drops it, by the browser’s own clock.',
  expires: 'At this moment the browser drops it, by the browser’s own clock.',
  httponly: 'Scripts in the page cannot read it; its owner still can.',
  secure:
    'The browser sends it over HTTPS only. Most browsers take localhost names as safe, and send it there over plain HTTP too.',
  samesite:
    'Says whether it goes along when another site began the request. Not set, Chromium treats it as Lax, with two minutes’ grace for a POST; others differ.',
  partitioned: 'In a frame, each site around it has a jar of its own.',
};

const sameSites: Record<string, string> = {
  lax: 'It goes along when another site’s link or GET form opens a page here, and with nothing else that another site begins.',
  strict: 'It goes along with nothing that another site begins, not even a link.',
  none: 'It goes along whoever began the request; browsers ask for Secure with it.',
};

/** What an attribute of Set-Cookie tells the browser, in one sentence; null for one that browsers do not know. */
export function explainAttribute(name: string, value?: string): string | null {
  const key = name.trim().toLowerCase();
  const byValue = key === 'samesite' && value ? own(sameSites, value.trim().toLowerCase()) : null;
  return byValue ?? own(attributes, key);
}

/** A header may be called "constructor". */
function own(table: Record<string, string>, key: string): string | null {
  return Object.hasOwn(table, key) ? (table[key] ?? null) : null;
}
