import { attacks } from '@/lib/attacks/attacks';
import { malloryAddressOf, type Place } from '@/lib/http/origins';

/**
 * Where a visitor who came to `place` runs the attacks that need their browser, by the attack's name: nowhere where
 * Mallory's site is no other site than the shop's.
 */
export function browserAddresses(place: Place, bench: string): Record<string, string> {
  const { base, otherSite } = malloryAddressOf(place, bench);
  if (!otherSite) return {};
  const needing = attacks.filter(({ by }) => by === 'browser');
  return Object.fromEntries(needing.map(({ name }) => [name, `${base}/run/${name}`]));
}
