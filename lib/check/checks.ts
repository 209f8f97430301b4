import { randomBytes } from 'node:crypto';
import { env } from '@/lib/env';
import {
  CHECK,
  canonicalMalloryAddress,
  canonicalShopAddress,
  type MalloryAddress,
  malloryAddressOf,
  type Place,
  shopAddressOf,
  subHostOrigin,
} from '@/lib/http/origins';
import type { Seen, Told } from './seen';

/** Where a check's requests go. Each begins a path that is this check's alone, and ends in "/". */
export interface Places {
  /** Where its cookies live: a shop's place. */
  shop: string;
  /** The sub-host below that; null where the check has no host of its own. */
  subHost: string | null;
  /** Another site. */
  mallory: string;
}

/** The three addresses that are asked whether this browser reaches them, from wherever the page is. */
export type Reach = Record<'shop' | 'mallory', string> & { 'sub-host': string | null };

export interface Check {
  /** Nobody else knows it: 96 random bits. */
  key: string;
  places: Places;
  reach: Reach;
  seen: Seen;
}

const LIFE_MILLISECONDS = 5 * 60 * 1000;
/** A lecture hall at once; each is some three kilobytes. The oldest goes first. */
const MAX_CHECKS = 1000;

// On globalThis, since the bundler may hold this module several times in one process.
const shared = globalThis as typeof globalThis & { sessionLabChecks?: Map<string, Check> };

function checks(): Map<string, Check> {
  shared.sessionLabChecks ??= new Map();
  return shared.sessionLabChecks;
}

/** @param script whether it is a script that begins it */
export function beginCheck(place: Place, script: boolean, now = Date.now()): Check {
  const key = randomBytes(12).toString('hex');
  const address = shopAddressOf(place, CHECK);
  const canonical = canonicalShopAddress(CHECK);
  const subHost = subHostOrigin(CHECK);
  const { base, otherSite } = malloryOf(place);
  const mallory = `${base}/${key}/`;
  const check: Check = {
    key,
    places: {
      shop: `${address.origin}${address.base}/${key}/`,
      subHost: address.ownHost && subHost ? `${subHost}/${key}/` : null,
      mallory,
    },
    reach: {
      shop: `${canonical.origin}${canonical.base}/${key}/reach-shop`,
      'sub-host': subHost && `${subHost}/${key}/reach-sub-host`,
      mallory: `${mallory}reach-mallory`,
    },
    seen: {
      origin: place.origin,
      ownName: env().SITE_ORIGIN,
      ownHost: address.ownHost,
      otherSite,
      connection: place.origin.startsWith('https:') ? 'https' : place.trustworthy ? 'loopback' : 'http',
      script,
      begun: new Date(now).toISOString(),
      stations: {},
      told: {},
    },
  };
  const all = checks();
  for (const { key: old, seen } of all.values()) {
    // They stand in the order in which they began.
    if (all.size < MAX_CHECKS && now - Date.parse(seen.begun) < LIFE_MILLISECONDS) break;
    all.delete(old);
  }
  all.set(key, check);
  return check;
}

/** The other origins that the check's page begins at, and asks whether they are reached. */
export function reachedByCheck(place: Place): { forms: string[]; asked: string[] } {
  const { origin } = canonicalShopAddress(CHECK);
  const mallory = new URL(malloryOf(place).base).origin;
  const asked = [origin, subHostOrigin(CHECK), mallory].filter((other) => other !== null);
  return { forms: [shopAddressOf(place, CHECK).origin], asked };
}

/** Where Mallory is for whoever came to `place`; on her own host where only a path of this one would be left. */
function malloryOf(place: Place): MalloryAddress {
  const address = malloryAddressOf(place, CHECK);
  return address.otherSite ? address : { base: canonicalMalloryAddress(CHECK), otherSite: false };
}

/** Null where there is none, or none any more. */
export function findCheck(key: string, now = Date.now()): Check | null {
  const check = checks().get(key);
  return check && now - Date.parse(check.seen.begun) < LIFE_MILLISECONDS ? check : null;
}

/** What is told once stays. */
export function tell(check: Check, told: Told): void {
  check.seen.told = { ...told, ...check.seen.told };
}
