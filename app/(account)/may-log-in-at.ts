import { env } from '@/lib/env';
import type { Place } from '@/lib/http/origins';

/** A password may be typed over HTTPS and on the machine itself; over plain HTTP only where somebody decided so. */
export function mayLogInAt(place: Place | null): boolean {
  return place !== null && (place.trustworthy || env().ALLOW_LOGIN_OVER_HTTP);
}
