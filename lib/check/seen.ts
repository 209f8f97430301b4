/**
 * What a check has seen: requests as they arrived, and what only a script in the visitor's browser can tell. Plain data,
 * which page and server both read; what follows from it is in findings.ts.
 */

/** Every request of a check that something is learned from. */
export type Station =
  | 'begin'
  | 'link'
  | 'form'
  | 'frame'
  | 'fetch'
  | 'size'
  | 'sub-host'
  | 'framing'
  | 'mallory-frame'
  | 'mallory-fetch'
  | 'mallory-form'
  | 'linking'
  | 'mallory-link'
  | 'after'
  | 'private'
  | 'left'
  | 'restored'
  | 'end'
  | 'reach-shop'
  | 'reach-sub-host'
  | 'reach-mallory';

export interface Sighting {
  /** The check's own cookies that came with the first such request, in order; `name=tag` where two have one name. */
  cookies: string[];
  /** Sec-Fetch-Site, which browsers send to trustworthy origins only. */
  from: string | null;
  times: number;
}

/** What scripts of the check told. Null is what they could not find out, undefined what nobody has told yet. */
export interface Told {
  /** The names of the check's own cookies in `document.cookie`. */
  visible?: string[];
  /** How long a cookie that asked for 800 days is kept. */
  days?: number | null;
  /** How long the first event of a stream took to come; null where it did not come in time. */
  eventMilliseconds?: number | null;
  popup?: 'opened' | 'blocked';
}

export interface Seen {
  /** The page that measured, as the visitor came to it: `http://session.localhost:3000`. */
  origin: string;
  /** The site's own name, which has the shops and Mallory on hosts of their own. */
  ownName: string;
  /** Whether the check measures on a host of its own, as shops do. */
  ownHost: boolean;
  /** Whether Mallory's site is another site than the shop's for whoever came to this address. */
  otherSite: boolean;
  connection: 'https' | 'loopback' | 'http';
  /** The page that began the check ran a script. */
  script: boolean;
  /** ISO 8601, UTC. */
  begun: string;
  stations: Partial<Record<Station, Sighting>>;
  told: Told;
}
