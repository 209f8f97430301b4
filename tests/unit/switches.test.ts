import { expect, test } from 'vitest';
import { policyRequest } from '@/app/bench/policy-fields';
import { inPlainText, policySentence } from '@/app/bench/policy-sentence';
import {
  consequence,
  fieldValue,
  firstSwitches,
  meaninglessUnder,
  switches,
  whatWillDiffer,
} from '@/app/bench/switches/switches';
import * as policies from '@/lib/shop/policy';
import { presets } from '@/lib/shop/presets';

const { changePolicy, MECHANISMS, PolicyRefused } = policies;
type SessionPolicy = policies.SessionPolicy;

const lecture = presets.find(({ id }) => id === 'lecture-server')?.policy as SessionPolicy;
const under = (mechanism: policies.Mechanism) =>
  changePolicy(lecture, { mechanism, csrf: 'none', binding: 'none', remember: false });
const all = MECHANISMS.map(under);

/** `a.b` as the nested object that a policy is. */
function nested(name: string, value: unknown): unknown {
  const [outer = '', inner] = name.split('.');
  return inner === undefined ? { [outer]: value } : { [outer]: { [inner]: value } };
}

test('every switch of every policy is on the page, and no other', () => {
  const names = new Set<string>();
  for (const policy of all) {
    for (const [name, value] of Object.entries(policy)) {
      if (name === 'cookie') for (const inner of Object.keys(value as object)) names.add(`cookie.${inner}`);
      else names.add(name);
    }
  }
  expect(switches.map(({ name }) => name).sort()).toEqual([...names].sort());
});

test('the choices of a switch are those of the policy', () => {
  const lists: Record<string, readonly string[]> = {
    mechanism: policies.MECHANISMS,
    store: policies.STORES,
    carrier: policies.CARRIERS,
    idGenerator: policies.ID_GENERATORS,
    'cookie.sameSite': policies.SAME_SITES,
    'cookie.prefix': policies.PREFIXES,
    csrf: policies.CSRF_DEFENCES,
    binding: policies.BINDINGS,
    referrerPolicy: policies.REFERRER_POLICIES,
  };
  for (const [name, values] of Object.entries(lists)) {
    const control = switches.find((one) => one.name === name)?.control;
    expect(control?.kind === 'choice' && control.options.map(({ value }) => value)).toEqual([...values]);
  }
});

test.each(switches.map((one) => [one.name, one] as const))(
  'what "%s" leads to is one sentence, under every mechanism and for each of its values',
  (name, one) => {
    const { control } = one;
    const values = control.kind === 'choice' ? control.options.map(({ value }) => value) : [];
    const home = all.filter((policy) => meaninglessUnder(one, policy) === null);
    expect(home.length).toBeGreaterThan(0);
    const said = home.flatMap((policy) => [
      consequence(one, policy),
      ...values.flatMap((value) => {
        const typed = value === 'true' || value === 'false' ? value === 'true' : value;
        try {
          return consequence(one, changePolicy(policy, nested(name, typed)));
        } catch (error) {
          expect(error).toBeInstanceOf(PolicyRefused);
          return [];
        }
      }),
    ]);
    for (const sentence of said) expect(sentence).toMatch(/^[A-Z].*[^.]\.$/);
    // Each value says something of its own.
    if (values.length > 0) expect(new Set(said).size).toBe(values.length);
  },
);

test('a switch is greyed exactly where the policy refuses it, and for the same reason', () => {
  for (const policy of all) {
    for (const one of switches) {
      if (one.name === 'mechanism') continue;
      const home = all.find((other) => meaninglessUnder(one, other) === null) as SessionPolicy;
      const [outer = ''] = one.name.split('.');
      const reason = meaninglessUnder(one, policy);
      const change = { [outer]: (home as Record<string, unknown>)[outer] };
      if (reason === null) {
        expect(() => changePolicy(policy, change)).not.toThrow();
      } else {
        expect(() => changePolicy(policy, change)).toThrow(PolicyRefused);
        expect(() => changePolicy(policy, change)).toThrow(reason.slice(1));
      }
    }
  }
});

test('the first switches mean something under their mechanism', () => {
  for (const policy of all) {
    const first = firstSwitches(policy);
    expect(first).toHaveLength(4);
    for (const name of first) {
      const one = switches.find((other) => other.name === name);
      expect(one && meaninglessUnder(one, policy)).toBeNull();
    }
  }
});

test('a change says from when on it is felt', () => {
  expect(whatWillDiffer(lecture, changePolicy(lecture, { renewAtLogin: false }))).toEqual([
    'From the next login on the id is kept: one that was planted before login is logged in after.',
  ]);
  expect(whatWillDiffer(lecture, lecture)).toEqual([]);
  expect(whatWillDiffer(lecture, changePolicy(lecture, { store: 'memory' })).at(-1)).toMatch(/logged out/);
  const toSigned = whatWillDiffer(lecture, under('signed'));
  expect(toSigned.at(-1)).toMatch(/logged out/);
  expect(whatWillDiffer(lecture, under('none'))[0]).toMatch(/^From the next request on no request brings/);
  expect(whatWillDiffer(under('none'), lecture).join(' ')).not.toMatch(/logged out/);
  expect(toSigned[0]).toMatch(/^From the next time the cookie is set, the whole session is in the cookie/);
  expect(toSigned.join(' ')).not.toMatch(/\brow\b|LevelDB|SQLite/);
});

test('the limits agree with what prolongs a session', () => {
  const said = (changes: policies.PolicyChanges) =>
    switches
      .filter(({ name }) => ['idleSeconds', 'absoluteSeconds', 'rolling'].includes(name))
      .map((one) => consequence(one, changePolicy(lecture, { absoluteSeconds: null, ...changes })));
  expect(said({ idleSeconds: 600, rolling: true })).toEqual([
    'A session that nobody uses for 10 min is refused.',
    'A session that is used before its idle limit is over goes on for ever.',
    'Every request starts the idle limit again.',
  ]);
  expect(said({ idleSeconds: 600, rolling: false })).toEqual([
    'A session is refused 10 min after it was last changed, however much it is used.',
    'A session that is changed before its idle limit is over goes on for ever.',
    'Only a change of the session starts the idle limit again.',
  ]);
  expect(said({ idleSeconds: null, rolling: false })).toEqual([
    'A session never ends for want of use.',
    'A session goes on for ever.',
    'Only a change of the session starts an idle limit again, and there is none.',
  ]);
});

test.each([
  ['none', /^No session: the browser brings nothing/],
  ['plain', /^Client-side, in clear: .*read and rewrite/],
  ['signed', /^Client-side, signed: .*whoever holds it can read it/],
  ['encrypted', /^Client-side, encrypted: .*sealed/],
  [
    'server',
    /^Server-side: the browser holds a random id in a cookie, the server keeps the state in SQLite, login gives a new id, logging out destroys the row\.$/,
  ],
] as const)('the policy with "%s" is told in one sentence', (mechanism, words) => {
  // The lecture's own preset for `server`, since another mechanism has lost its store.
  const sentence = inPlainText(policySentence(mechanism === 'server' ? lecture : under(mechanism)));
  expect(sentence).toMatch(words);
  expect(sentence).toMatch(/^[^.]*\.$/);
});

test('the sentence follows the switches', () => {
  const weak = changePolicy(lecture, {
    store: 'memory',
    carrier: 'url',
    idGenerator: 'counter',
    renewAtLogin: false,
    logout: 'forget',
  });
  expect(inPlainText(policySentence(weak))).toBe(
    'Server-side: the browser holds an id that can be guessed in every address, the server keeps the state in memory, login keeps the id, logging out leaves the row.',
  );
});

test('a secret that can be guessed is not the server’s alone', () => {
  const told = (secretStrength: 'weak' | 'strong') =>
    inPlainText(policySentence(changePolicy(under('signed'), { secretStrength })));
  expect(told('strong')).toContain('only the server with its secret can write it');
  expect(told('weak')).toContain('the server, and whoever guesses its secret from a word list, can write it');
});

/** What a browser sends when nothing in the form was touched. */
const untouched = (policy: SessionPolicy) =>
  Object.fromEntries(
    switches
      .filter((one) => meaninglessUnder(one, policy) === null)
      .map(({ name }) => [name, fieldValue(policy, name)]),
  );
const present = { policy: lecture, preset: 'lecture-server', changed: false };

test('a form that nobody touched asks for nothing', () => {
  for (const policy of all) {
    expect(
      policyRequest({ ...untouched(policy), preset: 'flask' }, { policy, preset: 'flask', changed: false }),
    ).toEqual({
      policy: {},
    });
  }
});

test('a form sent whole asks only for what was changed, in the policy’s own types', () => {
  const fields = {
    ...untouched(lecture),
    idleSeconds: '',
    absoluteSeconds: '600',
    'cookie.httpOnly': 'false',
    'cookie.domain': 'example.org',
    renewAtLogin: 'false',
  };
  const asked = policyRequest(fields, present);
  expect(asked).toEqual({
    policy: {
      idleSeconds: null,
      absoluteSeconds: 600,
      renewAtLogin: false,
      cookie: { httpOnly: false, domain: 'example.org' },
    },
  });
  expect(() => changePolicy(lecture, 'policy' in asked && asked.policy)).not.toThrow();
});

test('with another mechanism the switches of the old one are left behind', () => {
  const asked = policyRequest({ ...untouched(lecture), mechanism: 'signed', store: 'memory' }, present);
  expect(asked).toEqual({ policy: { mechanism: 'signed' } });
});

test('old secrets are one a line, as browsers send lines', () => {
  const asked = policyRequest({ fallbackSecrets: 'one\r\ntwo\r\n' }, { ...present, policy: under('signed') });
  expect(asked).toEqual({ policy: { fallbackSecrets: ['one', 'two'] } });
});

test('another preset is taken whole, and the same one again only when switches differ from it', () => {
  const fields = { ...untouched(lecture), preset: 'flask' };
  expect(policyRequest(fields, present)).toEqual({ preset: 'flask' });
  expect(policyRequest({ ...fields, preset: 'lecture-server' }, present)).toEqual({ policy: {} });
  expect(policyRequest({ ...fields, preset: 'lecture-server' }, { ...present, changed: true })).toEqual({
    preset: 'lecture-server',
  });
});

test('what is no number is passed on to be refused, not changed in silence', () => {
  const asked = policyRequest({ idleSeconds: 'soon' }, present);
  expect(() => changePolicy(lecture, 'policy' in asked && asked.policy)).toThrow(PolicyRefused);
});
