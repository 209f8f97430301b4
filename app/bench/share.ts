import { PolicyRefused, type SessionPolicy } from '@/lib/shop/policy';

/**
 * A policy in an address, so that it can be passed on: `/bench?preset=flask&policy=…`. Whoever opens it gets a bench of
 * their own with these switches; keys are not passed on.
 */
export function shareAddress(preset: string, changed: boolean, policy: SessionPolicy): string {
  const query = new URLSearchParams({ preset });
  if (changed) {
    const { fallbackSecrets: _, ...switches } = policy as SessionPolicy & { fallbackSecrets?: string[] };
    query.set('policy', JSON.stringify(switches));
  }
  return `/bench?${query}`;
}

/** @throws {PolicyRefused} where it is no JSON; what the switches say is checked where they are applied */
export function sharedPolicy(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new PolicyRefused('The policy in this address cannot be read: it was cut off or changed on the way.');
  }
}
