import type { Seen, Sighting, Station } from './seen';

/** What a check has found out. Null is what was not measured, or could not be. */

/** How a request came about: a link or a form in the visitor's window, a frame in a page, a script of it. */
export type Way = 'link' | 'form' | 'frame' | 'fetch';
export const WAYS: readonly Way[] = ['link', 'form', 'frame', 'fetch'];

export type SameSite = 'unset' | 'lax' | 'strict' | 'none' | 'none-secure';
export const SAME_SITES: readonly SameSite[] = ['unset', 'lax', 'strict', 'none', 'none-secure'];

/** For each way whether the cookie came along. */
export type Sent = Record<Way, boolean | null>;

export interface Findings {
  /** The site's own name is in the address bar. */
  ownName: boolean;
  /** The shop has a host of its own here, and Mallory is on another site than it. */
  ownHost: boolean;
  otherSite: boolean;
  connection: Seen['connection'];
  script: boolean;
  reached: { shop: boolean | null; subHost: boolean | null; mallory: boolean | null };
  popup: boolean | null;
  /** A cookie without attributes came back with the next click. */
  kept: boolean | null;
  /** A frame within the same site sends it. */
  framed: boolean | null;
  httpOnlyHidden: boolean | null;
  secureKept: boolean | null;
  /** With paths: the nearer one is sent, and another folder's is not. */
  path: boolean | null;
  nearerFirst: boolean | null;
  domainReachesSubHost: boolean | null;
  hostOnlyStays: boolean | null;
  planted: boolean | null;
  pastDeletes: boolean | null;
  days: number | null;
  securePrefix: { right: boolean | null; wrong: boolean | null };
  hostPrefix: { right: boolean | null; wrong: boolean | null };
  fullKept: boolean | null;
  /** What a cookie of 4,097 bytes did to the one that was there. */
  large: 'old-stays' | 'replaced' | 'gone' | null;
  sameSite: Record<SameSite, Sent>;
  crossSite: Record<SameSite, Sent>;
  /** Requests from Mallory's page say so by Sec-Fetch-Site; false where this browser sends it not here. */
  fetchMetadata: boolean | null;
  /** A cookie that is SameSite=Strict is kept when it is set in answer to Mallory's form. */
  loginKept: boolean | null;
  back: 'asked' | 'shown' | null;
  eventMilliseconds: number | null;
  stream: 'live' | 'late' | null;
}

const SAME: Record<Way, Station> = { link: 'link', form: 'form', frame: 'frame', fetch: 'fetch' };
const CROSS: Record<Way, Station> = {
  link: 'mallory-link',
  form: 'mallory-form',
  frame: 'mallory-frame',
  fetch: 'mallory-fetch',
};

export function findingsOf(seen: Seen): Findings {
  const { stations, told } = seen;
  const came = (station: Station, cookie: string): boolean | null =>
    stations[station]?.cookies.includes(cookie) ?? null;
  const missing = (station: Station, cookie: string) => not(came(station, cookie));
  // From a site that is none of the other's, as far as the browser says.
  const isOther = (sighting: Sighting | undefined) =>
    sighting?.from !== 'same-site' && sighting?.from !== 'same-origin';
  const sent = (stationOf: Record<Way, Station>, value: SameSite, isCross = false): Sent =>
    eachOf(WAYS, (way) => {
      const station = stationOf[way];
      return isCross && !isOther(stations[station]) ? null : came(station, `check-${value}`);
    });
  return {
    ownName: seen.origin === seen.ownName,
    ownHost: seen.ownHost,
    otherSite: seen.otherSite,
    connection: seen.connection,
    script: seen.script,
    reached: {
      shop: isReached(seen, 'reach-shop', seen.ownHost ? 'begin' : null),
      subHost: isReached(seen, 'reach-sub-host', 'sub-host'),
      mallory: isReached(seen, 'reach-mallory', 'framing'),
    },
    popup: told.popup === undefined ? null : told.popup === 'opened',
    kept: came('link', 'check-unset'),
    framed: came('frame', 'check-unset'),
    httpOnlyHidden: told.visible && came('link', 'check-http-only') ? !told.visible.includes('check-http-only') : null,
    secureKept: came('link', 'check-secure'),
    path: both(came('link', 'check-order=near'), missing('link', 'check-elsewhere')),
    nearerFirst: nearerFirst(stations.link),
    domainReachesSubHost: came('sub-host', 'check-domain'),
    hostOnlyStays: missing('sub-host', 'check-unset'),
    planted: stations['sub-host'] ? came('after', 'check-planted') : null,
    pastDeletes: missing('form', 'check-past'),
    days: told.days ?? null,
    securePrefix: { right: came('link', '__Secure-check-right'), wrong: missing('link', '__Secure-check-wrong') },
    hostPrefix: {
      right: seen.ownHost ? came('link', '__Host-check-right') : null,
      wrong: missing('link', '__Host-check-wrong'),
    },
    fullKept: came('size', 'check-full'),
    large: largeOf(stations.size),
    sameSite: eachOf(SAME_SITES, (value) => sent(SAME, value)),
    crossSite: eachOf(SAME_SITES, (value) => sent(CROSS, value, true)),
    fetchMetadata: stations['mallory-form'] ? stations['mallory-form'].from === 'cross-site' : null,
    loginKept: stations['mallory-form'] ? came('after', 'check-login') : null,
    back: backOf(seen),
    eventMilliseconds: told.eventMilliseconds ?? null,
    stream: streamOf(told.eventMilliseconds),
  };
}

const not = (value: boolean | null) => (value === null ? null : !value);
const both = (one: boolean | null, other: boolean | null) => (one === null || other === null ? null : one && other);

function eachOf<Key extends string, Value>(keys: readonly Key[], find: (key: Key) => Value): Record<Key, Value> {
  return Object.fromEntries(keys.map((key) => [key, find(key)])) as Record<Key, Value>;
}

/** A script asks for an address of its own; without one only the walk itself shows that a host is reached. */
function isReached({ stations, script, told }: Seen, asked: Station, walked: Station | null): boolean | null {
  if (stations[asked] || (walked && stations[walked])) return true;
  // The page tells of the popup once it has asked everybody.
  return script && told.popup !== undefined ? false : null;
}

function nearerFirst(sighting: Sighting | undefined): boolean | null {
  const order = sighting?.cookies.filter((name) => name.startsWith('check-order=')) ?? [];
  return order.length === 2 ? order[0] === 'check-order=near' : null;
}

function largeOf(sighting: Sighting | undefined): Findings['large'] {
  if (!sighting) return null;
  if (sighting.cookies.includes('check-large=old')) return 'old-stays';
  return sighting.cookies.includes('check-large') ? 'replaced' : 'gone';
}

function backOf({ stations }: Seen): Findings['back'] {
  if (stations.restored) return 'shown';
  return stations.left && (stations.private?.times ?? 0) > 1 ? 'asked' : null;
}

function streamOf(milliseconds: number | null | undefined): Findings['stream'] {
  if (milliseconds === undefined) return null;
  return milliseconds === null ? 'late' : 'live';
}
