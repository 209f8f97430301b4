import { expect, test } from 'vitest';
import { delayAfter, network } from '@/lib/account/throttle';

test.each([
  ['2001:db8::1', '2001:db8:0:0'],
  ['2001:db8::2', '2001:db8:0:0'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
  ['2001:db8:1::5', '2001:db8:1:0'],
  ['::1', '0:0:0:0'],
  ['fe80::1%eth0', 'fe80:0:0:0'],
  ['192.0.2.7', '192.0.2.7'],
  ['unknown', 'unknown'],
])('S33 the address %s counts as %s', (address, counted) => {
  expect(network(address)).toBe(counted);
});

test('S33 the delay begins after five failures, doubles, and ends at the bound', () => {
  const delays = [1, 5, 6, 7, 8, 12, 40].map((failures) => delayAfter(failures, 60));
  expect(delays).toEqual([0, 0, 1, 2, 4, 60, 60]);
});
