import type { Arrival } from './arrival.ts';

/** Answers a request to a shop or to Mallory's site, all the way to the end of its response. */
export type AnswerBeforeNext = (arrival: Arrival) => Promise<void>;

interface Mount {
  answer: Promise<AnswerBeforeNext>;
  set(answer: AnswerBeforeNext): void;
}

// On globalThis: the server's own process starts listening, and Next's bundle knows who answers.
const shared = globalThis as typeof globalThis & { sessionLabBeforeNext?: Mount };

function mount(): Mount {
  if (!shared.sessionLabBeforeNext) {
    let set: Mount['set'] = () => {};
    const answer = new Promise<AnswerBeforeNext>((resolve) => {
      set = resolve;
    });
    shared.sessionLabBeforeNext = { answer, set };
  }
  return shared.sessionLabBeforeNext;
}

/** Says, once at the server's start, who answers what is not the site's own (decision 011). */
export function mountBeforeNext(answer: AnswerBeforeNext): void {
  mount().set(answer);
}

/** Whoever answers before Next; a request that comes before the server has quite started waits for it. */
export function mountedBeforeNext(): Promise<AnswerBeforeNext> {
  return mount().answer;
}
