import { expect, test } from 'vitest';
import type { Bench } from '../../lib/bench/bench.ts';
import { mayDrive } from '../../lib/bench/hands.tsx';
import type { Visit } from '../../lib/bench/visit.ts';

/** Who may have a page of the shop's own host log in as ada: whoever knows the key of the run under way. */
const asked = (handsKey: string | null, url: string, ownHost = true) =>
  mayDrive({ handsKey } as Bench, { arrival: { request: { url } }, address: { ownHost } } as Visit);

test('the key of the run under way is asked for, whole', () => {
  expect(asked('k7f2', '/_hands?key=k7f2&login=ada')).toBe(true);
  for (const query of ['', '?key=', '?key=k7f', '?key=k7f22', '?key=K7F2', '?key=null', '?other=k7f2']) {
    expect(asked('k7f2', `/_hands${query}`), query).toBe(false);
  }
});

test('without a run no key will do, and none on a shared host', () => {
  for (const query of ['', '?key=', '?key=null', '?key=k7f2'])
    expect(asked(null, `/_hands${query}`), query).toBe(false);
  expect(asked('k7f2', '/_hands?key=k7f2', false)).toBe(false);
});
