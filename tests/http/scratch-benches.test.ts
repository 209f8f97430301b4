import { once } from 'node:events';
import { copyFileSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Attack } from '../../lib/attacks/attack.ts';
import { attacks } from '../../lib/attacks/attacks.ts';
import { runOnScratch } from '../../lib/attacks/on-scratch.ts';
import { answerMallory } from '../../lib/attacks/site/front.ts';
import { Bench } from '../../lib/bench/bench.ts';
import { answerShops } from '../../lib/bench/front.ts';
import { benchTables } from '../../lib/db.ts';
import { mountBeforeNext } from '../../lib/http/before-next.ts';
import { watchArrivals } from '../../lib/http/watch-arrivals.ts';
import { changePolicy } from '../../lib/shop/policy.ts';
import { findPreset } from '../../lib/shop/presets.ts';
import { levelDatabase } from '../../lib/shop/stores/level-database.ts';
import { freePort, randomSecret, templateDatabase } from '../harness/server.ts';

/** Benches that are made for one attack: the shops are served by this very process, since nobody can ask for them. */

const folder = mkdtempSync(join(tmpdir(), 'session-lab-scratch-'));
const databaseFile = join(folder, 'test.db');
const shops = createServer();

beforeAll(async () => {
  copyFileSync(await templateDatabase(), databaseFile);
  const port = await freePort();
  Object.assign(process.env, {
    SESSION_SECRETS: `1:${randomSecret()}`,
    PASSWORD_PEPPER: randomSecret(),
    DATABASE_URL: `file:${databaseFile}`,
    BENCH_DATA: join(folder, 'benches'),
    PORT: String(port),
  });
  watchArrivals();
  const answerShop = answerShops([]);
  mountBeforeNext((arrival) => (arrival.shop ? answerShop(arrival) : answerMallory(arrival)));
  await once(shops.listen(port, '127.0.0.1'), 'listening');
});
afterAll(() => {
  shops.close();
  rmSync(folder, { recursive: true, force: true });
});

/** What stands in the stores and among the benches; asked of this process's own connections, which no other may disturb. */
async function left() {
  const files = join(folder, 'benches', 'files');
  return {
    rows: await benchTables().shopSession.count(),
    entries: await (await levelDatabase()).keys().all(),
    benches: await benchTables().bench.count(),
    files: existsSync(files) ? readdirSync(files) : [],
  };
}

const NOTHING = { rows: 0, entries: [], benches: 0, files: [] };

test.each(['memory', 'file', 'sql', 'level'])(
  'a scratch bench with the store %s leaves nothing behind',
  async (store) => {
    const { policy } = findPreset('lecture-server') ?? {};
    if (!policy) throw new Error('There is no such preset.');
    const original = Bench.make('k7f2k7f2k7f', 'lecture-server', changePolicy(policy, { store }));
    let leftMeanwhile = false;
    for (const attack of attacks.filter(({ by }) => by === 'http')) {
      if (attack.meaningless(original.policy) !== null) continue;
      const leaving: Attack = {
        ...attack,
        async control(lab) {
          const control = await attack.control(lab);
          leftMeanwhile ||= !isDeepStrictEqual(await left(), NOTHING);
          return control;
        },
      };
      const result = await runOnScratch(original, leaving);
      expect(result.exchanges.length).toBeGreaterThan(1);
      expect(await left()).toEqual(NOTHING);
      const connections = () => new Promise((resolve) => shops.getConnections((_, count) => resolve(count)));
      await expect.poll(connections).toBe(0);
    }
    // What is gone afterwards was there.
    expect(leftMeanwhile).toBe(store !== 'memory');
    expect(original.journal.last).toBe(0);
  },
);
