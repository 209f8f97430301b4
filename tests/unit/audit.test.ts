import { beforeAll, describe, expect, test, vi } from 'vitest';
import type { CellView } from '@/lib/attacks/grid/view';
import type { AttackName } from '@/lib/attacks/names';
import { changePolicy, type PolicyChanges, type SessionPolicy } from '@/lib/shop/policy';
import { findPreset } from '@/lib/shop/presets';
import { randomSecret } from '../harness/server';

/** What the cells of a grid come to in the audit. */

vi.stubEnv('SESSION_SECRETS', `1:${randomSecret()}`);
vi.stubEnv('PASSWORD_PEPPER', randomSecret());

let judged: typeof import('@/lib/course/audit').judged;
beforeAll(async () => {
  ({ judged } = await import('@/lib/course/audit'));
});

const lecture = findPreset('lecture-server')?.policy ?? expect.fail('There is no such preset.');
const policyWith = (changes: PolicyChanges): SessionPolicy => changePolicy(lecture, changes);

const head = (attack: AttackName) => ({ attack, title: `The attack ${attack}`, changed: 1 });

function done(attack: AttackName, succeeded: boolean, stoppedBy: PolicyChanges[] = []): CellView {
  return {
    ...head(attack),
    state: 'done',
    succeeded,
    why: 'So it was.',
    control: { what: 'The same.', succeeded: false, why: 'It was not.' },
    stoppedBy: stoppedBy.map((change) => ({ change, because: 'It stops it.' })),
    notStoppedBy: [],
    exchanges: [],
    leftOut: 0,
  };
}

test('what was run counts by what came of it', () => {
  const cells = [done('fixation', true, [{ renewAtLogin: true }]), done('tamper', false), done('read', false)];
  expect(judged(cells, lecture, true)).toEqual({
    open: [{ title: 'The attack fixation', closedBy: [{ renewAtLogin: true }] }],
    held: 2,
    meaningless: 0,
    bySwitch: [],
    failed: [],
  });
});

test('what means nothing is no hole, and what could not be run is told with its reason', () => {
  const cells: CellView[] = [
    { ...head('crack-secret'), state: 'meaningless', why: 'There is no secret.' },
    { ...head('restart'), state: 'failed', why: 'The store does not answer.' },
  ];
  expect(judged(cells, lecture, true)).toMatchObject({
    open: [],
    meaningless: 1,
    failed: ['The attack restart: The store does not answer.'],
  });
});

describe('what needs a browser', () => {
  const waiting = (attack: AttackName): CellView => ({ ...head(attack), state: 'needs-browser' });
  const needing = (['script-theft', 'csrf', 'login-csrf'] as const).map(waiting);

  test('counts as closed where a switch that stops it is on', () => {
    const { open, bySwitch } = judged(needing, policyWith({ csrf: 'token', cookie: { httpOnly: true } }), true);
    expect(open).toEqual([]);
    expect(bySwitch).toHaveLength(3);
  });

  test('is a hole where none is, and the switches are named', () => {
    const policy = policyWith({ csrf: 'none', cookie: { httpOnly: false, sameSite: 'lax' } });
    const { open, bySwitch } = judged(needing, policy, true);
    expect(bySwitch).toEqual(['The attack csrf']);
    expect(open.map(({ title, closedBy }) => [title, closedBy[0]])).toEqual([
      ['The attack script-theft', { cookie: { httpOnly: true } }],
      ['The attack login-csrf', { csrf: 'token' }],
    ]);
  });

  test('is a hole where the browser has shown it, whatever the switches say', () => {
    const { open } = judged([done('csrf', true)], policyWith({ csrf: 'token' }), true);
    expect(open).toHaveLength(1);
  });
});

describe('a stolen cookie where Mallory has no second address', () => {
  const cells = [done('stolen-cookie', true)];

  test('counts as closed where sessions are bound to one', () => {
    const bound = policyWith({ binding: 'address' });
    expect(judged(cells, bound, false)).toMatchObject({ open: [], bySwitch: ['The attack stolen-cookie'] });
    expect(judged(cells, bound, true).open).toHaveLength(1);
  });

  test('and is a hole where they are not', () => {
    expect(judged(cells, policyWith({ binding: 'none' }), false).open).toEqual([
      { title: 'The attack stolen-cookie', closedBy: [{ binding: 'address' }] },
    ]);
  });
});
