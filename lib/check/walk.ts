import type { Check } from './checks';
import type { Station } from './seen';

/**
 * A check is a walk: pages of the shop's place, its sub-host and Mallory's site, one after the other in one window,
 * since only a navigation from another site's page shows what SameSite does. Each page leads to the next by itself.
 */

const WALK = [
  'begin',
  'link',
  'form',
  'size',
  'sub-host',
  'private',
  'left',
  'framing',
  'mallory-form',
  'linking',
  'mallory-link',
  'after',
  'end',
] as const satisfies readonly Station[];

type Step = (typeof WALK)[number];

const isStep = (station: Station): station is Step => (WALK as readonly Station[]).includes(station);

/** On Mallory's site; `mallory-form` is where her form leads to. */
const HERS: readonly Station[] = ['framing', 'linking', 'reach-mallory'];
const OF_SUB_HOST: readonly Station[] = ['sub-host', 'reach-sub-host'];
const SENT_AS_FORM: readonly Station[] = ['form', 'mallory-form'];
const AT_ONCE: readonly Station[] = ['begin', 'end', 'reach-shop'];

export type Part = keyof Check['places'];

/** Which host a request is for. */
export function partOf(station: Station): Part {
  if (HERS.includes(station)) return 'mallory';
  return OF_SUB_HOST.includes(station) ? 'subHost' : 'shop';
}

export const methodOf = (station: Station): 'GET' | 'POST' => (SENT_AS_FORM.includes(station) ? 'POST' : 'GET');

/** Below the check's own path: cookies of the folder `near/` are there to be sent before those of the whole. */
function pathOf(station: Station): string {
  if (station === 'size') return 'size/size';
  return partOf(station) !== 'shop' || AT_ONCE.includes(station) ? station : `near/${station}`;
}

export const addressOf = (station: Station, { places }: Check): string =>
  `${places[partOf(station)] ?? places.shop}${pathOf(station)}`;

const STATIONS: readonly Station[] = [
  ...WALK,
  'frame',
  'fetch',
  'mallory-frame',
  'mallory-fetch',
  'restored',
  'reach-shop',
  'reach-sub-host',
  'reach-mallory',
];

/** Which station a path below a check's own is, on that host; null where there is nothing. */
export function stationAt(path: string, part: Part): Station | null {
  return STATIONS.find((station) => partOf(station) === part && pathOf(station) === path) ?? null;
}

/** Where the walk goes on, leaving out what this browser cannot reach or do. */
export function stepAfter(station: Station, check: Check): Step | null {
  const from = station === 'restored' ? 'left' : station;
  if (!isStep(from)) return null;
  return WALK.slice(WALK.indexOf(from) + 1).find((step) => isPossible(step, check)) ?? null;
}

function isPossible(step: Step, { places, seen: { script, stations } }: Check): boolean {
  if (step === 'sub-host') return places.subHost !== null && (!script || stations['reach-sub-host'] !== undefined);
  // Only a script can go back by itself and tell what it found there.
  if (step === 'private' || step === 'left') return script;
  const isHers = HERS.includes(step) || step === 'mallory-form' || step === 'mallory-link';
  return !isHers || !script || stations['reach-mallory'] !== undefined;
}
