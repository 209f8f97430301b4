import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { SessionPolicy } from '@/lib/shop/policy';
import type { Exchange } from '@/lib/wire/exchange';
import { isRefusal } from '@/lib/wire/sentence';
import type { Attack, AttackResult } from '../attack';
import { effective } from '../effects';
import type { CellResult, ExchangeLine } from './view';

/** A guesser sends a thousand requests; the first and the last of them tell the rest. */
const MAX_EXCHANGES = 100;

/** A result as a grid keeps it: what is shown at once as it is, the exchanges packed, since hardly anybody reads them. */
export class KeptResult {
  readonly said: CellResult;
  /** What it takes in memory, about. */
  readonly bytes: number;
  readonly #packed: Uint8Array;

  constructor(attack: Attack, policy: SessionPolicy, result: AttackResult) {
    const exchanges = withoutMiddle(result.exchanges);
    const { succeeded, why, ways, control } = result;
    this.said = {
      succeeded,
      why,
      ...(ways && { ways }),
      control: { what: control.what, succeeded: control.succeeded, why: control.why },
      stoppedBy: succeeded ? effective(policy, attack.stoppedBy(policy)) : [],
      notStoppedBy: succeeded ? effective(policy, attack.notStoppedBy(policy)) : [],
      exchanges: exchanges.map((exchange) => lineOf(exchange, control.exchanges.includes(exchange.n))),
      leftOut: result.exchanges.length - exchanges.length,
    };
    // A copy: zlib's own result holds on to the whole chunk that it was written into.
    this.#packed = new Uint8Array(deflateRawSync(JSON.stringify({ ...result, exchanges })));
    this.bytes = this.#packed.length + 2 * JSON.stringify(this.said).length;
  }

  /** With every exchange that was kept. */
  whole(): AttackResult {
    return JSON.parse(inflateRawSync(this.#packed).toString());
  }
}

function withoutMiddle(exchanges: Exchange[]): Exchange[] {
  if (exchanges.length <= MAX_EXCHANGES) return exchanges;
  const half = MAX_EXCHANGES / 2;
  return [...exchanges.slice(0, half), ...exchanges.slice(-half)];
}

function lineOf(exchange: Exchange, isControl: boolean): ExchangeLine {
  const { n, sender, scripted, to, request, response, steps } = exchange;
  return {
    n,
    sender,
    ...(scripted !== undefined && { scripted }),
    ...(to && { to }),
    method: request.method,
    target: request.target,
    status: response.status,
    isRefused: steps.some(isRefusal),
    isControl,
  };
}
