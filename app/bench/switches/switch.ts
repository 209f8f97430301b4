import type { Mechanism, ServerPolicy, SessionPolicy } from '@/lib/shop/policy';
import { duration } from '@/lib/wire/duration';

/**
 * A switch of a policy as the page shows it: what it is called, what can be chosen, what its present value leads to, and
 * where it says nothing. Only types are taken from the policy, so that no schema travels to the browser.
 */
export const GROUPS = [
  'Mechanism and store',
  'The id',
  'The cookie',
  'Expiry',
  'Login and logout',
  'CSRF',
  'Binding and leaks',
] as const;

export type Control =
  | { kind: 'choice'; options: { value: string; label: string }[] }
  /** A whole number of seconds; empty for "none". */
  | { kind: 'seconds' }
  | { kind: 'text'; hint?: string }
  /** One a line. */
  | { kind: 'lines'; hint: string };

export interface Switch {
  /** Its field in forms, dotted where it lies inside the cookie. */
  name: string;
  label: string;
  group: (typeof GROUPS)[number];
  control: Control;
  /** When a change is felt first: "the next login". It may depend on what was chosen. */
  from: string | ((policy: SessionPolicy) => string);
  /** What the present value leads to, without a capital and without a full stop. */
  clause(policy: SessionPolicy): string;
  /** Which mechanisms have it; all, where nothing is said. */
  only?: readonly Mechanism[];
  /** Why the other mechanisms have not, in the policy's own words. */
  meaningless?: string;
}

export const SERVER = ['server'] as const;
export const KEYED = ['signed', 'encrypted'] as const;
export const NEXT_REQUEST = 'the next request';
export const NEXT_LOGIN = 'the next login';
export const NEXT_COOKIE = 'the next time the cookie is set';

/** Choices and the clause of each; the type leaves no value of the switch out. */
export function choice<Value extends string>(
  said: Record<Value, string>,
  read: (policy: SessionPolicy) => Value,
  labels: Partial<Record<Value, string>> = {},
): Pick<Switch, 'control' | 'clause'> {
  const options = (Object.keys(said) as Value[]).map((value) => ({ value, label: labels[value] ?? value }));
  return { control: { kind: 'choice', options }, clause: (policy) => said[read(policy)] };
}

export const YES_AND_NO = [
  { value: 'true', label: 'yes' },
  { value: 'false', label: 'no' },
];

export function yesOrNo(
  read: (policy: SessionPolicy) => boolean,
  yes: string,
  no: string,
): Pick<Switch, 'control' | 'clause'> {
  return { control: { kind: 'choice', options: YES_AND_NO }, clause: (policy) => (read(policy) ? yes : no) };
}

export function seconds(
  read: (policy: SessionPolicy) => number | null,
  limit: (time: string, policy: SessionPolicy) => string,
  none: (policy: SessionPolicy) => string,
): Pick<Switch, 'control' | 'clause'> {
  return {
    control: { kind: 'seconds' },
    clause: (policy) => {
      const value = read(policy);
      return value === null ? none(policy) : limit(duration(value), policy);
    },
  };
}

/** A switch that only `server` has is read under `server` alone. */
export const ofServer = <Value>(read: (policy: ServerPolicy) => Value, otherwise: Value) => {
  return (policy: SessionPolicy) => (policy.mechanism === 'server' ? read(policy) : otherwise);
};
