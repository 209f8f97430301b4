import { type Check, findCheck } from '@/lib/check/checks';
import { answerCall, json } from '../benches/call';

export interface CheckRoute {
  params: Promise<{ key: string }>;
}

/** Answers a call about one check. */
export function answerCheckCall(
  { params }: CheckRoute,
  answer: (check: Check) => Promise<Response>,
): Promise<Response> {
  return answerCall(async () => {
    const check = findCheck((await params).key);
    return check ? answer(check) : json({ error: 'There is no such check, or it is over.' }, 404);
  });
}
