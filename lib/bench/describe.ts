import { env } from '@/lib/env';
import type { Place, ShopAddress } from '@/lib/http/origins';
import { canonicalShopAddress, isLoopback, malloryAddressOf, shopAddressOf } from '@/lib/http/origins';
import { isKeyed, warningsFor } from '@/lib/shop/policy';
import { findPreset } from '@/lib/shop/presets';
import { StoreUnavailable } from '@/lib/shop/stores/store';
import type { Bench } from './bench';
import { describeMallory } from './mallory';
import type { BenchView, RowView, ServerView } from './view';

/** A store's newest rows; a class demonstration has a handful. */
const MAX_ROWS_SHOWN = 50;

export const shopUrl = ({ origin, base }: ShopAddress): string => `${origin}${base}/`;

/** A bench as its owner sees it from where they came. */
export async function describeBench(bench: Bench, place: Place): Promise<BenchView> {
  const address = shopAddressOf(place, bench.id);
  const { hostname } = new URL(address.origin);
  const original = findPreset(bench.preset)?.policy;
  const { rows, away } = await reachableRows(bench);
  const server = await describeServer(bench, rows);
  return {
    id: bench.id,
    url: shopUrl(address),
    preset: bench.preset,
    changed: JSON.stringify(original) !== JSON.stringify(bench.policy),
    policy: bench.policy,
    users: server.users,
    warnings: [...(away === null ? [] : [away]), ...warningsFor(bench.policy, { ...address, hostname })],
    ownHost: address.ownHost,
    address: canonicalPage(bench, place),
    mallory: malloryAddressOf(place, bench.id),
    server,
  };
}

/**
 * The server's side: what it knows and keeps at this moment.
 * @throws {StoreUnavailable} where the rows are not given and cannot be read
 */
export async function describeServer(bench: Bench, rows?: RowView[]): Promise<ServerView> {
  const { clock } = bench;
  return {
    clock: { now: clock.now(), paused: clock.paused, aheadSeconds: clock.aheadSeconds },
    startedAt: bench.startedAt,
    servers: bench.servers,
    secret: isKeyed(bench.policy) ? bench.secret : null,
    rows: rows ?? (await rowsOf(bench)),
    jar: bench.lastJar()?.all() ?? [],
    loggedInAs: bench.loggedInAs,
    costs: bench.costs.perRequest(),
    users: bench.users.all().map((user) => ({ ...user })),
    mallory: await describeMallory(bench),
  };
}

/** The rows, or none and one sentence where the store is away: everything else of a bench can still be seen and done. */
export async function reachableRows(bench: Bench): Promise<{ rows: RowView[]; away: string | null }> {
  try {
    return { rows: await rowsOf(bench), away: null };
  } catch (error) {
    if (!(error instanceof StoreUnavailable)) throw error;
    return { rows: [], away: error.message };
  }
}

async function rowsOf(bench: Bench): Promise<RowView[]> {
  const stores = await bench.stores();
  const now = bench.clock.now();
  const rows: RowView[] = [];
  for (const [index, store] of stores.entries()) {
    for (const { key, session } of (await store.list()).slice(0, MAX_ROWS_SHOWN)) {
      rows.push({
        key,
        ...session,
        expired: session.expiresAt !== null && session.expiresAt <= now,
        ...(stores.length > 1 && { server: index === 0 ? 1 : 2 }),
        changed: bench.changedRows.of(key),
      });
    }
  }
  return rows;
}

/** `session.localhost` is each visitor's own machine, and no shop has a host of its own where there is no wildcard. */
function canonicalPage({ id }: Bench, place: Place): string | null {
  const { SITE_ORIGIN } = env();
  const isElsewhere = isLoopback(new URL(SITE_ORIGIN).hostname) && !isLoopback(new URL(place.origin).hostname);
  return isElsewhere || !canonicalShopAddress(id).ownHost ? null : `${SITE_ORIGIN}/bench/${id}`;
}
