import { setTimeout as sleep } from 'node:timers/promises';
import type { GridView } from '../../lib/attacks/grid/view.ts';
import { call, newBench } from '../harness/benches.ts';
import { startServer } from '../harness/server.ts';
import { atMost, type Figure, type Measurement, median } from './figures.ts';

const ROUNDS = 3;
const PRESETS = ['lecture-name', 'flask', 'iron-session', 'express', 'lecture-server'];

/** How long it takes to run every attack that needs no browser against one policy. */
export async function grid(): Promise<Measurement> {
  await using server = await startServer();
  const secondsOf = async (preset: string): Promise<{ seconds: number; attacks: number }> => {
    const bench = await newBench(server, { preset });
    const began = performance.now();
    await bench.call('POST', '/grid', {});
    for (;;) {
      const { isRunning, done } = await bench.call<GridView>('GET', '/grid');
      const seconds = (performance.now() - began) / 1000;
      if (!isRunning) {
        await call(server, 'DELETE', `/${bench.view.id}`);
        return { seconds, attacks: done };
      }
      await sleep(50);
    }
  };
  // What is loaded with the first attack is no attack's.
  await secondsOf('flask');
  const figures: Figure[] = [];
  for (const preset of PRESETS) {
    const times: number[] = [];
    let count = 0;
    for (let round = 0; round < ROUNDS; round++) {
      const { seconds, attacks } = await secondsOf(preset);
      times.push(seconds);
      count = attacks;
    }
    figures.push({ what: `${preset}: ${count} attacks with their controls`, ...atMost(median(times), 10, 1, 's') });
  }
  return {
    how: `Every attack that needs no browser, each with its control and on a bench of its own, against the policy of one\nbench: the median of ${ROUNDS} runs.`,
    figures,
  };
}
