import type { Arrival } from './arrival.ts';

/** Answers a request to a shop, all the way to the end of its response. */
export type AnswerShop = (arrival: Arrival) => Promise<void>;

interface Mount {
  answer: Promise<AnswerShop>;
  set(answer: AnswerShop): void;
}

// On globalThis: the server's own process starts listening, and Next's bundle knows the shops.
const shared = globalThis as typeof globalThis & { sessionLabShops?: Mount };

function mount(): Mount {
  if (!shared.sessionLabShops) {
    let set: Mount['set'] = () => {};
    const answer = new Promise<AnswerShop>((resolve) => {
      set = resolve;
    });
    shared.sessionLabShops = { answer, set };
  }
  return shared.sessionLabShops;
}

/** Says, once at the server's start, who answers for the shops. */
export function mountShops(answer: AnswerShop): void {
  mount().set(answer);
}

/** Whoever answers for the shops; a request that comes before the server has quite started waits for it. */
export function shopsMounted(): Promise<AnswerShop> {
  return mount().answer;
}
