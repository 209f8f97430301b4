import { writeSync } from 'node:fs';
import { STORES } from '@/lib/shop/policy';
import { openStore } from '@/lib/shop/stores/open-store';
import { numberedKey, numberedSession } from './numbered-session';

/**
 * Writes sessions until it is killed: `write-sessions.ts STORE BENCH FIRST`. Each is touched as well, and after each its
 * number is printed: what has been printed must be there afterwards.
 */

const [name, benchId = '', first = '0'] = process.argv.slice(2);
const storeName = STORES.find((store) => store === name);
if (!storeName) throw new Error(`There is no store ${name}.`);
const store = await openStore(storeName, benchId, Date.now);

for (let number = Number(first); ; number += 1) {
  const session = numberedSession(number);
  await store.set(numberedKey(number), session);
  await store.touch(numberedKey(number), { seenAt: session.seenAt, expiresAt: null });
  writeSync(1, `${number}\n`);
}
