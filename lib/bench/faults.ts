import { z } from 'zod';
import { NamedError } from '@/lib/named-error';
import { isKeyed } from '@/lib/shop/policy';
import { makeSecret } from '@/lib/shop/secrets';
import { ROLES } from '@/lib/shop/state';
import type { Bench } from './bench';

/** A fault that cannot happen under this policy. The message is one sentence for whoever asked. */
export class FaultImpossible extends NamedError {
  static override readonly errorName = 'FaultImpossible';
}

const username = z.string().max(40).default('ada');

export const faultSchema = z.discriminatedUnion('fault', [
  z.strictObject({ fault: z.literal('restart') }),
  z.strictObject({ fault: z.literal('rotate-secret'), keepOld: z.boolean().default(false) }),
  /** Without a key: the row that was used last. */
  z.strictObject({ fault: z.literal('delete-session'), key: z.string().max(64).optional() }),
  z.strictObject({ fault: z.literal('ban-user'), username }),
  z.strictObject({ fault: z.literal('unban-user'), username }),
  z.strictObject({ fault: z.literal('change-role'), username, role: z.enum(ROLES) }),
  z.strictObject({ fault: z.literal('second-server'), on: z.boolean().default(true) }),
  z.strictObject({ fault: z.literal('sweep') }),
]);

export type Fault = z.infer<typeof faultSchema>;

/**
 * Does to a bench what befalls servers.
 * @throws {FaultImpossible} where there is nothing it could happen to
 */
export async function cause(bench: Bench, fault: Fault): Promise<void> {
  switch (fault.fault) {
    case 'restart':
      return bench.restart();
    case 'rotate-secret':
      rotateSecret(bench, fault.keepOld);
      return bench.changed('policy');
    case 'delete-session':
      await deleteSession(bench, fault.key);
      break;
    case 'ban-user':
      changeUser(bench, fault.username, { banned: true });
      break;
    case 'unban-user':
      changeUser(bench, fault.username, { banned: false });
      break;
    case 'change-role':
      changeUser(bench, fault.username, { role: fault.role });
      break;
    case 'second-server':
      bench.servers = fault.on ? 2 : 1;
      break;
    case 'sweep':
      needsRows(bench, 'to sweep');
      for (const store of await bench.stores()) await store.sweep(bench.clock.now());
      break;
  }
  bench.changed();
}

/** A new secret; the old one goes on reading where it is kept as a fallback. */
function rotateSecret(bench: Bench, keepOld: boolean): void {
  const { policy, secret } = bench;
  if (!isKeyed(policy)) {
    const reason = policy.mechanism === 'server' ? 'the id is looked up, not verified' : 'the cookie is not verified';
    throw new FaultImpossible(`There is no key to rotate: with "${policy.mechanism}" ${reason}.`);
  }
  const fallbackSecrets = keepOld ? [secret, ...policy.fallbackSecrets].slice(0, 5) : [];
  bench.policy = { ...policy, fallbackSecrets };
  // From a short list the same one may come out again.
  while (bench.secret === secret) bench.secret = makeSecret(policy.mechanism, policy.secretStrength);
}

function needsRows({ policy }: Bench, purpose: string): void {
  if (policy.mechanism !== 'server') {
    throw new FaultImpossible(`There is no row ${purpose}: with "${policy.mechanism}" the server keeps no sessions.`);
  }
}

async function deleteSession(bench: Bench, key: string | undefined): Promise<void> {
  needsRows(bench, 'to delete');
  for (const store of await bench.stores()) {
    const rows = await store.list();
    const row = key === undefined ? rows.toSorted((a, b) => b.session.seenAt - a.session.seenAt)[0] : undefined;
    const wanted = key === undefined ? row?.key : rows.find((other) => other.key === key)?.key;
    if (!wanted) continue;
    await store.destroy(wanted);
    return;
  }
  throw new FaultImpossible('There is no such row to delete: nobody has a session there.');
}

function changeUser(bench: Bench, name: string, change: Parameters<Bench['users']['change']>[1]): void {
  if (!bench.users.change(name, change)) throw new FaultImpossible(`There is no user called "${name}".`);
}
