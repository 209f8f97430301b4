import { beginCheck } from '@/lib/check/checks';
import { addressOf } from '@/lib/check/walk';
import { answerCall, json } from '../benches/call';

/** Begins a check by script: its key, the first page of its walk, and what to ask first. */
export function POST(): Promise<Response> {
  return answerCall(async (place) => {
    const check = beginCheck(place, true);
    return json({ key: check.key, begin: addressOf('begin', check), reach: check.reach, seen: check.seen }, 201);
  });
}
