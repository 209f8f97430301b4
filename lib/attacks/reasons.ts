import type { Answer } from '@/lib/bench/scripted-client';
import { isRefusal, sentenceOf } from '@/lib/wire/sentence';

/** The server's own first reason for saying no, as the wire tells it: "Signature does not match: …"; "" where it gave none. */
export function refusalOf({ exchange }: Pick<Answer, 'exchange'>): string {
  const step = exchange?.steps.find(isRefusal);
  return step ? sentenceOf(step) : '';
}

/** For what needs a session of ada's: her browser keeps none or brings it to no page that asks, say with Path=/nowhere. */
export const NOTHING_KEPT =
  'No browser keeps a session under this policy and brings it back, so there is none to be had.';

/** Sentences with a blank between; empty ones are left out. */
export const sentences = (...parts: string[]): string => parts.filter((part) => part !== '').join(' ');

/** How many that is a second, to two figures, since a measurement is no more exact: "51,000". */
export function perSecond(times: number, milliseconds: number): string {
  return Number(((times / milliseconds) * 1000).toPrecision(2)).toLocaleString('en');
}
