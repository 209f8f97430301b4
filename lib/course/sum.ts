import pLimit, { type LimitFunction } from 'p-limit';
import type { AttackResult } from '@/lib/attacks/attack';
import { AttackImpossible } from '@/lib/attacks/attack-impossible';
import { attackNamed } from '@/lib/attacks/attacks';
import type { AttackName } from '@/lib/attacks/names';
import { AttackMeaningless, runAttack, TooManyAttacks } from '@/lib/attacks/run-attack';
import type { Bench } from '@/lib/bench/bench';
import { onScratchBench } from '@/lib/bench/benches';
import { ScriptedClient } from '@/lib/bench/scripted-client';
import { changePolicy, idParameter, isKeyed, type Mechanism, type SessionPolicy } from '@/lib/shop/policy';
import { type StoreName, storeAvailability } from '@/lib/shop/stores/open-store';
import { StoreUnavailable } from '@/lib/shop/stores/store';
import type { Exchange } from '@/lib/wire/exchange';

/** Client side against server side: every mechanism, measured with the switches of one bench. */
export interface Sum {
  /** The switches that it was measured with; mechanism and store aside. */
  policy: SessionPolicy;
  rows: SumRow[];
  /** Stores that are not here. */
  missing: StoreName[];
}

/** One mechanism: what the attacks came to, and what a request costs. */
export interface SumRow {
  mechanism: Mechanism;
  store: StoreName | null;
  /** Where somebody's session was found after a login: a row on the server, or else the browser alone. */
  isOnServer: boolean;
  /** Whoever holds what the browser keeps can read in it. */
  isReadable: Finding;
  /** Whoever holds it can change it unnoticed. */
  isWritable: Finding;
  /** A copy is worth nothing after logging out. */
  isRevocable: Finding;
  /** Whoever is logged in stays so when the server is started anew. */
  outlivesRestart: Finding;
  /** What the session adds to one exchange, in bytes: lines with cookies, and the id in the address. */
  bytes: number;
  /** What the shop's server needs for one request: a median. Null where nobody stays logged in. */
  micros: number | null;
}

/** What an attack has shown, and its own words for it. */
export interface Finding {
  /** null where it could not be tried. */
  is: boolean | null;
  why: string;
}

const CLIENT_SIDE: readonly Mechanism[] = ['plain', 'signed', 'encrypted'];
/** The first ones warm up; the median is of the latest 31 (lib/bench/costs.ts). */
const REQUESTS = 40;
const MAX_WAITING = 20;

// On globalThis, since the bundler may hold this module several times in one process.
const shared = globalThis as typeof globalThis & { sessionLabSums?: { limit: LimitFunction; busy: WeakSet<Bench> } };
/** One after the other: no measurement is to count another's work. */
shared.sessionLabSums ??= { limit: pLimit(1), busy: new WeakSet() };
const turns = shared.sessionLabSums;

/**
 * Measures each mechanism, and each store that there is, on benches made for it, with the switches of this bench.
 * @throws {TooManyAttacks} where too many others wait for theirs, or this one is being measured already
 */
export async function measureSum(bench: Bench): Promise<Sum> {
  if (turns.busy.has(bench)) throw new TooManyAttacks('Your bench is being measured. Wait a moment.');
  if (turns.limit.pendingCount >= MAX_WAITING)
    throw new TooManyAttacks('Too many benches wait to be measured. Try again in a minute.');
  turns.busy.add(bench);
  try {
    return await measureAll(bench);
  } finally {
    turns.busy.delete(bench);
  }
}

async function measureAll({ preset, policy, secret }: Bench): Promise<Sum> {
  const stores = await storeAvailability();
  const sides: [Mechanism, StoreName | null][] = [
    ...CLIENT_SIDE.map((mechanism): [Mechanism, null] => [mechanism, null]),
    ...(Object.keys(stores) as StoreName[]).map((store): [Mechanism, StoreName] => ['server', store]),
  ];
  const sum: Sum = { policy, rows: [], missing: [] };
  for (const [mechanism, store] of sides) {
    if (store !== null && !stores[store].available) {
      sum.missing.push(store);
      continue;
    }
    const other = changePolicy(policy, { mechanism, ...(store !== null && { store }) });
    const isSameKey = isKeyed(other) && policy.mechanism === mechanism;
    const made = { preset, policy: other, ...(isSameKey && { secret }) };
    const row = await turns.limit(() => onScratchBench(made, measure)).catch(unlessAway);
    if (row) sum.rows.push(row);
    else if (store !== null) sum.missing.push(store);
  }
  return sum;
}

function unlessAway(error: unknown): null {
  if (error instanceof StoreUnavailable) return null;
  throw error;
}

async function measure(bench: Bench): Promise<SumRow> {
  const { policy } = bench;
  const cost = await costOf(bench);
  const restarted = await tried(bench, 'restart', ({ ways: [anew] = [] }) => anew);
  return {
    mechanism: policy.mechanism,
    store: policy.mechanism === 'server' ? policy.store : null,
    ...cost,
    isReadable: await tried(bench, 'read'),
    isWritable: await tried(bench, 'tamper'),
    isRevocable: opposite(await tried(bench, 'replay-after-logout')),
    outlivesRestart: opposite(restarted),
  };
}

/** ada logs in and looks at her profile again and again, by a client that counts as any browser. */
async function costOf(bench: Bench): Promise<Pick<SumRow, 'isOnServer' | 'bytes' | 'micros'>> {
  const ada = new ScriptedClient(bench.id, { idInLinks: idParameter(bench.policy) });
  try {
    await ada.submit('/login', '/login', { username: 'ada', password: bench.users.find('ada')?.password ?? '' });
    for (let request = 0; request < REQUESTS; request++) await ada.get('/profile');
  } finally {
    ada.close();
  }
  const last = bench.journal.after(bench.journal.last - 1)[0];
  const [cost] = bench.costs.perRequest();
  const rows = await Promise.all((await bench.stores()).map((store) => store.list()));
  return {
    isOnServer: rows.flat().length > 0,
    bytes: last ? bytesOfSession(last) : 0,
    micros: cost?.serverMicros ?? null,
  };
}

function bytesOfSession({ request, response }: Exchange): number {
  const lines = [...request.headers, ...response.headers].filter(([name]) => /^(set-)?cookie$/i.test(name));
  const inAddress = request.target.split('?')[1];
  const ofLines = lines.reduce((bytes, [name, value]) => bytes + name.length + value.length + 4, 0);
  return ofLines + (inAddress === undefined ? 0 : inAddress.length + 1);
}

type Told = { succeeded: boolean; why: string };

/** @param told the part of the result that counts; all of it unless given */
async function tried(
  bench: Bench,
  name: AttackName,
  told: (result: AttackResult) => Told | undefined = (result) => result,
): Promise<Finding> {
  try {
    const result = await runAttack(bench, attackNamed(name));
    const part = told(result);
    return part ? { is: part.succeeded, why: part.why } : { is: null, why: result.why };
  } catch (error) {
    if (error instanceof AttackImpossible || error instanceof AttackMeaningless)
      return { is: null, why: error.message };
    throw error;
  }
}

const opposite = ({ is, why }: Finding): Finding => ({ is: is === null ? null : !is, why });
