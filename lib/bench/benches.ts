import { randomInt } from 'node:crypto';
import { RateLimiterMemory, type RateLimiterRes } from 'rate-limiter-flexible';
import { env } from '@/lib/env';
import { beforeTheEnd } from '@/lib/http/last-work';
import { errorText, log } from '@/lib/log';
import { NamedError } from '@/lib/named-error';
import { changePolicy, isKeyed, PolicyRefused, type SessionPolicy } from '@/lib/shop/policy';
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
  /** By id, the longest unused first; null before the first question, and where the database did not answer it. */
  places: Promise<Map<string, Place>> | null;
  opening: Map<string, Promise<Bench | null>>;
  /** Benches that are nobody's and live as long as what they were made for. */
  scratch: Map<string, Bench>;
  newBenches: RateLimiterMemory;
}

// On globalThis, since the bundler may hold this module several times in one process.
const shared = globalThis as typeof globalThis & { sessionLabBenches?: Registry };

function registry(): Registry {
  if (!shared.sessionLabBenches) {
    shared.sessionLabBenches = {
      places: null,
      opening: new Map(),
      scratch: new Map(),
      newBenches: new RateLimiterMemory({ points: env().BENCHES_PER_ADDRESS, duration: ADDRESS_WINDOW_SECONDS }),
    };
    setInterval(() => void keep(saveChanged), SAVE_INTERVAL_MILLISECONDS).unref();
    setInterval(() => void keep(sweepIdle), SWEEP_INTERVAL_MILLISECONDS).unref();
    // What the shops have changed since the last round; owners' own changes are saved already.
    beforeTheEnd(() => keep(saveChanged));
  }
  return shared.sessionLabBenches;
}

/** Every bench that there is. Where the database is away, whoever asks next tries again. */
function allPlaces(): Promise<Map<string, Place>> {
  const kept = registry();
  kept.places ??= known().catch((error: unknown) => {
    kept.places = null;
    throw error;
  });
  return kept.places;
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
  const places = await registry().places;
  const benches = [...(places?.values() ?? [])].map(({ bench }) => bench);
  for (const bench of benches) if (bench) await saveNow(bench);
}

/** Saves what has changed since it was saved last; where that fails, it is still unsaved. */
async function saveNow(bench: Bench): Promise<void> {
  const places = await allPlaces();
  // It may have ended meanwhile.
  if (!bench.unsaved || places.get(bench.id)?.bench !== bench) return;
  bench.unsaved = false;
  try {
    await saveBench(bench);
  } catch (error) {
    bench.unsaved = true;
    throw error;
  }
}

/** Saves at once what its owner has changed. Where the database is away, the next round tries again. */
export function keepBench(bench: Bench): Promise<void> {
  return keep(() => saveNow(bench));
}

async function sweepIdle(): Promise<void> {
  const places = await allPlaces();
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
 * @throws {StoreUnavailable} where its store is out of reach
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
  // A bench whose sessions cannot be kept is not made.
  await bench.stores();
  const places = await allPlaces();
  await saveBench(bench);
  places.set(bench.id, { bench, usedAt: bench.usedAt });
  await keep(makeRoom);
  return bench;
}

async function makeRoom(): Promise<void> {
  const places = await allPlaces();
  for (const id of places.keys()) {
    if (places.size <= env().MAX_BENCHES) break;
    await endBench(id);
  }
}

/**
 * The bench of this id, which counts as used by that.
 * @throws {NoSuchBench}
 */
export async function findBench(id: string): Promise<Bench> {
  const scratch = registry().scratch.get(id);
  if (scratch) return scratch;
  const places = await allPlaces();
  const place = places.get(id);
  const bench = place?.bench ?? (place && (await openSaved(id)));
  // While it was opened, it may have ended.
  if (!bench || !places.has(id)) throw new NoSuchBench('There is no such bench: it has ended, or never was.');
  bench.usedAt = Date.now();
  places.delete(id);
  places.set(id, { bench, usedAt: bench.usedAt });
  return bench;
}

/** What a bench that is nobody's is made with. */
export interface ScratchBench {
  preset: string;
  policy: SessionPolicy;
  secret?: string;
}

/**
 * Makes a bench with a given policy for as long as `work` takes. It stands in no list, is not saved, and is no reason for
 * another to go; whoever knows its id meanwhile can use it like any other.
 * @throws {StoreUnavailable} where its store is out of reach
 */
export async function onScratchBench<Result>(
  made: ScratchBench,
  work: (bench: Bench) => Promise<Result>,
): Promise<Result> {
  const bench = newScratchBench(made);
  await bench.stores();
  const end = keepScratch(bench);
  try {
    return await work(bench);
  } finally {
    await end();
  }
}

/** Makes such a bench, which stays until it is ended by what comes with it. Its store is opened when it is first used. */
export function keepScratchBench(made: ScratchBench): { bench: Bench; end(): Promise<void> } {
  const bench = newScratchBench(made);
  return { bench, end: keepScratch(bench) };
}

const newScratchBench = ({ preset, policy, secret }: ScratchBench) => Bench.make(newBenchId(), preset, policy, secret);

function keepScratch(bench: Bench): () => Promise<void> {
  const { scratch } = registry();
  scratch.set(bench.id, bench);
  return () => {
    scratch.delete(bench.id);
    return bench.end();
  };
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

/** Ends a bench: its rows and files go with it. Where the database is away, the bench stays. */
export async function endBench(id: string): Promise<void> {
  const places = await allPlaces();
  const place = places.get(id);
  if (!place) return;
  // First of all, so that nobody finds it any more, and nobody saves it again.
  places.delete(id);
  try {
    const bench = place.bench ?? (await openSaved(id));
    await deleteSavedBench(id);
    await bench?.end();
  } catch (error) {
    places.set(id, place);
    throw error;
  }
}
