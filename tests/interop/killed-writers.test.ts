import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { closeStores } from '@/lib/shop/stores/open-store';
import { numberedKey, numberedSession } from './numbered-session';
import { newBench, open, settings } from './store-bench';

const textsOf = (bench: string) => {
  const place = join(settings.BENCH_DATA, 'files', bench);
  return readdirSync(place).map((name) => readFileSync(join(place, name), 'utf8'));
};

describe('a process that is killed while it writes', () => {
  for (const name of ['file', 'sql', 'level'] as const) {
    test(`leaves no half session in ${name}, and loses none that was acknowledged`, async () => {
      const bench = newBench();
      let next = 0;
      for (let round = 0; round < 4; round += 1) {
        // LevelDB is one process's at a time.
        await closeStores();
        const child = spawn(
          process.execPath,
          ['--import', './scripts/as-bundled.mjs', 'tests/interop/write-sessions.ts', name, bench, `${next}`],
          { env: { ...process.env, ...settings }, stdio: ['ignore', 'pipe', 'inherit'] },
        );
        let printed = '';
        child.stdout.on('data', (chunk) => {
          printed += chunk;
        });
        const closed = once(child, 'close');
        await Promise.race([once(child.stdout, 'data'), closed]);
        await sleep(60 + round * 37);
        child.kill('SIGKILL');
        await closed;
        const acknowledged = Number(printed.slice(0, printed.lastIndexOf('\n')).split('\n').at(-1));
        expect(acknowledged, 'the child wrote something').toBeGreaterThan(next);

        const store = await open(name, bench);
        const rows = await store.list();
        for (const { key, session } of rows) {
          const number = session.state.visits as number;
          expect(session).toEqual(numberedSession(number));
          expect(key).toBe(numberedKey(number));
        }
        const newest = Math.max(...rows.map(({ session }) => session.state.visits as number));
        // The one under way may be there or not.
        expect([acknowledged, acknowledged + 1]).toContain(newest);
        expect(rows).toHaveLength(Math.min(20, newest + 1));
        await store.sweep(0);
        expect(await store.list()).toEqual(rows);
        if (name === 'file') expect(textsOf(bench)).toHaveLength(rows.length);
        next = newest + 1;
      }
      await (await open(name, bench)).clear();
    });
  }
});
