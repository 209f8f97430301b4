import type { BenchView } from '@/lib/bench/view';
import { policyRequest } from './policy-fields';

/** Below `/api/benches/:id`, what changes the bench. */
export type BenchPath = '' | '/clock' | '/faults' | '/mallory';

/**
 * What one of the workbench's forms asks for, as a JSON call of design.md, section 5: the page's script sends it, and
 * without script the form's own submission does the same on the server.
 */
export interface BenchCall {
  method: 'PATCH' | 'POST';
  path: BenchPath;
  body: Record<string, unknown>;
}

/** Fields of a fault that are no text. */
const FLAGS = ['keepOld', 'on'];

/**
 * @param fields the form's, unchecked: what is wrong with them is said where the call is answered
 * @returns null where `do` asks for nothing that there is
 */
export function benchCall(fields: Record<string, string>, view: BenchView): BenchCall | null {
  const { do: action, ...rest } = fields;
  switch (action) {
    case 'policy':
      return { method: 'PATCH', path: '', body: { ...policyRequest(rest, view) } };
    case 'start-over':
      return { method: 'PATCH', path: '', body: { startOver: true } };
    case 'clock':
      return { method: 'POST', path: '/clock', body: clock(rest) };
    case 'fault':
      return { method: 'POST', path: '/faults', body: fault(rest) };
    case 'mallory':
      return { method: 'POST', path: '/mallory', body: rest };
    default:
      return null;
  }
}

function clock({ advanceSeconds, paused }: Record<string, string>): Record<string, unknown> {
  return {
    ...(paused !== undefined && { paused: paused === 'true' }),
    ...(advanceSeconds !== undefined && { advanceSeconds: Number(advanceSeconds) }),
  };
}

function fault(fields: Record<string, string>): Record<string, unknown> {
  const isSaid = ([, value]: [string, string]) => value !== '';
  return Object.fromEntries(
    Object.entries(fields)
      .filter(isSaid)
      .map(([name, value]) => [name, FLAGS.includes(name) ? value === 'true' || value === 'on' : value]),
  );
}
