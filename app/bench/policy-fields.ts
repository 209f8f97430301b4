import type { PolicyChanges, SessionPolicy } from '@/lib/shop/policy';
import { fieldValue, meaninglessUnder, switches } from './switches/switches';

/** What a form of switches asks for: another preset as it is, or some switches replaced. */
export type PolicyRequest = { preset: string } | { policy: PolicyChanges };

/**
 * Reads the flat fields of a policy form into what `PATCH /api/benches/:id` takes. A form without script sends every
 * switch that it shows: those that are as before are left out, and so are those that only the old mechanism has.
 * @param present the bench as the form was drawn from it
 */
export function policyRequest(
  fields: Record<string, string>,
  present: { policy: SessionPolicy; preset: string; changed: boolean },
): PolicyRequest {
  const { policy, preset, changed } = present;
  if (fields.preset && (changed || fields.preset !== preset)) return { preset: fields.preset };
  const mechanism = fields.mechanism ?? policy.mechanism;
  const changes: Record<string, unknown> = {};
  const cookie: Record<string, unknown> = {};
  for (const one of switches) {
    // Browsers send a line break as CR LF.
    const text = fields[one.name]?.replaceAll('\r\n', '\n');
    const isOwn = meaninglessUnder(one, { ...policy, mechanism } as SessionPolicy) === null;
    if (text === undefined || !isOwn || text === fieldValue(policy, one.name)) continue;
    const [outer = '', inner] = one.name.split('.');
    if (inner === undefined) changes[outer] = read(one.name, text);
    else cookie[inner] = read(one.name, text);
  }
  if (Object.keys(cookie).length > 0) changes.cookie = cookie;
  // Checked where it is applied (lib/shop/policy.ts); what is wrong is refused there, with a sentence.
  return { policy: changes as PolicyChanges };
}

function read(name: string, text: string): unknown {
  const control = switches.find((one) => one.name === name)?.control;
  if (control?.kind === 'lines') return text.split('\n').filter(Boolean);
  if (control?.kind === 'seconds') return text.trim() === '' ? null : Number(text);
  if (name === 'cookie.domain' && text === '') return null;
  if (control?.kind === 'choice' && (text === 'true' || text === 'false')) return text === 'true';
  return text;
}
