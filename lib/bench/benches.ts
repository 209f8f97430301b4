import { randomInt } from 'node:crypto';
import { RateLimiterMemory, type RateLimiterRes } from 'rate-limiter-flexible';
import { env } from '@/lib/env';
import { errorText, log } from '@/lib/log';
import { NamedError } from '@/lib/named-error';
import { changePolicy, isKeyed, PolicyRefused } from '@/lib/shop/policy';
import { DEFAULT_PRESET, findPreset } from '@/lib/shop/presets';
import { secretFlaw } from '@/lib/shop/secrets';
import { Bench } from './bench';
import { deleteSavedBench, readSavedBench, saveBench, savedBenchIds } from './saved';

/** Every bench of this process: made, found, and ended when there are too many or it has not been used for long. */

const MAX_IDLE_MILLISECONDS = 30 * 24 * 60 * 60 * 1000;
const SAVE_INTERVAL_MILLISECONDS = 2000;
const SWEEP_INTERVAL_MILLISECONDS = 60 * 60 * 1000;

/** A class behind one address makes a few hundred at once; whoever makes thousands wants other people's to go. */
const ADDRESS_WINDOW_SECONDS = 600;

/** No bench has this id. */
export class NoSuchBench extends NamedError {
  static override readonly errorName = 'NoSuchBench';
}

/** One address has made too many benches. */
export class TooManyBenches extends NamedError {
  static override readonly errorName = 'TooManyBenches';
  readonly retryAfterSeconds: number;

  constructor(retryAfterSeconds: number) {
    super('Too many benches have been made from this address lately.');
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

interface Place {
  /** null until somebody asks for it after a restart of the site. */
  bench: Bench | null;
  usedAt: number;
}

interface Registry {
  /** By id, the longest unused first. */
  places: Promise<Map<string, Place>>;
  opening: Map<string, Promise<Bench | null>>;
  newBenches: RateLimiterMemory;
}

// On globalThis, since the bundler may hold this module several times in one process.
const shared = globalThis as typeof globalThis & { sessionLabBenches?: Registry };

function registry(): Registry {
  if (!shared.sessionLabBenches) {
    shared.sessionLabBenches = {
      places: known(),
      opening: new Map(),
      newBenches: new RateLimiterMemory({ points: env().BENCHES_PER_ADDRESS, duration: ADDRESS_WINDOW_SECONDS }),
    };
    shared.sessionLabBenches.places.catch(() => {
      // The database was away: the next visitor asks again.
      shared.sessionLabBenches = undefined;
    });
    setInterval(() => void keep(saveChanged), SAVE_INTERVAL_MILLISECONDS).unref();
    setInterval(() => void keep(sweepIdle), SWEEP_INTERVAL_MILLISECONDS).unref();
  }
  return shared.sessionLabBenches;
}

async function known(): Promise<Map<string, Place>> {
  const ids = await savedBenchIds();
  return new Map(ids.map(({ id, usedAt }) => [id, { bench: null, usedAt }]));
}

async function keep(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    log().error({ event: 'benches-not-kept', error: errorText(error) });
  }
}

async function saveChanged(): Promise<void> {
  for (const { bench } of (await registry().places).values()) {
    if (!bench?.unsaved) continue;
    bench.unsaved = false;
    await saveBench(bench);
  }
}

async function sweepIdle(): Promise<void> {
  const places = await registry().places;
  for (const [id, { usedAt }] of places) {
    if (Date.now() - usedAt < MAX_IDLE_MILLISECONDS) return;
    await endBench(id);
  }
}

/** Eleven characters without those that look alike: 54 bits, since whoever knows the id may use the bench. */
const ALPHABET = 'abcdefghjkmnpqrstuvwxyz23456789';
const newBenchId = () => Array.from({ length: 11 }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');

export interface NewBench {
  preset?: string;
  policy?: unknown;
  secret?: string;
}

/**
 * Makes a bench.
 * @param address who asks, for the limit of each address
 * @throws {PolicyRefused} where the preset is unknown, or the policy or the secret makes no sense
 * @throws {TooManyBenches}
 */
export async function createBench(
  { preset: name = DEFAULT_PRESET, policy: changes, secret }: NewBench,
  address: string,
): Promise<Bench> {
  const preset = findPreset(name);
  if (!preset) throw new PolicyRefused(`There is no preset called "${name.slice(0, 60)}".`);
  const policy = changes === undefined ? preset.policy : changePolicy(preset.policy, changes);
  if (secret !== undefined) {
    if (!isKeyed(policy)) throw new PolicyRefused(`"secret" means nothing with "${policy.mechanism}": it needs none.`);
    const flaw = secretFlaw(policy.mechanism, secret);
    if (flaw) throw new PolicyRefused(flaw);
  }
  await registry()
    .newBenches.consume(address)
    .catch((refusal: unknown) => {
      // No `instanceof`: the limiter may be another copy of the library's.
      const { msBeforeNext } = refusal as Partial<RateLimiterRes>;
      throw msBeforeNext === undefined ? refusal : new TooManyBenches(Math.ceil(msBeforeNext / 1000));
    });
  const bench = Bench.make(newBenchId(), name, policy, secret);
  await saveBench(bench);
  const places = await registry().places;
  places.set(bench.id, { bench, usedAt: bench.usedAt });
  for (const id of places.keys()) {
    if (places.size <= env().MAX_BENCHES) break;
    await endBench(id);
  }
  return bench;
}

/**
 * The bench of this id, which counts as used by that.
 * @throws {NoSuchBench}
 */
export async function findBench(id: string): Promise<Bench> {
  const places = await registry().places;
  const place = places.get(id);
  const bench = place?.bench ?? (place && (await openSaved(id)));
  if (!place || !bench) throw new NoSuchBench('There is no such bench: it has ended, or never was.');
  bench.usedAt = Date.now();
  places.delete(id);
  places.set(id, { bench, usedAt: bench.usedAt });
  return bench;
}

/** Two requests at once must not make two of one bench. */
function openSaved(id: string): Promise<Bench | null> {
  const { opening } = registry();
  const known = opening.get(id);
  if (known) return known;
  const opened = readSavedBench(id).then((saved) => saved && new Bench(id, saved));
  opening.set(id, opened);
  return opened.finally(() => opening.delete(id));
}

/** Ends a bench: its rows and files go with it. */
export async function endBench(id: string): Promise<void> {
  const places = await registry().places;
  const place = places.get(id);
  if (!place) return;
  const bench = place.bench ?? (await openSaved(id));
  places.delete(id);
  await bench?.end();
  await deleteSavedBench(id);
}
