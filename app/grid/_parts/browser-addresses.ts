import { attacks } from '@/lib/attacks/attacks';
import { malloryAddressOf, type Place, shopAddressOf } from '@/lib/http/origins';

/**
 * Where a visitor who came to `place` runs the attacks that need their browser, by the attack's name: nowhere where the
 * shop has no host of its own.
 */
export function browserAddresses(place: Place, bench: string): Record<string, string> {
  if (!shopAddressOf(place, bench).ownHost) return {};
  const { base } = malloryAddressOf(place, bench);
  const needing = attacks.filter(({ by }) => by === 'browser');
  return Object.fromEntries(needing.map(({ name }) => [name, `${base}/run/${name}`]));
}
