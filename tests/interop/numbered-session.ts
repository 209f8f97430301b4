import { createHash } from 'node:crypto';
import type { StoredSession } from '@/lib/shop/stores/store';

/** A key as the shop makes it: the SHA-256 of an id. */
export const keyFor = (id: string) => createHash('sha256').update(id).digest('hex');

const KEYS = 20;

/** Session number n is written under one of twenty keys, over those before it. */
export const numberedKey = (number: number) => keyFor(`session ${number % KEYS}`);

/** A session in which every part follows from its number, so that a mixture of two would show. */
export function numberedSession(number: number): StoredSession {
  return {
    state: {
      visits: number,
      cart: Array.from({ length: 100 + (number % 50) }, (_, place) => `item ${number}.${place}`),
    },
    createdAt: 1_700_000_000_000 + number,
    seenAt: 1_700_000_000_000 + number,
    expiresAt: null,
  };
}
