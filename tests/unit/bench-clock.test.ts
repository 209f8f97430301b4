import { expect, test } from 'vitest';
import { BenchClock } from '@/lib/bench/clock';

test.each([0.29, 1.001, 0.0004, 86_400])(
  'a clock that stands still and is moved by %d s shows whole milliseconds',
  (seconds) => {
    const clock = new BenchClock({ stoppedAt: 1_800_000_000_000 });
    clock.advance(seconds);
    expect(clock.now()).toBe(1_800_000_000_000 + Math.round(seconds * 1000));
  },
);

test('so does one that runs', () => {
  const clock = new BenchClock();
  for (const seconds of [0.29, 1.001, 2.675]) clock.advance(seconds);
  expect(Number.isInteger(clock.now())).toBe(true);
});
